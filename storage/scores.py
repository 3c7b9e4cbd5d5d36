"""Scores: kept up to date with every report, ranked over an index."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Executable, and_, func, or_, select

from scoring.facts import Facts
from scoring.movement import Movement
from scoring.periods import Period
from scoring.points import measure, ranked, score
from scoring.ranking import tie_key
from storage.engine import Db, dialect_insert
from storage.facts import Basis, of_unit, years
from storage.prepared import Prepared
from storage.report_tables import Score as Row
from storage.tables import table
from storage.units import COLUMNS, Unit, hold, units

scores = table(Row)
CARD = "TN-G"
BASES: tuple[Basis, ...] = ("provisional", "official")
_TIES = (scores.c.tie1, scores.c.tie2, scores.c.tie3, scores.c.tie4, scores.c.tie5)
ORDER = (scores.c.total, *_TIES)


def refresh(
    db: Db, movement: Movement, unit: Unit, year: int, now: datetime, zone: ZoneInfo
) -> None:
    """Work out and keep both scores of a group for a year, as they stand `now`.

    The unit is held first: whoever comes second sees what the first has committed.
    """
    if unit.kind != "group":
        return
    held = hold(db, unit)
    for basis in BASES:
        facts = of_unit(db, movement, held, year, now, zone, basis)
        _keep(db, movement, held, basis, facts)


def touched(
    db: Db, movement: Movement, unit: Unit, period: Period, now: datetime, zone: ZoneInfo
) -> None:
    """Refresh every score of a group that a figure of this period reaches."""
    for year in years(period):
        refresh(db, movement, unit, year, now, zone)


def _keep(db: Db, movement: Movement, unit: Unit, basis: Basis, facts: Facts) -> None:
    card = movement.cards[CARD]
    measures = measure(movement, card, facts)
    ties = tie_key(movement, facts, measures)
    row = {
        "commune_id": unit.commune_id,
        "office_id": unit.office_id,
        "branch_id": unit.branch_id,
        "standing": ranked(movement, facts) if unit.active else "no_data",
        "total": score(card, measures).nano,
        **{f"tie{n}": value for n, value in enumerate(ties, 1)},
        "reported": facts.reports.reported,
        "required": facts.reports.required,
        "as_of": facts.as_of,
        "under_review": facts.under_review,
    }
    key = {"unit_id": unit.id, "year": facts.year, "basis": basis}
    _keeping.run(db, {**key, **row})


def _upsert(dialect: str) -> Executable:
    statement = dialect_insert(dialect, scores)
    key = ("unit_id", "year", "basis")
    changed = {c.name: statement.excluded[c.name] for c in scores.columns if c.name not in key}
    return statement.on_conflict_do_update(index_elements=key, set_=changed)


_keeping = Prepared(_upsert)


def inside(scope: Unit) -> ColumnElement[bool]:
    """The condition that a row of `scores` lies in a scope."""
    column = {
        "commune": scores.c.commune_id,
        "office": scores.c.office_id,
        "branch": scores.c.branch_id,
        "group": scores.c.unit_id,
    }.get(scope.kind)
    return scores.c.year.is_not(None) if column is None else column == scope.id


def ranked_in(scope: Unit, year: int, basis: Basis) -> ColumnElement[bool]:
    """The condition that a row of `scores` has a place in a scope."""
    return and_(
        scores.c.year == year,
        scores.c.basis == basis,
        scores.c.standing == "ranked",
        inside(scope),
    )


def place(db: Db, unit: Unit, scope: Unit, year: int, basis: Basis) -> tuple[int, int] | None:
    """The unit's place in a scope and how many are ranked there; `None` if it is not ranked."""
    mine = db.execute(
        select(*ORDER).where(
            scores.c.unit_id == unit.id,
            scores.c.year == year,
            scores.c.basis == basis,
            scores.c.standing == "ranked",
        )
    ).first()
    if mine is None:
        return None
    within = ranked_in(scope, year, basis)
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
        and_(*(c == v for c, v in zip(ORDER[:n], mine[:n], strict=True)), ORDER[n] > mine[n])
        for n in range(len(ORDER))
    ]
    return or_(*ways)


def stale(db: Db, before: Mapping[int, date], limit: int) -> list[tuple[Unit, int]]:
    """Units with a score of a year that was worked out before the year's day, by id; that year."""
    overdue = (and_(scores.c.year == year, scores.c.as_of < day) for year, day in before.items())
    statement = (
        select(*COLUMNS, scores.c.year)
        .join(scores, scores.c.unit_id == units.c.id)
        .where(scores.c.basis == BASES[0], or_(*overdue))
        .order_by(units.c.id, scores.c.year)
        .limit(limit)
    )
    return [(Unit(*row[:-1]), row[-1]) for row in db.execute(statement)]


def under_review(db: Db, unit: Unit, year: int) -> bool:
    """Whether a correction of the unit's accepted figures waits to be checked."""
    where = (scores.c.unit_id == unit.id, scores.c.year == year, scores.c.under_review)
    return db.execute(select(scores.c.unit_id).where(*where)).first() is not None
