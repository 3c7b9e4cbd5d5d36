"""The list of what can be supposed: what would lift most in front."""

from __future__ import annotations

from markupsafe import Markup

from handlers.engine.turn import Choice, Reply, button, lines, say
from handlers.why.case import Case, Part
from handlers.why.supposing import valued
from handlers.why.supposing.full import at_best
from handlers.why.supposing.settable import Settable, amid, settable
from handlers.wording.scales import name
from scoring.gains import gains

_PAGE = 8


def listed(case: Case, page: int = 1) -> Reply:
    """A button for each item; each asks what it is to be."""
    t, parts = case.turn.t, ordered(case)
    page = max(1, min(page, -(-len(parts) // _PAGE)))
    rows = [
        (button(name(t, part.derived), case.says("if", one.code)),)
        for part in parts[(page - 1) * _PAGE : page * _PAGE]
        if (one := asked_of(case, part)) is not None
    ]
    text = lines(
        Markup("<b>{}</b>").format(t("What if? {unit}", unit=case.unit.name)),
        t("Which item is to be different? It is only worked out, nothing is stored."),
        example(case),
    )
    more = page * _PAGE < len(parts)
    ways: tuple[Choice, ...] = (button(t("Back to all points"), case.says()),)
    if more:
        ways = (button(t("More"), case.says("if", str(page + 1))), *ways)
    return say(text, *rows, ways)


def ordered(case: Case) -> list[Part]:
    """The items by what the next report could add, then by what they have lost."""
    own = frozenset(part.item.code for part in case.parts if case.own(part))
    found = gains(case.turn.movement, case.card, case.facts, case.measures, own)
    more = {gain.item.code: gain.points for gain in reversed(found)}
    return sorted(
        (part for part in case.parts if asked_of(case, part) is not None),
        key=lambda part: (-more.get(part.item.code, 0), -part.shown.lost),
    )


def asked_of(case: Case, part: Part) -> Settable | None:
    """What is asked of an item: its figure in the next report, else the item's own value."""
    by_code = {one.code: one for one in settable(case)}
    figure = by_code.get(part.derived.of or "") if case.own(part) else None
    if figure is not None and part.derived.kind not in ("grade", "opening_ratio"):
        return figure
    return by_code.get(part.item.code)


def example(case: Case, *, alone: bool = False) -> Markup | None:
    """Words that would be understood, by the names of this unit's own card; `alone`: no buttons
    stand before them.
    """
    t = case.turn.t
    share = next(
        (one for part in ordered(case)
         if (one := _share(case, part)) is not None), None,
    )  # fmt: skip
    if share is None or share.part is None:
        return None
    said = t("if {item} {value}", item=amid(share.called(case)),
             value=valued.shown(case, share, at_best(case, share.part.item)))  # fmt: skip
    if alone:
        return t("For example: {example}", example=said)
    return t("Or in words, for example: {example}", example=said)


def _share(case: Case, part: Part) -> Settable | None:
    """A share of which more is better."""
    found = next((one for one in settable(case) if one.code == part.item.code), None)
    rising = part.item.full_at > part.item.zero_at
    return found if found is not None and found.percent and not found.moves and rising else None
