"""A new head takes over a unit: named by whoever looks after it, in office once they have joined.

Reports, figures and scores are the unit's: nothing of them moves, and a draft goes on where it is.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date, datetime
from itertools import count
from typing import NamedTuple

from sqlalchemy import delete, exists, or_, select, update
from sqlalchemy import insert as plain_insert

from services import absences
from storage import access, imports, people, units
from storage.engine import Db, insert
from storage.imports import Changed, Source
from storage.people import accounts, roles
from storage.units import Unit

ROLE, NEXT = "head", "successor"
"""Who takes over is the unit's `NEXT`, which allows nothing, until they have joined."""


class Handed(NamedTuple):
    """A unit that somebody has taken over, and the ids of those who were its heads until then."""

    unit: Unit
    former: tuple[int, ...]


def waiting(db: Db, unit_id: int) -> list[int]:
    """The ids of those who are to take over a unit."""
    return people.holding(db, NEXT, unit_id)


def add(db: Db, unit: Unit, name: str, phone: str | None) -> int:
    """Put somebody on the roster, for the time being without a role; the id.

    A number that somebody has already is left out: it could let neither of them in any more.
    """
    units.hold(db, unit)
    free = phone if phone and not people.by_phone(db, phone) else None
    row = {"code": _code(db, unit), "name": name, "phone": free, "active": True}
    made = plain_insert(people.people).values(row).returning(people.people.c.id)
    return int(db.execute(made).scalar_one())


def _code(db: Db, unit: Unit) -> str:
    """The unit's code with a number: who was its first head stands in the file."""
    codes = (f"{unit.code}.{n}" for n in count(2))
    return next(code for code in codes if people.by_code(db, code) is None)


def name(db: Db, unit: Unit, person_id: int, by: str, now: datetime) -> None:
    """Somebody is to take over a unit once they have joined; whoever was to before, no longer is.

    `by`: who answers for it.
    """
    units.hold(db, unit)
    before = [one for one in waiting(db, unit.id) if one != person_id]

    def write() -> None:
        for one in before:
            _take(db, one, NEXT, unit)
            _let_go(db, one, now)
        _give(db, person_id, NEXT, unit)

    _noted(db, [*before, person_id], by, now, write)


def take_over(db: Db, person_id: int, now: datetime, today: date) -> list[Handed]:
    """Somebody has joined: the units that waited for it are theirs, and nobody else's any more."""
    named = select(roles.c.unit_id).where(roles.c.person_id == person_id, roles.c.role == NEXT)
    ids = sorted(db.execute(named).scalars())
    handed = [_hand(db, units.by_id(db, unit_id), person_id, now) for unit_id in ids]
    absences.settle(db, ids, {ROLE}, today)
    return handed


def _hand(db: Db, unit: Unit, person_id: int, now: datetime) -> Handed:
    units.hold(db, unit)
    former = tuple(one for one in people.holding(db, ROLE, unit.id) if one != person_id)

    def write() -> None:
        for one in former:
            _take(db, one, ROLE, unit)
        _take(db, person_id, NEXT, unit)
        _give(db, person_id, ROLE, unit)

    _noted(db, [*former, person_id], _code_of(db, person_id), now, write)
    return Handed(unit, former)


def _give(db: Db, person_id: int, role: str, unit: Unit) -> None:
    row = {"person_id": person_id, "unit_id": unit.id, "role": role}
    db.execute(insert(db, roles).values(row).on_conflict_do_nothing())


def _take(db: Db, person_id: int, role: str, unit: Unit) -> None:
    held = (roles.c.person_id == person_id, roles.c.unit_id == unit.id, roles.c.role == role)
    db.execute(delete(roles).where(*held))


def _let_go(db: Db, person_id: int, now: datetime) -> None:
    """Whoever was named, has not come and is nothing else leaves the roster again."""
    is_something = or_(exists().where(roles.c.person_id == person_id),
                       exists().where(accounts.c.person_id == person_id))  # fmt: skip
    who = (people.people.c.id == person_id, ~is_something)
    if db.execute(update(people.people).where(*who).values(active=False)).rowcount:
        access.silence(db, person_id, now)


def _noted(db: Db, ids: Collection[int], by: str, now: datetime, write: Callable[[], None]) -> None:
    """Change roles of people, and keep what they were before, as an import does."""
    before = _held(db, ids)
    write()
    after = _held(db, ids)
    changed = (Changed("person", _code_of(db, one), "roles", before[one], after[one])
               for one in ids if before[one] != after[one])  # fmt: skip
    imports.note(db, "succession", Source(by=by), now, changed)


def _held(db: Db, ids: Collection[int]) -> dict[int, str]:
    """The roles of people, as the history shows them."""
    found = select(roles.c.person_id, roles.c.role, units.units.c.code).join(
        units.units, units.units.c.id == roles.c.unit_id
    )
    rows = db.execute(found.where(roles.c.person_id.in_(ids))).all()
    return {
        one: ", ".join(sorted(f"{row.role} {row.code}" for row in rows if row.person_id == one))
        for one in ids
    }


def _code_of(db: Db, person_id: int) -> str:
    who = select(people.people.c.code).where(people.people.c.id == person_id)
    return str(db.execute(who).scalar_one())
