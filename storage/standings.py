"""Standings: the table of a scope by place, and how complete it is."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, false, func, select

from storage.engine import Db
from storage.facts import Basis
from storage.places import ORDER, better, count_ranked, inside, ranked_in
from storage.scores import scores
from storage.units import Unit, units, within

communes = units.alias("communes")
_commune = (communes, communes.c.id == units.c.commune_id)
_COLUMNS = (
    units.c.code,
    units.c.name,
    func.coalesce(scores.c.total, 0),
    func.coalesce(scores.c.reported, 0),
    func.coalesce(scores.c.required, 0),
    func.coalesce(scores.c.standing, "no_data"),
    units.c.id,
    communes.c.name,
    func.coalesce(scores.c.under_review, false()),
)
"""What a line shows beside its place."""
_TOLD = ("ranked", "not_enough")


@dataclass(frozen=True)
class Line:
    """A line of the standings; `place` is None where there are not enough reports.

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
    """How many of the active groups in scope have any figures."""

    reported: int
    active: int


def table(
    db: Db, scope: Unit, year: int, basis: Basis, *, limit: int | None = None, offset: int = 0
) -> list[Line]:
    """The groups of a scope by place (1-2-2-4), then those without enough reports by name.

    A page of places is read off the index, whatever the scope holds; a place is a count of better
    scores, made once a page. Whoever had a place in a year that is over keeps it.
    """
    placed = _placed(db, scope, year, basis, limit, offset)
    if limit is not None and len(placed) == limit:
        return placed
    ranked = offset + len(placed) if placed else count_ranked(db, scope, year, basis)
    left = None if limit is None else limit - len(placed)
    return placed + _unplaced(db, scope, year, basis, left, max(0, offset - ranked))


def _placed(
    db: Db, scope: Unit, year: int, basis: Basis, limit: int | None, offset: int
) -> list[Line]:
    statement = (
        select(*_COLUMNS, *ORDER)
        .select_from(scores.join(units, units.c.id == scores.c.unit_id).outerjoin(*_commune))
        .where(ranked_in(scope, year, basis))
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
            place = 1 if at == 1 else better(db, mine, scope, year, basis) + 1
        elif mine != last:
            place = at
        last = mine
        found.append(Line(place, *row[: len(_COLUMNS)]))
    return found


def _unplaced(
    db: Db, scope: Unit, year: int, basis: Basis, limit: int | None, offset: int
) -> list[Line]:
    mine = and_(scores.c.unit_id == units.c.id, scores.c.year == year, scores.c.basis == basis)
    no_place = func.coalesce(scores.c.standing, "no_data") != "ranked"
    statement = (
        select(*_COLUMNS)
        .select_from(units.outerjoin(scores, mine).outerjoin(*_commune))
        .where(units.c.kind == "group", units.c.active, _units_in(scope), no_place)
        .order_by(units.c.name, units.c.code)
        .limit(limit)
        .offset(offset)
    )
    return [Line(None, *row) for row in db.execute(statement)]


def _units_in(scope: Unit) -> ColumnElement[bool]:
    return units.c.id == scope.id if scope.kind == "group" else within(scope)


def coverage(db: Db, scope: Unit, year: int, basis: Basis) -> Coverage:
    """The active groups of a scope that have figures in this year, as in "31/33".

    Counted over the index; the few that have left the roster since are taken off again.
    """
    groups = (units.c.kind == "group", _units_in(scope))
    active = db.execute(select(func.count()).where(*groups, units.c.active)).scalar_one()
    told = (scores.c.year == year, scores.c.basis == basis, scores.c.standing.in_(_TOLD))
    reported = db.execute(select(func.count()).where(*told, inside(scope))).scalar_one()
    left = select(func.count()).select_from(units.join(scores, scores.c.unit_id == units.c.id))
    gone = db.execute(left.where(*groups, ~units.c.active, *told))
    return Coverage(int(reported - gone.scalar_one()), int(active))
