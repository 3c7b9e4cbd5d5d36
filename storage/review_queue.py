"""Which reports wait for whom to check them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, FromClause, and_, exists, false, func, not_, or_, select

from scoring.levels import Check
from storage.answers import entries
from storage.engine import Db
from storage.people import people, roles
from storage.person import Person
from storage.reports import COLUMNS, Report, events, reports
from storage.tables import table
from storage.units import COLUMNS as OF_UNIT
from storage.units import Unit, units
from storage.within_tables import Within

held = roles.alias("held")
"""The role of whoever is to check: `_by` looks at the roles too."""
_links = table(Within)
Checks = Sequence[Check]


@dataclass(frozen=True)
class Checker:
    """Somebody who checks a report, and the unit for which."""

    id: int
    name: str
    unit_id: int


def waiting(
    db: Db, person: Person, checks: Checks, *, limit: int = 50, leave: tuple[int, ...] = ()
) -> list[Report]:
    """Confirmed reports this person is to check, the longest waiting first.

    `checks` as the movement has it: a commune's officer checks its groups; the office checks the
    communes' own reports, and those of groups in which an officer had a hand. Nobody checks what
    they wrote any part of themselves.
    """
    statement = (
        select(*COLUMNS)
        .join(units, units.c.id == reports.c.unit_id)
        .where(_mine(person, checks), reports.c.id.not_in(leave or (0,)))
        .order_by(reports.c.confirmed_at, reports.c.id)
        .limit(limit)
    )
    return [Report(*row) for row in db.execute(statement)]


def count(db: Db, person: Person, checks: Checks) -> int:
    """How many reports wait for this person."""
    statement = select(func.count()).select_from(reports)
    joined = statement.join(units, units.c.id == reports.c.unit_id)
    return int(db.execute(joined.where(_mine(person, checks))).scalar_one())


def any_waits(db: Db, person: Person, checks: Checks) -> bool:
    """Whether a report waits for this person."""
    statement = select(reports.c.id).join(units, units.c.id == reports.c.unit_id)
    return db.execute(statement.where(_mine(person, checks)).limit(1)).first() is not None


def mine(db: Db, person: Person, checks: Checks, report_id: int) -> bool:
    """Whether this report waits for this person."""
    statement = select(reports.c.id).join(units, units.c.id == reports.c.unit_id)
    found = db.execute(statement.where(_mine(person, checks), reports.c.id == report_id))
    return found.first() is not None


def named(db: Db, person: Person, checks: Checks, most: int) -> list[tuple[Report, Unit]]:
    """The reports that wait for this person, with their units, form by form."""
    statement = (
        select(*COLUMNS, *OF_UNIT)
        .join(units, units.c.id == reports.c.unit_id)
        .where(_mine(person, checks))
        .order_by(reports.c.form, reports.c.period, units.c.code)
        .limit(most)
    )
    cut = len(COLUMNS)
    return [(Report(*row[:cut]), Unit(*row[cut:])) for row in db.execute(statement)]


def checkers(db: Db, checks: Checks, report_id: int) -> list[Checker]:
    """Who checks a report once it is confirmed: those for whom it waits (see `waiting`)."""
    statement = (
        select(people.c.id, people.c.name, held.c.unit_id)
        .select_from(_with_checkers())
        .where(
            reports.c.id == report_id,
            _answers_for(checks),
            not_(_hand(lambda who: who == people.c.id)),
        )
        .order_by(people.c.id)
    )
    return [Checker(*row) for row in db.execute(statement)]


def _with_checkers() -> FromClause:
    joined = reports.join(units, units.c.id == reports.c.unit_id).join(_links, _above_it())
    joined = joined.join(held, held.c.unit_id == _links.c.ancestor_id)
    return joined.join(people, (people.c.id == held.c.person_id) & people.c.active)


def _above_it() -> ColumnElement[bool]:
    return and_(_links.c.unit_id == units.c.id, _links.c.until.is_(None))


def _checked_by(one: Check) -> ColumnElement[bool]:
    """The unit is of the level; where it goes by whose hand was in it, somebody's was."""
    of_level = units.c.kind == one.level
    if one.forms:
        of_level &= reports.c.form.in_(one.forms)
    return of_level if one.after is None else of_level & _by(one.after)


def _answers_for(checks: Checks) -> ColumnElement[bool]:
    """The role of `held` is the one that checks the report."""
    return units.c.active & or_(
        false(), *(_checked_by(one) & (held.c.role == one.role) for one in checks)
    )


def _mine(person: Person, checks: Checks) -> ColumnElement[bool]:
    theirs = {one.role: [unit.id for unit in person.units(one.role)] for one in checks}
    may = (_checked_by(one) & _lies_in(theirs[one.role]) for one in checks if theirs[one.role])
    return and_(
        units.c.active,
        reports.c.status == "confirmed",
        not_(_hand(lambda who: who == person.id)),
        or_(false(), *may),
    )


def _lies_in(scopes: list[int]) -> ColumnElement[bool]:
    here = select(_links.c.unit_id).where(
        _links.c.ancestor_id.in_(scopes), _links.c.until.is_(None)
    )
    return units.c.id.in_(here)


def _by(role: str) -> ColumnElement[bool]:
    """Somebody with this role in a unit above has had a hand in it."""
    above = select(_links.c.ancestor_id).where(_above_it()).correlate(units)
    theirs = select(roles.c.person_id).where(roles.c.role == role, roles.c.unit_id.in_(above))
    return _hand(lambda who: who.in_(theirs))


def _hand(is_one: Callable[[ColumnElement[int]], ColumnElement[bool]]) -> ColumnElement[bool]:
    """Whether one of these ever gave a value of the report or confirmed it, in whatever role."""
    wrote = exists().where(entries.c.report_id == reports.c.id, is_one(entries.c.person_id))
    confirmed = exists().where(
        events.c.report_id == reports.c.id,
        events.c.act == "confirmed",
        is_one(events.c.person_id),
    )
    return or_(is_one(reports.c.confirmed_by), wrote, confirmed)
