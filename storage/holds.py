"""Holds as they are set and released: who is not considered for the time being, and why."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import insert, or_, select, update

from storage.engine import Db
from storage.people import people
from storage.standing_holds import holds


class Hold(NamedTuple):
    """A hold of a unit or a person; `released_at` with what was said then: it stands no more."""

    id: int
    movement: str
    year: int
    unit_id: int | None
    person_id: int | None
    reason: str
    since: date
    by_id: int
    by: str
    at: datetime
    released_at: datetime | None
    release: str | None

    @property
    def of(self) -> tuple[int | None, int | None]:
        """Whose it is: unit and person."""
        return self.unit_id, self.person_id


_BY = 8
_columns = [holds.c[name] for name in Hold._fields if name != "by"]
_columns.insert(_BY, people.c.name)
_all = select(*_columns).select_from(holds.join(people, people.c.id == holds.c.by_id))


def add(
    db: Db, movement: str, year: int, of: tuple[int | None, int | None], reason: str,
    since: date, by: int, now: datetime,
) -> int:  # fmt: skip
    """Set one of a unit or of a person; its id."""
    row = {"movement": movement, "year": year, "unit_id": of[0], "person_id": of[1],
           "reason": reason, "since": since, "by_id": by, "at": now}  # fmt: skip
    return int(db.execute(insert(holds).values(row).returning(holds.c.id)).scalar_one())


def release(db: Db, hold_id: int, by: int, now: datetime, reason: str) -> bool:
    """It stands no more; False where that is so already."""
    where = (holds.c.id == hold_id, holds.c.released_at.is_(None))
    values = {"released_at": now, "released_by": by, "release": reason}
    return db.execute(update(holds).where(*where).values(values)).rowcount == 1


def by_id(db: Db, hold_id: int) -> Hold | None:
    """The hold of this id, standing or released."""
    row = db.execute(_all.where(holds.c.id == hold_id)).first()
    return None if row is None else Hold(*row)


def standing(
    db: Db, movement: str, year: int, units: Collection[int], persons: Collection[int] = ()
) -> list[Hold]:
    """Those of some units and persons that are not released, in the order of their setting."""
    of = (holds.c.movement == movement, holds.c.year == year, holds.c.released_at.is_(None))
    whose: Any = or_(holds.c.unit_id.in_(units), holds.c.person_id.in_(persons))
    return [Hold(*row) for row in db.execute(_all.where(*of, whose).order_by(holds.c.id))]


def of_year(db: Db, movement: str, year: int) -> list[Hold]:
    """All of a year that are not released, in the order of their setting."""
    of = (holds.c.movement == movement, holds.c.year == year, holds.c.released_at.is_(None))
    return [Hold(*row) for row in db.execute(_all.where(*of).order_by(holds.c.id))]


def history(db: Db, movement: str, year: int, of: tuple[int | None, int | None]) -> list[Hold]:
    """Every hold of a unit or a person in a year, the first in front."""
    unit_id, person_id = of
    mine = holds.c.unit_id == unit_id if person_id is None else holds.c.person_id == person_id
    where = (holds.c.movement == movement, holds.c.year == year, mine)
    return [Hold(*row) for row in db.execute(_all.where(*where).order_by(holds.c.id))]
