"""Nominations as they are made and taken back: by an office, for a year; see `storage.proposed`.

Whoever calls holds the office's unit, so that two officers do not give the same place twice.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, func, select, update

from scoring.award_rows import Of
from storage.engine import Db, insert
from storage.people import people
from storage.proposed import nominations
from storage.units import units


class Wanted(NamedTuple):
    """A nomination that is to be made: of a person of a unit, or (without one) of the unit."""

    movement: str
    year: int
    office_id: int
    what: Of
    unit_id: int
    person_id: int | None
    kind: str
    ground: str
    elsewhere: bool | None


class Made(NamedTuple):
    """A nomination as it was made, also one that was withdrawn: whose, by whom, when."""

    id: int
    office_id: int
    office: str
    what: Of
    unit_id: int
    person_id: int | None
    by: str
    at: datetime
    withdrawn_at: datetime | None


def add(db: Db, wanted: Wanted, by: int, now: datetime) -> int | None:
    """Make it; its id, or None where somebody else has just made it."""
    row = {**wanted._asdict(), "by_id": by, "at": now, "live": True}
    statement = insert(db, nominations).values(row).on_conflict_do_nothing()
    found = db.execute(statement.returning(nominations.c.id)).scalar()
    return None if found is None else int(found)


def withdraw(db: Db, nomination_id: int, by: int, now: datetime) -> bool:
    """Take it back; False where it does not stand any more."""
    where = (nominations.c.id == nomination_id, nominations.c.live)
    values = {"live": False, "withdrawn_at": now, "withdrawn_by": by}
    return db.execute(update(nominations).where(*where).values(values)).rowcount == 1


def _made() -> Select[Any]:
    office = units.alias("office")
    return select(
        nominations.c.id, nominations.c.office_id, office.c.name, nominations.c.what,
        nominations.c.unit_id, nominations.c.person_id, people.c.name, nominations.c.at,
        nominations.c.withdrawn_at,
    ).select_from(
        nominations.join(office, office.c.id == nominations.c.office_id).join(
            people, people.c.id == nominations.c.by_id
        )
    )  # fmt: skip


def of_nominee(
    db: Db, movement: str, year: int, unit_id: int, person_id: int | None
) -> Made | None:
    """The nomination that stands of a person (or, without one, of a unit as a collective)."""
    whose = nominations.c.person_id == person_id
    if person_id is None:
        whose = nominations.c.person_id.is_(None) & (nominations.c.unit_id == unit_id)
    of = (nominations.c.movement == movement, nominations.c.year == year, nominations.c.live)
    row = db.execute(_made().where(*of, whose)).first()
    return None if row is None else Made(*row)


def history(db: Db, movement: str, year: int, office_id: int) -> list[Made]:
    """All that an office has made in a year, with those that it took back, the first in front."""
    of = (nominations.c.movement == movement, nominations.c.year == year)
    found = _made().where(*of, nominations.c.office_id == office_id).order_by(nominations.c.id)
    return [Made(*row) for row in db.execute(found)]


def count(db: Db, movement: str, year: int, office_id: int, what: Of) -> int:
    """How many persons, or collectives, an office proposes."""
    of = (nominations.c.movement == movement, nominations.c.year == year, nominations.c.live)
    mine = (nominations.c.office_id == office_id, nominations.c.what == what)
    found = select(func.count()).select_from(nominations).where(*of, *mine)
    return int(db.execute(found).scalar_one())
