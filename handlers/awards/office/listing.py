"""`/awards nominate`: from whom to choose, kind by kind; in a kind the best first, page by page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from markupsafe import Markup

from handlers import apart, rights
from handlers.awards.council import figures
from handlers.awards.office import nominating, refused, whom, whose
from handlers.awards.office.whom import Whom
from handlers.awards.office.whose import Its
from handlers.awards.section import COMMAND
from handlers.engine.turn import Choice, Outcome, Reply, Turn, button, lines, only, say
from scoring.award_rows import Nominee as Kind
from scoring.points import NANO
from services import nominations
from storage import nominable, proposed
from storage.nominable import Order

PAGE = 8
NOMINATE = f"{COMMAND} nominate"
_LONGEST = 1000
_KIND = re.compile(r"kind (\d{1,3})(?: \+(\d{1,5}))?", re.ASCII)


def start(turn: Turn, wanted: str) -> Outcome:
    """The kinds, a page of one, or somebody who is named, with the reason behind a colon."""
    named, colon, ground = wanted[:_LONGEST].partition(":")
    its, said = whose.pick(turn, named.strip(), named_too=True)
    if its is None:
        return whose.nobody(turn)
    if not said:
        return only(_kinds(turn, its))
    page = _KIND.fullmatch(said)
    kinds = list(its.award.nominees.values())
    if page is not None and int(page[1]) < len(kinds):
        return only(_page(turn, its, kinds[int(page[1])], int(page[1]), int(page[2] or 0)))
    found = whom.resolve(turn, its, said, NOMINATE, f":{ground}" if colon else "")
    if isinstance(found, Outcome):
        return found
    return nominating.begin(turn, its, found, ground.strip() if colon else None)


def _kinds(turn: Turn, its: Its) -> Reply:
    """Persons first: there are places for them."""
    t, behind = turn.t, whose.behind(turn, its)
    open_ = whose.kinds(turn, its)
    why = None if open_ else whose.shut(turn, its, "collective")
    if why is not None:
        told = refused.closed(t, why, its.movement, its.year)
        return say(told, (button(t("Back"), COMMAND),))
    left = nominations.left(turn.db, its.movement, its.year, its.office, turn.now, turn.zone)
    there = ((n, kind) for n, kind in enumerate(its.award.nominees.values()) if kind.of in open_)
    numbered = sorted(there, key=lambda one: one[1].of != "person")
    rows = [(button(t.movement(kind.name), f"{NOMINATE} kind {n}{behind}"),)
            for n, kind in numbered if _any(turn, its, kind)]  # fmt: skip
    places = t.many("{n} place for individuals is left.", "{n} places for individuals are left.",
                    max(left, 0))  # fmt: skip
    text = lines(
        Markup("<b>{}</b>").format(t("Who is to be proposed for {year}?", year=its.year)),
        places if its.besides is None else whom.beside(t),
        t("Or in one line: {example}", example=f"{NOMINATE} {_example(turn, its)}"),
    )  # fmt: skip
    return say(text, *rows)


def _any(turn: Turn, its: Its, kind: Kind) -> bool:
    """Whether there is anybody of a kind."""
    return bool(_those(turn, its, kind, 1, 0))


def _example(turn: Turn, its: Its) -> Markup:
    found = [] if its.besides else nominable.everybody(turn.db, its.office, 1)
    name = found[0].name if found else f"collective {its.office.name}"
    return turn.t("{name}: the reason in a few words", name=name)


def _those(
    turn: Turn, its: Its, kind: Kind, most: int, offset: int
) -> Sequence[tuple[Whom, int | None]]:
    order = Order(its.year, _lists(its))
    if kind.of == "person" and its.besides is not None:
        return []
    if kind.of == "person":
        found = nominable.page(turn.db, its.office, kind, order, most, offset)
        return [(Whom(one.unit, one), points) for one, points in found]
    there = nominable.collectives(turn.db, its.office, kind, order, most, offset, its.besides)
    return [(Whom(unit), points) for unit, points in there]


def _lists(its: Its) -> dict[str, str]:
    """The key of the list of each level, the lowest level first."""
    levels = reversed(its.movement.downward)
    first = ((level, next(iter(its.movement.leagues_of(level)), None)) for level in levels)
    return {level: league.key for level, league in first if league is not None}


def _page(turn: Turn, its: Its, kind: Kind, number: int, offset: int) -> Reply:
    t, behind = turn.t, whose.behind(turn, its)
    found = _those(turn, its, kind, PAGE + 1, offset)
    shown = [one for one, _ in found[:PAGE]]
    for one in shown:
        rights.allowed(turn, "details", one.unit)
    names = _names(turn, shown)
    rows = [(Choice(label=names[n], says=f"{NOMINATE} {one.says}{behind}"),)
            for n, one in enumerate(shown)]  # fmt: skip
    told = (_line(turn, its, offset + n, names[n - 1], one, points)
            for n, (one, points) in enumerate(found[:PAGE], 1))  # fmt: skip
    head = Markup("<b>{}</b>").format(t.movement(kind.name))
    if len(found) > PAGE:
        rows.append((button(t("More"), f"{NOMINATE} kind {number} +{offset + PAGE}{behind}"),))
    rows.append((button(t("Back"), f"{NOMINATE}{behind}"),))
    return say(lines(head, *told, None if shown else t("There is nobody.")), *rows)


def _names(turn: Turn, shown: Sequence[Whom]) -> list[str]:
    people = [one.somebody for one in shown if one.somebody is not None]
    if people:
        return whom.called(people)
    names = apart.called(turn, [one.unit for one in shown])
    return [names[one.unit.id] for one in shown]


def _line(turn: Turn, its: Its, number: int, name: str, one: Whom, points: int | None) -> Markup:
    parts: list[Markup | str] = [name]
    if points is not None:
        parts.append(figures.points(turn.t, Fraction(points, NANO)))
    if _there(turn, its, one):
        parts.append(turn.t("proposed"))
    return Markup("{}. {}").format(turn.t.number(number), turn.t.row(parts))


def _there(turn: Turn, its: Its, one: Whom) -> bool:
    """Whether they are proposed already; read once for a page."""
    key = ("proposed", its.office.id, its.year)
    if key not in turn.seen:
        found = proposed.live(turn.db, its.code, its.year, office=its.office.id)
        turn.seen[key] = {(each.what, each.person_id or each.unit.id) for each in found}
    mine: set[tuple[str, int]] = turn.seen[key]
    return (one.of, one.person or one.unit.id) in mine
