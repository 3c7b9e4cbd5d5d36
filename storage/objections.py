"""Objections of units to a result: made within the days for it, answered once."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, insert, select, update

from storage.engine import Db
from storage.nomination_tables import Objection as Row
from storage.people import people
from storage.tables import table
from storage.units import Unit, lies_in, units

objections = table(Row)


class Objection(NamedTuple):
    """What a unit holds against a result, who wrote it, and the answer if there is one."""

    id: int
    movement: str
    year: int
    unit_id: int
    unit: str
    nomination_id: int | None
    by_id: int
    by: str
    at: datetime
    said: str
    answer: str | None
    answered_by: str | None
    answered_at: datetime | None


_answerer = people.alias("answerer")


def _all() -> Select[Any]:
    return select(
        objections.c.id, objections.c.movement, objections.c.year, objections.c.unit_id,
        units.c.name, objections.c.nomination_id, objections.c.by_id, people.c.name,
        objections.c.at, objections.c.said, objections.c.answer, _answerer.c.name,
        objections.c.answered_at,
    ).select_from(
        objections.join(units, units.c.id == objections.c.unit_id)
        .join(people, people.c.id == objections.c.by_id)
        .outerjoin(_answerer, _answerer.c.id == objections.c.answered_by)
    )  # fmt: skip


def add(
    db: Db, movement: str, year: int, unit_id: int, nomination_id: int | None, by: int,
    now: datetime, said: str,
) -> int:  # fmt: skip
    """Keep it; its id."""
    row = {"movement": movement, "year": year, "unit_id": unit_id, "nomination_id": nomination_id,
           "by_id": by, "at": now, "said": said}  # fmt: skip
    return int(db.execute(insert(objections).values(row).returning(objections.c.id)).scalar_one())


def answer(db: Db, objection_id: int, by: int, now: datetime, said: str) -> bool:
    """Keep the answer; False where there is one already."""
    where = (objections.c.id == objection_id, objections.c.answered_at.is_(None))
    values = {"answer": said, "answered_by": by, "answered_at": now}
    return db.execute(update(objections).where(*where).values(values)).rowcount == 1


def by_id(db: Db, objection_id: int) -> Objection | None:
    """The objection of this id."""
    row = db.execute(_all().where(objections.c.id == objection_id)).first()
    return None if row is None else Objection(*row)


def of_unit(db: Db, movement: str, year: int, unit_id: int) -> list[Objection]:
    """Those of a unit, the first in front."""
    of = (objections.c.movement == movement, objections.c.year == year)
    found = _all().where(*of, objections.c.unit_id == unit_id).order_by(objections.c.id)
    return [Objection(*row) for row in db.execute(found)]


def of_year(
    db: Db, movement: str, year: int, scope: Unit, most: int, *, waiting: bool = False
) -> list[Objection]:
    """Those of a year below a unit; `waiting`: only those without an answer."""
    here = (units.c.id == scope.id) | lies_in(scope)
    found = _all().where(objections.c.movement == movement, objections.c.year == year, here)
    if waiting:
        found = found.where(objections.c.answered_at.is_(None))
    return [Objection(*row) for row in db.execute(found.order_by(objections.c.id).limit(most))]
