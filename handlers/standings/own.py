"""One's own place in a list, always: with the neighbours, or how far away they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from markupsafe import Markup

from handlers.engine.turn import Turn
from handlers.standings.asked import View, all_own
from handlers.wording.standings import line
from locales import formats
from locales.translator import Translator
from scoring.standings import Line
from services.standings import Around, around


def ids(turn: Turn, view: View) -> set[int]:
    """The units of the list in which somebody holds a role."""
    return {unit.id for unit in all_own(turn, view.league.level)}


def beyond(turn: Turn, view: View, shown: set[int]) -> list[Around]:
    """One's own units and the one that was asked for, where they are not among those `shown`."""
    wanted = [*all_own(turn, view.league.level), *([view.unit] if view.unit else [])]
    missing = {one.id: one for one in wanted if one.id not in shown}
    return [around(turn.db, turn.movement, view.asked(turn), one) for one in missing.values()]


def told(
    t: Translator, found: list[Around], by: Mapping[int, int], *,
    names: bool, apart: bool, counted: bool,
) -> Iterator[Markup]:  # fmt: skip
    """Each with its neighbours by name, or how far away they are; `counted`: with its reports.

    `by`: how many places up, by the id of a unit.
    """
    for one in found:
        yield Markup("")
        near = [one.before, one.line, one.behind] if names else [one.line]
        for row in filter(None, near):
            yield line(t, row, apart=apart, counted=counted, marked=row is one.line,
                       moved=by.get(row.unit_id))  # fmt: skip
        yield from _place(t, one, names=names)


def _place(t: Translator, found: Around, *, names: bool) -> Iterator[Markup]:
    if found.line.place is None:
        return
    ordinal = formats.ordinal(found.line.place, t.language)
    name = found.line.name
    yield t("{name}: {place} of {total}", name=name, place=ordinal, total=found.ranked)
    if not names:
        yield from _gaps(t, found)


def _gaps(t: Translator, found: Around) -> Iterator[Markup]:
    """How far the neighbours are, without saying who they are."""
    own = found.line
    if found.before is not None and found.before.place != own.place:
        yield t("Behind the next place above: {points}", points=_between(t, found.before, own))
    if found.behind is not None and found.behind.place != own.place:
        yield t("Ahead of the next place below: {points}", points=_between(t, own, found.behind))


def _between(t: Translator, better: Line, worse: Line) -> str:
    return formats.points(Fraction(better.total - worse.total, 10**9), t.language)


def near(turn: Turn, view: View, shown: Sequence[Line]) -> Iterator[Markup]:
    """How far the neighbours are of one's own units that stand in the table."""
    mine = [unit for unit in all_own(turn, view.league.level)
            if any(line.unit_id == unit.id and line.place for line in shown)]  # fmt: skip
    for unit in mine:
        yield from _gaps(turn.t, around(turn.db, turn.movement, view.asked(turn), unit))
