"""The board: of every unit below one, how far its report is and who is to give it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, exists, select

from storage.engine import Db
from storage.outbox import outbox
from storage.people import accounts, people, roles
from storage.reports import reports
from storage.units import COLUMNS, Unit, units, within


@dataclass(frozen=True)
class Holder:
    """Who is to give a report; `joined` once, `reached` if a chat of theirs is open to us."""

    id: int
    name: str
    phone: str | None
    joined: bool
    reached: bool


@dataclass(frozen=True)
class Place:
    """A unit on the board; `status` of its report, if that was begun."""

    unit: Unit
    status: str | None
    holders: list[Holder] = field(default_factory=list)


class Which(NamedTuple):
    """The report that is asked about: a form of a level, a period, and the reporter's role."""

    level: str
    form: str
    period: str
    role: str


def places(db: Db, scope: Unit, which: Which) -> list[Place]:
    """Every active unit of the level below a scope (or the scope itself), by its code."""
    joined = exists().where(accounts.c.person_id == people.c.id)
    person = (people.c.id, people.c.name, people.c.phone, joined,
              joined.where(accounts.c.blocked_at.is_(None)))  # fmt: skip
    held = and_(roles.c.unit_id == units.c.id, roles.c.role == which.role)
    statement = (
        select(reports.c.status, *person, *COLUMNS)
        .select_from(units)
        .outerjoin(reports, _of(which))
        .outerjoin(roles, held)
        .outerjoin(people, and_(people.c.id == roles.c.person_id, people.c.active))
        .where(units.c.active, _inside(scope, which.level))
        .order_by(units.c.code, people.c.id)
    )
    found: dict[int, Place] = {}
    for status, person_id, name, phone, known, reached, *unit in db.execute(statement):
        place = found.setdefault(unit[0], Place(Unit(*unit), status))
        if person_id is not None:
            place.holders.append(Holder(person_id, name, phone, bool(known), bool(reached)))
    return list(found.values())


class Counted(NamedTuple):
    """A unit, and the one above it, only as it is counted."""

    above_id: int
    reports_from: str
    excused: str
    status: str | None


def counted(db: Db, scope: Unit, which: Which) -> list[Counted]:
    """The same of a whole office, where only numbers are wanted."""
    statement = (
        select(units.c.parent_id, units.c.reports_from, units.c.excused, reports.c.status)
        .outerjoin(reports, _of(which))
        .where(units.c.active, _inside(scope, which.level))
    )
    return [Counted(*row) for row in db.execute(statement)]


def _of(which: Which) -> Any:
    named = (reports.c.form == which.form, reports.c.period == which.period)
    return and_(reports.c.unit_id == units.c.id, *named)


def _inside(scope: Unit, level: str) -> ColumnElement[bool]:
    return units.c.id == scope.id if scope.kind == level else within(scope, level)


def queued(db: Db, keys: Iterable[str]) -> dict[str, datetime]:
    """Which of these messages were queued already, and for when."""
    found = select(outbox.c.key, outbox.c.due_at).where(outbox.c.key.in_(list(keys)))
    return {row.key: row.due_at for row in db.execute(found)}
