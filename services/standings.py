"""A standing is put together once: the lines, how complete they are, who may not be proposed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from scoring import disqualification
from scoring.movement import Movement
from scoring.points import nano
from scoring.standings import Line, Scope, Standings
from services import disqualifications, means
from storage import standings, then
from storage.asked import Asked
from storage.engine import Db


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
    found = _made(db, movement, asked, now, lines, every=True)
    rules = movement.in_year(asked.year)
    mean = means.of(db, rules, asked.league, asked.scope, asked.year, asked.basis, today)
    return replace(found, mean=None if mean is None else nano(mean))


def _made(
    db: Db, movement: Movement, asked: Asked, now: datetime, lines: list[Line], *,
    every: bool = False,
) -> Standings:  # fmt: skip
    scope, league, rules = asked.scope, asked.league, movement.in_year(asked.year)
    ids = None if every else [line.unit_id for line in lines]
    barred = disqualifications.barred(db, movement, asked.year, ids)
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
        lines=tuple(
            replace(line, barred=tuple(one.code for one in barred[line.unit_id]))
            if line.unit_id in barred else line
            for line in lines
        ),
        barred=tuple(one.code for one in disqualification.of_kind(rules, league.level)),
    )  # fmt: skip
