"""Honours of people and units: added, read newest first, cancelled; never removed."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any, Literal, NamedTuple

from sqlalchemy import Select, func, insert, select, update

from storage.engine import Db
from storage.honour_tables import Honour as Row
from storage.people import people
from storage.tables import table
from storage.units import units

honours = table(Row)
Sort = Literal["merit", "thematic"]
_DAY = timedelta(days=1)


class Given(NamedTuple):
    """An honour as it is entered: of a person or of a unit, never of both (see the table)."""

    person_id: int | None
    unit_id: int | None
    form: str
    sort: Sort
    number: str
    day: date
    body: str
    year: int | None = None
    achieved_from: date | None = None
    achieved_to: date | None = None
    money: int | None = None
    decision_id: int | None = None
    nomination_id: int | None = None
    source: str | None = None


class Honour(NamedTuple):
    """An honour that is kept; with a day in `cancelled_at` it counts no more."""

    id: int
    given: Given
    cancelled_at: datetime | None = None
    cancelled_for: str | None = None


class Listed(NamedTuple):
    """An honour with whose it is: the code and the name of the person or the unit."""

    honour: Honour
    code: str
    name: str


_columns = (honours.c.id, *(honours.c[name] for name in Given._fields),
            honours.c.cancelled_at, honours.c.cancelled_for)  # fmt: skip
_WIDTH = len(_columns)
_newest = (honours.c.day.desc(), honours.c.id.desc())


def _read(row: Any) -> Honour:
    return Honour(row[0], Given(*row[1 : _WIDTH - 2]), *row[_WIDTH - 2 : _WIDTH])


def add(db: Db, given: Given) -> int:
    """Keep an honour; its id."""
    row = insert(honours).values(given._asdict()).returning(honours.c.id)
    return int(db.execute(row).scalar_one())


def of_person(db: Db, person_id: int, most: int | None = None) -> list[Honour]:
    """A person's honours, the newest first, with those that were cancelled."""
    return _of(db, select(*_columns).where(honours.c.person_id == person_id), most)


def of_unit(db: Db, unit_id: int, most: int | None = None) -> list[Honour]:
    """A collective's own honours, the newest first, with those that were cancelled."""
    return _of(db, select(*_columns).where(honours.c.unit_id == unit_id), most)


def of_decision(db: Db, decision_id: int) -> list[Honour]:
    """What a decision grants, in the order in which it was entered."""
    found = select(*_columns).where(honours.c.decision_id == decision_id)
    return [_read(row) for row in db.execute(found.order_by(honours.c.id))]


def _of(db: Db, found: Select[Any], most: int | None) -> list[Honour]:
    return [_read(row) for row in db.execute(found.order_by(*_newest).limit(most))]


def by_id(db: Db, honour_id: int) -> Honour | None:
    """The honour of this id, if there is one."""
    row = db.execute(select(*_columns).where(honours.c.id == honour_id)).first()
    return None if row is None else _read(row)


def granted(db: Db, nominations: Collection[int]) -> set[int]:
    """Those of some nominations on which an honour was given that still counts."""
    where = (honours.c.nomination_id.in_(nominations), honours.c.cancelled_at.is_(None))
    found = db.execute(select(honours.c.nomination_id).where(*where)).scalars()
    return {one for one in found if one is not None}


def listed(db: Db, year: int | None = None) -> list[Listed]:
    """All honours (of a year), the newest first, with whose they are."""
    whose = (func.coalesce(people.c.code, units.c.code), func.coalesce(people.c.name, units.c.name))
    found = (
        select(*_columns, *whose)
        .select_from(honours)
        .outerjoin(people, people.c.id == honours.c.person_id)
        .outerjoin(units, units.c.id == honours.c.unit_id)
        .order_by(*_newest)
    )
    if year is not None:
        found = found.where(honours.c.year == year)
    return [Listed(_read(row), *row[_WIDTH:]) for row in db.execute(found)]


def achieved_since(
    db: Db, *, person_id: int | None = None, unit_id: int | None = None, sort: Sort | None = None
) -> date | None:
    """The first day that counts towards the next honour, of a person or a unit.

    The one behind the time of achievement that is written in decisions so far, or the day of one
    that names none (Decree 152/2025, Article 33(7)). `sort`: of these only. None: every day.
    """
    whose = honours.c.unit_id == unit_id if person_id is None else honours.c.person_id == person_id
    where = (whose, honours.c.cancelled_at.is_(None))
    of_sort = () if sort is None else (honours.c.sort == sort,)
    rows = db.execute(select(honours.c.achieved_to, honours.c.day).where(*where, *of_sort)).all()
    return max((row.achieved_to + _DAY if row.achieved_to else row.day for row in rows),
               default=None)  # fmt: skip


def cancel(db: Db, honour_id: int, now: datetime, reason: str, by: int | None) -> bool:
    """It counts no more, and stays with its mark; False where that is so already."""
    where = (honours.c.id == honour_id, honours.c.cancelled_at.is_(None))
    values = {"cancelled_at": now, "cancelled_for": reason, "cancelled_by": by}
    return db.execute(update(honours).where(*where).values(values)).rowcount == 1


def names(db: Db, decision_id: int) -> list[tuple[Honour, str]]:
    """What a decision grants, with whose each is; as it was entered."""
    whose = func.coalesce(people.c.name, units.c.name)
    found = (
        select(*_columns, whose)
        .select_from(honours)
        .outerjoin(people, people.c.id == honours.c.person_id)
        .outerjoin(units, units.c.id == honours.c.unit_id)
        .where(honours.c.decision_id == decision_id)
        .order_by(honours.c.id)
    )
    return [(_read(row), row[_WIDTH]) for row in db.execute(found)]
