"""What judges said: of a unit, all of them; of a judge, which units are finished."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func, insert, select

from storage.ballot_tables import BallotEntry
from storage.engine import Db
from storage.tables import table

entries = table(BallotEntry)


class Of(NamedTuple):
    """A unit's year in a movement."""

    movement: str
    year: int
    unit_id: int


def add(db: Db, of: Of, person_id: int, code: str, answer: int | str, now: datetime) -> None:
    """An answer of a judge: it counts from now on."""
    value = {"value": answer} if isinstance(answer, int) else {"said": answer}
    row = {**of._asdict(), "person_id": person_id, "code": code, "at": now, **value}
    db.execute(insert(entries).values(row))


def told(db: Db, of: Of) -> dict[int, dict[str, int | str]]:
    """The answers that count, by judge and question."""
    where = (entries.c[name] == value for name, value in of._asdict().items())
    rows = select(entries).where(*where).order_by(entries.c.id)
    found: dict[int, dict[str, int | str]] = {}
    for row in db.execute(rows):
        answer = row.said if row.value is None else row.value
        found.setdefault(row.person_id, {})[row.code] = answer
    return found


def answered(db: Db, movement: str, year: int, person_id: int) -> dict[int, int]:
    """How many questions a judge has answered, by the unit's id."""
    count = func.count(entries.c.code.distinct())
    rows = (
        select(entries.c.unit_id, count)
        .where(entries.c.person_id == person_id, entries.c.movement == movement)
        .where(entries.c.year == year)
        .group_by(entries.c.unit_id)
    )
    return {row[0]: int(row[1]) for row in db.execute(rows)}
