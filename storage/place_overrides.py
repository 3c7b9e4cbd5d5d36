"""Places for persons as the Council gives them: the last word of each unit, with its reason."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func, insert, select

from storage.engine import Db
from storage.people import people
from storage.place_tables import PlaceOverride
from storage.tables import table

overrides = table(PlaceOverride)


class Override(NamedTuple):
    """So many places for a unit (None: as the rule has it), why, who said so and when."""

    id: int
    unit_id: int
    places: int | None
    reason: str
    who: str
    at: datetime


def add(
    db: Db, movement: str, year: int, unit_id: int, places: int | None, reason: str, by: int,
    now: datetime,
) -> int:  # fmt: skip
    """Say it; the id of what was said."""
    row = {"movement": movement, "year": year, "unit_id": unit_id, "places": places,
           "reason": reason, "by_id": by, "at": now}  # fmt: skip
    return int(db.execute(insert(overrides).values(row).returning(overrides.c.id)).scalar_one())


def last(db: Db, movement: str, year: int) -> dict[int, Override]:
    """The last word on each unit of whom anything was said, by unit."""
    newest = (
        select(func.max(overrides.c.id))
        .where(overrides.c.movement == movement, overrides.c.year == year)
        .group_by(overrides.c.unit_id)
    )
    found = (
        select(overrides.c.id, overrides.c.unit_id, overrides.c.places, overrides.c.reason,
               people.c.name, overrides.c.at)
        .join(people, people.c.id == overrides.c.by_id)
        .where(overrides.c.id.in_(newest))
    )  # fmt: skip
    return {row.unit_id: Override(*row) for row in db.execute(found)}
