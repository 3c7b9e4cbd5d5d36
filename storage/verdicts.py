"""Which reports wait for whom to check them."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import ColumnElement, and_, exists, false, func, not_, or_, select

from storage.answers import entries
from storage.engine import Db
from storage.people import Person, roles
from storage.reports import COLUMNS, Report, events, reports
from storage.units import units


def waiting(
    db: Db, person: Person, *, limit: int = 50, leave: tuple[int, ...] = ()
) -> list[Report]:
    """Confirmed reports this person is to check, the longest waiting first.

    A commune's officer checks its groups; the office checks the communes' own reports, and those
    of groups in which an officer had a hand. Nobody checks what they wrote any part of themselves.
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


def mine(db: Db, person: Person, report_id: int) -> bool:
    """Whether this report waits for this person."""
    statement = select(reports.c.id).join(units, units.c.id == reports.c.unit_id)
    found = db.execute(statement.where(_mine(person), reports.c.id == report_id))
    return found.first() is not None


def _mine(person: Person) -> ColumnElement[bool]:
    communes = [unit.id for unit in person.units("officer")]
    offices = [unit.id for unit in person.units("office")]
    of_groups = and_(units.c.kind == "group", units.c.commune_id.in_(communes))
    of_communes = and_(
        units.c.office_id.in_(offices), or_(units.c.kind == "commune", _by_officer())
    )
    return and_(
        units.c.active,
        reports.c.status == "confirmed",
        not_(_hand(lambda who: who == person.id)),
        or_(of_groups if communes else false(), of_communes if offices else false()),
    )


def _by_officer() -> ColumnElement[bool]:
    """An officer of the commune has had a hand in it."""
    officers = select(roles.c.person_id).where(
        roles.c.role == "officer", roles.c.unit_id == units.c.commune_id
    )
    return _hand(lambda who: who.in_(officers))


def _hand(is_one: Callable[[ColumnElement[int]], ColumnElement[bool]]) -> ColumnElement[bool]:
    """Whether one of these ever gave a value of the report or confirmed it, in whatever role."""
    wrote = exists().where(entries.c.report_id == reports.c.id, is_one(entries.c.person_id))
    confirmed = exists().where(
        events.c.report_id == reports.c.id,
        events.c.act == "confirmed",
        is_one(events.c.person_id),
    )
    return or_(is_one(reports.c.confirmed_by), wrote, confirmed)
