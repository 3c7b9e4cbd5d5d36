"""Who still owes which report."""

from __future__ import annotations

from collections.abc import Sequence
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


def missing(
    db: Db, level: str, form: str, period: str, *, scope: Unit | None = None, role: str
) -> list[Owed]:
    """The active units of a level without a confirmed report, one row a person in `role`."""
    statement = (
        select(*COLUMNS, people.c.id.label("person_id"), reports.c.status)
        .outerjoin(roles, and_(roles.c.unit_id == units.c.id, roles.c.role == role))
        .outerjoin(people, and_(people.c.id == roles.c.person_id, people.c.active))
        .outerjoin(reports, _of(form, period))
        .where(
            units.c.kind == level,
            units.c.active,
            or_(reports.c.id.is_(None), reports.c.status.in_(OWED)),
            *(() if scope is None else (within(scope),)),
        )
        .order_by(units.c.code, people.c.id)
    )
    rows: Sequence[Any] = db.execute(statement).all()
    return [
        Owed(Unit(*row[: len(COLUMNS)]), form, period, row.person_id, row.status == "returned")
        for row in rows
    ]


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
