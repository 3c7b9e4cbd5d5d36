"""Standings: the table of a scope by place, and how complete it is."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, false, func, select

from storage.asked import Asked
from storage.engine import Db
from storage.places import ORDER, better, count_ranked, of_list, ranked_in
from storage.scores import scores
from storage.units import count_here, gone, units, within

above = units.alias("above")
_above = (above, above.c.id == units.c.parent_id)
_COLUMNS = (
    units.c.code,
    units.c.name,
    func.coalesce(scores.c.total, 0),
    func.coalesce(scores.c.reported, 0),
    func.coalesce(scores.c.required, 0),
    func.coalesce(scores.c.standing, "no_data"),
    units.c.id,
    above.c.name,
    func.coalesce(scores.c.under_review, false()),
)
"""What a line shows beside its place."""
_TOLD = ("ranked", "not_enough")


@dataclass(frozen=True)
class Line:
    """A line of the standings; `place` is None where there are not enough reports.

    `commune`: the name of the unit in which it lies, called so in what was published before.
    `under_review`: official figures of which a correction waits to be checked.
    """

    place: int | None
    code: str
    name: str
    total: int
    reported: int
    required: int
    standing: str
    unit_id: int
    commune: str
    under_review: bool


@dataclass(frozen=True)
class Coverage:
    """How many of the active units in scope have any figures."""

    reported: int
    active: int


def table(db: Db, asked: Asked, *, limit: int | None = None, offset: int = 0) -> list[Line]:
    """The units of a scope by place (1-2-2-4), then those without enough reports by name.

    A page of places is read off the index, whatever the scope holds; a place is a count of better
    scores, made once a page. Whoever had a place in a year that is over keeps it.
    """
    placed = _placed(db, asked, limit, offset)
    if limit is not None and len(placed) == limit:
        return placed
    ranked = offset + len(placed) if placed else count_ranked(db, asked)
    left = None if limit is None else limit - len(placed)
    return placed + _unplaced(db, asked, left, max(0, offset - ranked))


def _placed(db: Db, asked: Asked, limit: int | None, offset: int) -> list[Line]:
    statement = (
        select(*_COLUMNS, *ORDER)
        .select_from(scores.join(units, units.c.id == scores.c.unit_id).outerjoin(*_above))
        .where(ranked_in(asked))
        .order_by(*(column.desc() for column in ORDER), units.c.name, units.c.code)
        .limit(limit)
        .offset(offset)
    )
    rows = db.execute(statement).all()
    if not rows:
        return []
    found, last, place = [], None, 0
    for at, row in enumerate(rows, offset + 1):
        mine = tuple(row[len(_COLUMNS) :])
        if last is None:
            place = 1 if at == 1 else better(db, mine, asked) + 1
        elif mine != last:
            place = at
        last = mine
        found.append(Line(place, *row[: len(_COLUMNS)]))
    return found


def _unplaced(db: Db, asked: Asked, limit: int | None, offset: int) -> list[Line]:
    mine = and_(scores.c.unit_id == units.c.id, scores.c.league == asked.league.key,
                scores.c.year == asked.year, scores.c.basis == asked.basis)  # fmt: skip
    no_place = func.coalesce(scores.c.standing, "no_data") != "ranked"
    statement = (
        select(*_COLUMNS)
        .select_from(units.outerjoin(scores, mine).outerjoin(*_above))
        .where(units.c.kind == asked.league.level, units.c.active, _units_in(asked), no_place)
        .order_by(units.c.name, units.c.code)
        .limit(limit)
        .offset(offset)
    )
    return [Line(None, *row) for row in db.execute(statement)]


def _units_in(asked: Asked) -> ColumnElement[bool]:
    scope = asked.scope
    return units.c.id == scope.id if scope.kind == asked.league.level else within(scope)


def coverage(db: Db, asked: Asked) -> Coverage:
    """The active units of a list that have figures in this year, as in "31/33".

    Counted over the index; the few that have left the roster since are taken off again.
    """
    told = and_(of_list(asked), scores.c.standing.in_(_TOLD))
    reported = db.execute(select(func.count()).where(told)).scalar_one()
    left = gone(asked.scope, asked.league.level).subquery()
    both = scores.join(left, scores.c.unit_id == left.c.unit_id)
    away = db.execute(select(func.count()).select_from(both).where(told)).scalar_one()
    return Coverage(int(reported - away), count_here(db, asked.scope, asked.league.level))
