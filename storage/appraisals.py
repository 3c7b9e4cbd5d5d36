"""What appraisers see otherwise than it was worked out; of every item the last word counts."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from fractions import Fraction
from typing import Any, NamedTuple

from sqlalchemy import Select, func, insert, select

from storage.engine import Db
from storage.nomination_tables import Appraisal as Row
from storage.people import people
from storage.tables import table

appraisals = table(Row)


class Appraised(NamedTuple):
    """Points of an item of a unit's card (None: as worked out again); who says so, and why."""

    id: int
    unit_id: int
    item: str
    points: Fraction | None
    reason: str
    who: str
    at: datetime


_columns = (appraisals.c.id, appraisals.c.unit_id, appraisals.c.item, appraisals.c.points,
            appraisals.c.reason, people.c.name, appraisals.c.at)  # fmt: skip


def _read(row: Any) -> Appraised:
    points = None if row.points is None else Fraction(row.points)
    return Appraised(row.id, row.unit_id, row.item, points, row.reason, row.name, row.at)


def _last(movement: str, year: int, ids: Collection[int]) -> Select[Any]:
    newest = (
        select(func.max(appraisals.c.id))
        .where(appraisals.c.movement == movement, appraisals.c.year == year,
               appraisals.c.unit_id.in_(ids))
        .group_by(appraisals.c.unit_id, appraisals.c.item)
    )  # fmt: skip
    return (
        select(*_columns)
        .join(people, people.c.id == appraisals.c.by_id)
        .where(appraisals.c.id.in_(newest))
        .order_by(appraisals.c.id)
    )


def last(db: Db, movement: str, year: int, ids: Collection[int]) -> list[Appraised]:
    """The last word on each item of some units' cards."""
    return [_read(row) for row in db.execute(_last(movement, year, ids))]


def by_id(db: Db, appraisal_id: int) -> Appraised | None:
    """One of them."""
    statement = select(*_columns).join(people, people.c.id == appraisals.c.by_id)
    row = db.execute(statement.where(appraisals.c.id == appraisal_id)).first()
    return None if row is None else _read(row)


def add(
    db: Db, movement: str, year: int, unit_id: int, item: str, points: Fraction | None,
    reason: str, by: int, now: datetime,
) -> int:  # fmt: skip
    """Put a word behind the others; its id. The unit is held by whoever calls."""
    row = {"movement": movement, "year": year, "unit_id": unit_id, "item": item,
           "points": None if points is None else str(points), "reason": reason, "by_id": by,
           "at": now}  # fmt: skip
    made = insert(appraisals).values(row).returning(appraisals.c.id)
    return int(db.execute(made).scalar_one())
