"""Who still owes which report."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, or_, select

from storage.engine import Db
from storage.people import people, roles
from storage.reports import reports
from storage.units import COLUMNS, Unit, units, within

OWED = ("draft", "returned")
"""The states of a report in which its reporter still has something to do."""


@dataclass(frozen=True)
class Owed:
    """A unit that has not confirmed its report, and who is to give it (if anybody)."""

    unit: Unit
    form: str
    period: str
    person_id: int | None
    returned: bool


_STILL = or_(reports.c.id.is_(None), reports.c.status.in_(OWED))


def missing(
    db: Db, level: str, form: str, period: str, *, scope: Unit | None = None, role: str
) -> list[Owed]:
    """The active units of a level without a confirmed report, one row a person in `role`."""
    statement = (
        select(*COLUMNS, people.c.id, reports.c.status)
        .outerjoin(roles, and_(roles.c.unit_id == units.c.id, roles.c.role == role))
        .outerjoin(people, and_(people.c.id == roles.c.person_id, people.c.active))
        .outerjoin(reports, _of(form, period))
        .where(
            units.c.kind == level,
            units.c.active,
            _STILL,
            *(() if scope is None else (within(scope),)),
        )
        .order_by(units.c.code, people.c.id)
    )
    return [_row(row, form, period) for row in db.execute(statement)]


def of_people(
    db: Db, ids: Sequence[int], level: str, form: str, period: str, *, role: str
) -> list[Owed]:
    """The same of what some people have to give; what it costs depends on how many they are."""
    statement = (
        select(*COLUMNS, roles.c.person_id, reports.c.status)
        .join(roles, roles.c.unit_id == units.c.id)
        .outerjoin(reports, _of(form, period))
        .where(
            roles.c.person_id.in_(ids),
            roles.c.role == role,
            units.c.active,
            _STILL,
        )
        .order_by(units.c.code)
    )
    # The level is looked at here: SQLite would go through all units of it, for it has an index.
    found = (_row(row, form, period) for row in db.execute(statement))
    return [owed for owed in found if owed.unit.kind == level]


def _row(row: Any, form: str, period: str) -> Owed:
    *unit, person_id, status = row
    return Owed(Unit(*unit), form, period, person_id, status == "returned")


def _of(form: str, period: str) -> Any:
    return and_(reports.c.unit_id == units.c.id, reports.c.form == form, reports.c.period == period)


def holders(db: Db, role: str) -> list[tuple[int, Unit]]:
    """Everybody in a role, with the unit in which they hold it."""
    statement = (
        select(people.c.id, *COLUMNS)
        .join(roles, roles.c.person_id == people.c.id)
        .join(units, units.c.id == roles.c.unit_id)
        .where(roles.c.role == role, people.c.active, units.c.active)
        .order_by(people.c.id)
    )
    return [(row[0], Unit(*row[1:])) for row in db.execute(statement)]


def following(db: Db, held: Collection[str], after: int, most: int) -> list[int]:
    """The next people on the roster who hold one of these roles, by id."""
    statement = (
        select(people.c.id)
        .join(roles, roles.c.person_id == people.c.id)
        .where(people.c.id > after, people.c.active, roles.c.role.in_(sorted(held)))
        .distinct()
        .order_by(people.c.id)
        .limit(most)
    )
    return list(db.execute(statement).scalars())


def of_role(db: Db, role: str, ids: Sequence[int]) -> list[int]:
    """Those of some people who hold a role in an active unit."""
    statement = (
        select(roles.c.person_id)
        .join(units, units.c.id == roles.c.unit_id)
        .where(roles.c.person_id.in_(ids), roles.c.role == role, units.c.active)
        .distinct()
    )
    return list(db.execute(statement).scalars())
