"""Scores: kept up to date with every report, ranked over an index."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, and_, bindparam, func, or_, select

from scoring.facts import Facts
from scoring.movement import Movement
from scoring.points import measure, ranked, score
from scoring.ranking import tie_key
from storage.engine import Db, insert
from storage.facts import Basis, of_unit
from storage.report_tables import Score as Row
from storage.tables import table
from storage.units import Unit, units, within

scores = table(Row)
CARD = "TN-G"
BASES: tuple[Basis, ...] = ("provisional", "official")
communes = units.alias("communes")
_TIES = (scores.c.tie1, scores.c.tie2, scores.c.tie3, scores.c.tie4, scores.c.tie5)
_ORDER = (scores.c.total, *_TIES)


@dataclass(frozen=True)
class Line:
    """A line of the standings; `place` is None where there are not enough reports."""

    place: int | None
    code: str
    name: str
    total: int
    reported: int
    required: int
    standing: str
    unit_id: int
    commune: str


@dataclass(frozen=True)
class Coverage:
    """How many of the active groups in scope have any figures."""

    reported: int
    active: int


def refresh(
    db: Db, movement: Movement, unit: Unit, year: int, now: datetime, zone: ZoneInfo
) -> None:
    """Work out and keep both scores of a group for a year, as they stand `now`."""
    if unit.kind != "group":
        return
    for basis in BASES:
        facts = of_unit(db, movement, unit, year, now, zone, basis)
        _keep(db, movement, unit, basis, facts)


def _keep(db: Db, movement: Movement, unit: Unit, basis: Basis, facts: Facts) -> None:
    card = movement.cards[CARD]
    measures = measure(movement, card, facts)
    ties = tie_key(movement, facts, measures)
    row = {
        "commune_id": unit.commune_id,
        "office_id": unit.office_id,
        "branch_id": unit.branch_id,
        "standing": ranked(movement, facts),
        "total": score(card, measures).nano,
        **{f"tie{n}": value for n, value in enumerate(ties, 1)},
        "reported": facts.reports.reported,
        "required": facts.reports.required,
        "as_of": facts.as_of,
    }
    key = {"unit_id": unit.id, "year": facts.year, "basis": basis}
    statement = insert(db, scores).values(**key, **row)
    db.execute(statement.on_conflict_do_update(index_elements=list(key), set_=row))


def _in(scope: Unit) -> ColumnElement[bool]:
    column = {
        "commune": scores.c.commune_id,
        "office": scores.c.office_id,
        "branch": scores.c.branch_id,
        "group": scores.c.unit_id,
    }.get(scope.kind)
    return scores.c.year.is_not(None) if column is None else column == scope.id


def _ranked(scope: Unit, year: int, basis: Basis) -> ColumnElement[bool]:
    return and_(
        scores.c.year == year,
        scores.c.basis == basis,
        scores.c.standing == "ranked",
        _in(scope),
    )


def place(db: Db, unit: Unit, scope: Unit, year: int, basis: Basis) -> tuple[int, int] | None:
    """The unit's place in a scope and how many are ranked there; `None` if it is not ranked."""
    mine = db.execute(
        select(*_ORDER).where(
            scores.c.unit_id == unit.id,
            scores.c.year == year,
            scores.c.basis == basis,
            scores.c.standing == "ranked",
        )
    ).first()
    if mine is None:
        return None
    within = _ranked(scope, year, basis)
    better = db.execute(select(func.count()).where(within, _better(tuple(mine)))).scalar_one()
    total = db.execute(select(func.count()).where(within)).scalar_one()
    return int(better) + 1, int(total)


def reported(db: Db, unit: Unit, year: int, basis: Basis) -> tuple[int, int]:
    """How many of the unit's reports that were due are in, and how many were due."""
    statement = select(scores.c.reported, scores.c.required).where(
        scores.c.unit_id == unit.id, scores.c.year == year, scores.c.basis == basis
    )
    row = db.execute(statement).first()
    return (row.reported, row.required) if row else (0, 0)


def _better(mine: tuple[int, ...]) -> ColumnElement[bool]:
    ways = [
        and_(*(c == v for c, v in zip(_ORDER[:n], mine[:n], strict=True)), _ORDER[n] > mine[n])
        for n in range(len(_ORDER))
    ]
    return or_(*ways)


def standings(
    db: Db, scope: Unit, year: int, basis: Basis, *, limit: int | None = None, offset: int = 0
) -> list[Line]:
    """The groups of a scope by place (1-2-2-4), then those without enough reports by name."""
    rank = func.rank().over(order_by=[column.desc() for column in _ORDER])
    placed = (
        select(scores.c.unit_id, rank.label("place")).where(_ranked(scope, year, basis)).subquery()
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
    rows = db.execute(statement, {"year": year, "basis": basis})
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
        .where(units.c.active, _in(scope))
    ).scalar_one()
    return Coverage(int(reported), int(active))
