"""Standings: the table of a scope by place, and how complete it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, false, func, select

from storage.engine import Db
from storage.facts import Basis
from storage.scores import ORDER, inside, ranked_in, scores
from storage.units import Unit, units, within

communes = units.alias("communes")


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
    """The groups of a scope by place (1-2-2-4), then those without enough reports by name."""
    rank = func.rank().over(order_by=[column.desc() for column in ORDER])
    placed = (
        select(scores.c.unit_id, rank.label("place"))
        .where(ranked_in(scope, year, basis))
        .subquery()
    )
    statement = (
        select(
            placed.c.place,
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
        .select_from(units)
        .outerjoin(communes, communes.c.id == units.c.commune_id)
        .outerjoin(
            scores,
            and_(
                scores.c.unit_id == units.c.id,
                scores.c.year == bindparam("year"),
                scores.c.basis == bindparam("basis"),
            ),
        )
        .outerjoin(placed, placed.c.unit_id == units.c.id)
        .where(units.c.kind == "group", units.c.active, _units_in(scope))
        .order_by(placed.c.place.is_(None), placed.c.place, units.c.name, units.c.code)
        .limit(limit)
        .offset(offset)
    )
    return _lines(db.execute(statement, {"year": year, "basis": basis}).all())


def _lines(rows: Sequence[Any]) -> list[Line]:
    return [Line(*row) for row in rows]


def _units_in(scope: Unit) -> ColumnElement[bool]:
    return units.c.id == scope.id if scope.kind == "group" else within(scope)


def coverage(db: Db, scope: Unit, year: int, basis: Basis) -> Coverage:
    """The active groups of a scope that have figures in this year, as in "31/33"."""
    active = db.execute(
        select(func.count()).where(units.c.kind == "group", units.c.active, _units_in(scope))
    ).scalar_one()
    reported = db.execute(
        select(func.count())
        .select_from(scores)
        .join(units, units.c.id == scores.c.unit_id)
        .where(scores.c.year == year, scores.c.basis == basis, scores.c.standing != "no_data")
        .where(units.c.active, inside(scope))
    ).scalar_one()
    return Coverage(int(reported), int(active))
