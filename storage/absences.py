"""Leaves of people: months in which nothing is asked of a unit that has nobody else."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import delete, insert, select, update

from storage.engine import Db
from storage.nomination_tables import Absence as Row
from storage.people import people, roles
from storage.tables import table
from storage.units import Unit, units

absences = table(Row)


class Absence(NamedTuple):
    """A leave: the first and the last month (YYYY-MM), both included."""

    id: int
    person_id: int
    first: str
    last: str
    reason: str


class Listed(NamedTuple):
    """A leave with whose it is."""

    absence: Absence
    code: str
    name: str


_columns = tuple(absences.c[name] for name in Absence._fields)


def add(
    db: Db, person_id: int, first: str, last: str, reason: str, by: int | None, now: datetime
) -> int:  # fmt: skip
    """Keep a leave; its id."""
    row = {"person_id": person_id, "first": first, "last": last, "reason": reason, "by_id": by,
           "at": now}  # fmt: skip
    return int(db.execute(insert(absences).values(row).returning(absences.c.id)).scalar_one())


def change(db: Db, absence_id: int, last: str, reason: str) -> None:
    """It ends in another month, or for another reason."""
    where = absences.c.id == absence_id
    db.execute(update(absences).where(where).values(last=last, reason=reason))


def remove(db: Db, absence_id: int) -> None:
    """It never was; what it was stays in the history of imports."""
    db.execute(delete(absences).where(absences.c.id == absence_id))


def of_person(db: Db, person_id: int) -> list[Absence]:
    """A person's leaves, the first one in front."""
    found = select(*_columns).where(absences.c.person_id == person_id).order_by(absences.c.first)
    return [Absence(*row) for row in db.execute(found)]


def by_id(db: Db, absence_id: int) -> Absence | None:
    """The leave of this id, if there is one."""
    row = db.execute(select(*_columns).where(absences.c.id == absence_id)).first()
    return None if row is None else Absence(*row)


def listed(db: Db, since: str | None = None) -> list[Listed]:
    """All leaves (that end in a month or later) by people's codes."""
    found = select(*_columns, people.c.code, people.c.name).join(
        people, people.c.id == absences.c.person_id
    )
    if since is not None:
        found = found.where(absences.c.last >= since)
    width = len(_columns)
    ordered = found.order_by(people.c.code, absences.c.first)
    return [Listed(Absence(*row[:width]), *row[width:]) for row in db.execute(ordered)]


def still_away(db: Db, month: str) -> set[int]:
    """The ids of those whose leave ends in a month or later."""
    found = select(absences.c.person_id).where(absences.c.last >= month)
    return set(db.execute(found).scalars())


def of_reporters(db: Db, unit_id: int, reporters: Collection[str]) -> list[int]:
    """The ids of those on the roster who report for a unit."""
    found = (
        select(people.c.id)
        .join(roles, roles.c.person_id == people.c.id)
        .where(roles.c.unit_id == unit_id, roles.c.role.in_(reporters), people.c.active)
        .distinct()
    )
    return list(db.execute(found).scalars())


def held_by(db: Db, person_id: int, reporters: Collection[str]) -> list[int]:
    """The ids of the units for which a person reports, in their order."""
    found = select(roles.c.unit_id).where(
        roles.c.person_id == person_id, roles.c.role.in_(reporters)
    )
    return sorted(set(db.execute(found).scalars()))


def excuse(db: Db, unit: Unit, months: Collection[str]) -> None:
    """Nothing is asked of a unit in these months, and in no others."""
    where = units.c.id == unit.id
    db.execute(update(units).where(where).values(excused=" ".join(sorted(months))))
