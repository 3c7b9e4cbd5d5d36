"""A standing is put together once: the lines, how complete they are, who may not be proposed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import NamedTuple

from scoring import disqualification
from scoring.movement import Movement
from scoring.points import nano
from scoring.standings import Line, Scope, Standings
from services import disqualifications, means
from storage import lying, places, standings, then
from storage.asked import Asked
from storage.engine import Db
from storage.units import Unit


def page(
    db: Db, movement: Movement, asked: Asked, now: datetime, *, length: int, start: int = 0
) -> Standings:
    """So many lines as of now, those behind `start`; `asked` as the years' names have it."""
    rows = standings.table(db, asked, limit=length + 1, offset=start)
    lines = rows[:length]
    return replace(_made(db, movement, asked, now, lines), more=len(rows) > length)


def whole(db: Db, movement: Movement, asked: Asked, now: datetime, today: date) -> Standings:
    """All lines as of now (`today` where it is published), and the mean for information.

    The classes of size one after the other, whichever is asked for.
    """
    asked = then.scope(db, asked)
    sizes = (asked._replace(size=size) for size in asked.league.sizes)
    lines = [line for one in sizes for line in standings.table(db, one)]
    lines = lying.lines(db, lines, asked)
    found = _made(db, movement, asked, now, lines, every=True)
    rules = movement.in_year(asked.year)
    mean = means.of(db, rules, asked.league, asked.scope, asked.year, asked.basis, today)
    return replace(found, mean=None if mean is None else nano(mean))


def _made(
    db: Db, movement: Movement, asked: Asked, now: datetime, lines: list[Line], *,
    every: bool = False,
) -> Standings:  # fmt: skip
    scope, league, rules = asked.scope, asked.league, movement.in_year(asked.year)
    return Standings(
        movement=movement.code,
        list=league.code,
        level=league.level,
        scope=Scope(scope.kind, scope.code, scope.name),
        year=asked.year,
        basis=asked.basis,
        as_of=now,
        digest=rules.digest,
        coverage=standings.coverage(db, asked),
        lines=tuple(_barred(db, movement, asked.year, lines, every=every)),
        barred=tuple(one.code for one in disqualification.of_kind(rules, league.level)),
    )  # fmt: skip


def _barred(
    db: Db, movement: Movement, year: int, lines: Sequence[Line], *, every: bool = False
) -> list[Line]:
    """The lines with the grounds on which they may not be proposed; `every`: of the whole list."""
    ids = None if every else [line.unit_id for line in lines]
    barred = disqualifications.barred(db, movement, year, ids)
    return [
        replace(line, barred=tuple(one.code for one in barred[line.unit_id]))
        if line.unit_id in barred
        else line
        for line in lines
    ]


class Around(NamedTuple):
    """A unit's own line, those before and behind it, and of how many that have a place."""

    line: Line
    before: Line | None
    behind: Line | None
    ranked: int


def around(db: Db, movement: Movement, asked: Asked, unit: Unit) -> Around:
    """Where a unit stands, with its neighbours; a line without a place has none.

    In its own class of size, whichever is asked for.
    """
    asked = asked._replace(size=places.size(db, unit, asked))
    found = places.place(db, unit, asked)
    near = _near(db, asked, unit, *found) if found else [standings.line_of(db, asked, unit)]
    lines = _barred(db, movement, asked.year, near)
    at = next(n for n, line in enumerate(lines) if line.unit_id == unit.id)
    behind = lines[at + 1] if at + 1 < len(lines) and lines[at + 1].place else None
    return Around(lines[at], lines[at - 1] if at else None, behind, found[1] if found else 0)


def _near(db: Db, asked: Asked, unit: Unit, place: int, ranked: int) -> list[Line]:
    """From the line before it to the one behind it; between them those it shares its place with."""
    start, rows = max(0, place - 2), list[Line]()
    while start + len(rows) < ranked:
        more = standings.table(db, asked, limit=_NEAR, offset=start + len(rows))
        rows += more
        at = next((n for n, line in enumerate(rows) if line.unit_id == unit.id), len(rows))
        if at + 1 < len(rows) or not more:  # others may have changed the list meanwhile
            break
    return rows


_NEAR = 8
"""Lines that are read at once: units of equal points stand between two that are told apart."""


class Named(NamedTuple):
    """Of a list whose first lines everybody sees by name: how many those are, and of the others
    how many are in which band (the best first; none where there are no bands).
    """

    lines: int
    others: int
    bands: tuple[int, ...]


def named(db: Db, rules: Movement, asked: Asked) -> Named:
    """How the list is shown to those who do not see all names in it (`League.named`)."""
    ranked = places.count_ranked(db, asked)
    lines = places.reaching(db, asked, asked.league.named_of(ranked)) if ranked else 0
    counts = places.banded(db, asked, [nano(band.least) for band in rules.bands])
    rest, left = list[int](), lines
    for count in counts:
        rest.append(max(0, count - left))
        left = max(0, left - count)
    return Named(lines, ranked - lines, tuple(rest))
