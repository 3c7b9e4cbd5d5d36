"""Which reports wait for whom to check them."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, false, func, or_, select

from storage.engine import Db
from storage.people import Person, roles
from storage.reports import COLUMNS, Report, reports
from storage.units import units


def waiting(
    db: Db, person: Person, *, limit: int = 50, leave: tuple[int, ...] = ()
) -> list[Report]:
    """Confirmed reports this person is to check, the longest waiting first.

    A commune's officer checks its groups; the office checks the communes' own reports, and those
    that an officer entered on behalf of a group: nobody checks their own. Those of ended units
    wait for nobody.
    """
    statement = (
        select(*COLUMNS)
        .join(units, units.c.id == reports.c.unit_id)
        .where(_mine(person), reports.c.id.not_in(leave or (0,)))
        .order_by(reports.c.confirmed_at, reports.c.id)
        .limit(limit)
    )
    return [Report(*row) for row in db.execute(statement)]


def count(db: Db, person: Person) -> int:
    """How many reports wait for this person."""
    statement = select(func.count()).select_from(reports)
    joined = statement.join(units, units.c.id == reports.c.unit_id)
    return int(db.execute(joined.where(_mine(person))).scalar_one())


def _mine(person: Person) -> ColumnElement[bool]:
    communes = [unit.id for unit in person.units("officer")]
    offices = [unit.id for unit in person.units("office")]
    by_officer = reports.c.confirmed_by.in_(
        select(roles.c.person_id).where(
            roles.c.role == "officer", roles.c.unit_id == units.c.commune_id
        )
    )
    return and_(
        units.c.active,
        reports.c.status == "confirmed",
        reports.c.confirmed_by != person.id,
        or_(
            and_(units.c.kind == "group", units.c.commune_id.in_(communes))
            if communes
            else false(),
            and_(units.c.office_id.in_(offices), or_(units.c.kind == "commune", by_officer))
            if offices
            else false(),
        ),
    )
