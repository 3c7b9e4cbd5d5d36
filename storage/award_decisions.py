"""Decisions on proposals as they came back: entered, read, cancelled; never removed."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import func, insert, select, update

from storage.engine import Db
from storage.honour_tables import AwardDecision
from storage.honours import honours
from storage.nomination_tables import Nomination as Row
from storage.tables import table

decisions, nominations = table(AwardDecision), table(Row)


class Paper(NamedTuple):
    """What stands on a decision: its number, its day, who signed it and in which post."""

    number: str
    day: date
    signer: str
    post: str


class Decision(NamedTuple):
    """A decision on what a movement proposed of a year; `salary`: the base salary on its day."""

    id: int
    movement: str
    year: int
    paper: Paper
    salary: int
    at: datetime
    cancelled_at: datetime | None
    cancelled_for: str | None


class Granted(NamedTuple):
    """A nomination, as far as a decision needs it; a collective has no `person_id`."""

    id: int
    movement: str
    year: int
    unit_id: int
    person_id: int | None
    live: bool


_columns = tuple(decisions.c[name] for name in (
    "id", "movement", "year", *Paper._fields, "salary", "at", "cancelled_at", "cancelled_for",
))  # fmt: skip


def _read(row: Any) -> Decision:
    rest = dict(zip(("salary", "at", "cancelled_at", "cancelled_for"), row[7:], strict=True))
    return Decision(row[0], row[1], row[2], Paper(*row[3:7]), **rest)


def add(
    db: Db, movement: str, year: int, paper: Paper, salary: int, by: int, now: datetime
) -> int:  # fmt: skip
    """Keep a decision; its id."""
    row = {"movement": movement, "year": year, **paper._asdict(), "salary": salary, "by_id": by,
           "at": now}  # fmt: skip
    return int(db.execute(insert(decisions).values(row).returning(decisions.c.id)).scalar_one())


def of_year(db: Db, movement: str, year: int) -> list[Decision]:
    """The decisions of a movement's year in the order of their days, cancelled ones too."""
    where = (decisions.c.movement == movement, decisions.c.year == year)
    found = select(*_columns).where(*where).order_by(decisions.c.day, decisions.c.id)
    return [_read(row) for row in db.execute(found)]


def by_id(db: Db, decision_id: int) -> Decision | None:
    """The decision of this id, if there is one."""
    row = db.execute(select(*_columns).where(decisions.c.id == decision_id)).first()
    return None if row is None else _read(row)


def cancel(db: Db, decision_id: int, now: datetime, reason: str, by: int) -> bool:
    """It counts no more, and stays with its mark; False where that is so already."""
    where = (decisions.c.id == decision_id, decisions.c.cancelled_at.is_(None))
    values = {"cancelled_at": now, "cancelled_for": reason, "cancelled_by": by}
    return db.execute(update(decisions).where(*where).values(values)).rowcount == 1


def held(db: Db, wanted: Collection[int]) -> list[Granted]:
    """Some nominations, held to the end of the transaction so that nobody withdraws them."""
    found = (
        select(*(nominations.c[name] for name in Granted._fields))
        .where(nominations.c.id.in_(wanted))
        .order_by(nominations.c.id)
    )
    held = found if db.dialect.name == "sqlite" else found.with_for_update(key_share=True)
    return [Granted(*row) for row in db.execute(held)]


def counted(db: Db, movement: str, year: int) -> tuple[int, int]:
    """How many collectives and persons the decisions of a year have granted so far."""
    where = (decisions.c.movement == movement, decisions.c.year == year,
             honours.c.cancelled_at.is_(None))  # fmt: skip
    found = (
        select(func.count(honours.c.unit_id), func.count(honours.c.person_id))
        .join(decisions, decisions.c.id == honours.c.decision_id)
        .where(*where)
    )
    of_units, of_people = db.execute(found).one()
    return int(of_units), int(of_people)
