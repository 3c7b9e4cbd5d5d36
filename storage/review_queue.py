"""Which reports wait for whom to check them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, FromClause, and_, exists, false, func, not_, or_, select

from storage.answers import entries
from storage.engine import Db
from storage.people import Person, people, roles
from storage.reports import COLUMNS, Report, events, reports
from storage.units import COLUMNS as OF_UNIT
from storage.units import Unit, units

held = roles.alias("held")
"""The role of whoever is to check: `_by_officer` looks at the roles too."""


@dataclass(frozen=True)
class Checker:
    """Somebody who checks a report, and the unit for which."""

    id: int
    name: str
    unit_id: int


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


def any_waits(db: Db, person: Person) -> bool:
    """Whether a report waits for this person."""
    statement = select(reports.c.id).join(units, units.c.id == reports.c.unit_id)
    return db.execute(statement.where(_mine(person)).limit(1)).first() is not None


def mine(db: Db, person: Person, report_id: int) -> bool:
    """Whether this report waits for this person."""
    statement = select(reports.c.id).join(units, units.c.id == reports.c.unit_id)
    found = db.execute(statement.where(_mine(person), reports.c.id == report_id))
    return found.first() is not None


def named(db: Db, person: Person, most: int) -> list[tuple[Report, Unit]]:
    """The reports that wait for this person, with their units, form by form."""
    statement = (
        select(*COLUMNS, *OF_UNIT)
        .join(units, units.c.id == reports.c.unit_id)
        .where(_mine(person))
        .order_by(reports.c.form, reports.c.period, units.c.code)
        .limit(most)
    )
    cut = len(COLUMNS)
    return [(Report(*row[:cut]), Unit(*row[cut:])) for row in db.execute(statement)]


def checkers(db: Db, report_id: int) -> list[Checker]:
    """Who checks a report once it is confirmed: those for whom it waits (see `waiting`)."""
    statement = (
        select(people.c.id, people.c.name, held.c.unit_id)
        .select_from(_with_checkers())
        .where(
            reports.c.id == report_id, _answers_for(), not_(_hand(lambda who: who == people.c.id))
        )
        .order_by(people.c.id)
    )
    return [Checker(*row) for row in db.execute(statement)]


def _with_checkers() -> FromClause:
    above = or_(held.c.unit_id == units.c.commune_id, held.c.unit_id == units.c.office_id)
    joined = reports.join(units, units.c.id == reports.c.unit_id).join(held, above)
    return joined.join(people, (people.c.id == held.c.person_id) & people.c.active)


def _answers_for() -> ColumnElement[bool]:
    """The role of `held` is the one that checks the report."""
    officer = and_(held.c.role == "officer", held.c.unit_id == units.c.commune_id)
    office = and_(held.c.role == "office", held.c.unit_id == units.c.office_id)
    return units.c.active & or_(
        officer & (units.c.kind == "group"),
        office & or_(units.c.kind == "commune", _by_officer()),
    )


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
