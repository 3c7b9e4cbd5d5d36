"""A whole year of an office's reports, read at once: who is asked, how far each report is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from typing import NamedTuple

from sqlalchemy import ColumnElement, select

from storage.engine import Db
from storage.people import people, roles
from storage.reports import reports
from storage.units import Unit, units, within


class Asked(NamedTuple):
    """An active unit of which reports are asked, and the unit above it."""

    id: int
    name: str
    above_id: int | None
    reports_from: str
    excused: str


def asked(db: Db, scope: Unit, level: str) -> list[Asked]:
    """Every one of a level below a scope (or the scope itself), by its code."""
    columns = (units.c.id, units.c.name, units.c.parent_id, units.c.reports_from, units.c.excused)
    found = select(*columns).where(units.c.active, _inside(scope, level)).order_by(units.c.code)
    return [Asked(*row) for row in db.execute(found)]


def statuses(
    db: Db, scope: Unit, level: str, form: str, periods: Collection[str]
) -> dict[int, dict[str, str]]:
    """By unit and period, of the reports that were begun."""
    found: dict[int, dict[str, str]] = defaultdict(dict)
    of = (reports.c.form == form, reports.c.period.in_(periods), units.c.active)
    rows = select(reports.c.unit_id, reports.c.period, reports.c.status).join(
        units, units.c.id == reports.c.unit_id
    )
    for unit_id, period, status in db.execute(rows.where(*of, _inside(scope, level))):
        found[unit_id][period] = status
    return found


def reporters(db: Db, scope: Unit, level: str, role: str) -> dict[int, str]:
    """By unit, the name of the first who holds the role there."""
    held = (
        select(roles.c.unit_id, people.c.name)
        .select_from(units.join(roles, roles.c.unit_id == units.c.id))
        .join(people, people.c.id == roles.c.person_id)
        .where(roles.c.role == role, people.c.active, units.c.active, _inside(scope, level))
        .order_by(people.c.id.desc())
    )
    return {row.unit_id: row.name for row in db.execute(held)}


def _inside(scope: Unit, level: str) -> ColumnElement[bool]:
    return units.c.id == scope.id if scope.kind == level else within(scope, level)
