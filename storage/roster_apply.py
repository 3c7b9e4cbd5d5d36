"""Brings the stored organisation to a wanted one; no unit or person is ever deleted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import date, datetime
from typing import Any, Literal
from zoneinfo import ZoneInfo

from sqlalchemy import delete, insert, select, update

from scoring.movement import Movement
from scoring.periods import containing
from storage import access, imports, scores
from storage.engine import Db
from storage.imports import PROGRAM, Changed, Source, as_text
from storage.people import people, roles
from storage.roster import (
    KINDS,
    Change,
    Entry,
    PersonEntry,
    Plan,
    Roster,
    UnitEntry,
    compare,
)
from storage.schema import alone
from storage.units import by_id, hold_all, units

ABOVE = ("parent", "commune", "office", "branch")


def preview(db: Db, wanted: Roster, movement: Movement, today: date) -> Plan:
    """What `bring` would change."""
    return compare(db, wanted, first_month(db, movement, today))


def bring(
    db: Db,
    wanted: Roster,
    movement: Movement,
    now: datetime,
    zone: ZoneInfo,
    source: Source = PROGRAM,
) -> Plan:
    """Bring the stored organisation to the wanted one, the scores included; what was changed.

    What was there before is kept with its `source`: the file, and who answers for it.
    """
    alone(db, "import")
    today = now.astimezone(zone).date()
    plan = preview(db, wanted, movement, today)
    known = _known_units(db, plan)
    hold_all(db, known)
    imports.note(db, "organisation", source, now, _history(plan))
    for kind in KINDS:  # a unit's row needs the ids of those above it
        _write_units(db, [change for change in plan.units if change.new.kind == kind])
    _write_people(db, plan.people, now)
    # In January last year is under review; what was closed before stays as it was.
    years = (today.year - 1, today.year) if today.month == 1 else (today.year,)
    for unit_id in known:
        for year in years:
            scores.refresh(db, movement, by_id(db, unit_id), year, now, zone)
    return plan


def _history(plan: Plan) -> Iterator[Changed]:
    """Old and new of everything that was there; of what is new only that it came."""
    for unit in plan.units:
        yield from _fields("unit", unit)
    for person in plan.people:
        yield from _fields("person", person)


def _fields(what: Literal["unit", "person"], change: Change[Entry]) -> Iterator[Changed]:
    if change.act == "add":
        yield Changed(what, change.new.code, "", None, change.new.name)
    for name, old, new in change.fields:
        yield Changed(what, change.new.code, name, as_text(old), as_text(new))


def _known_units(db: Db, plan: Plan) -> list[int]:
    """The units that were there before, by id: new ones have nothing to score."""
    ids = _unit_ids(db)
    return sorted(ids[change.new.code] for change in plan.units if change.act != "add")


def first_month(db: Db, movement: Movement, today: date) -> str:
    """The first month asked of new units where the file names none: their first full one.

    Where there was no unit before, the season is under way and those that are brought were
    there: the earliest month that can still be reported.
    """
    if not _unit_ids(db):
        return first_open_month(movement, today)
    month = containing("monthly", today)
    return (month if today.day == 1 else month.next()).code


def first_open_month(movement: Movement, today: date) -> str:
    """The earliest month that can still be reported."""
    forms = [form for form in movement.forms.values() if form.frequency == "monthly"]
    month = containing("monthly", today)
    while all(form.lock(month.previous()) >= today for form in forms):
        month = month.previous()
    return month.code


def _unit_ids(db: Db) -> dict[str, int]:
    return {row.code: row.id for row in db.execute(select(units.c.code, units.c.id))}


def _write_units(db: Db, changes: list[Change[UnitEntry]]) -> None:
    if not changes:
        return
    ids = _unit_ids(db)
    new = [_unit_row(change.new, ids) for change in changes if change.act == "add"]
    if new:
        db.execute(insert(units), new)
    for change in changes:
        if change.act != "add":
            where = units.c.code == change.new.code
            db.execute(update(units).where(where).values(_unit_row(change.new, ids)))


def _unit_row(entry: UnitEntry, ids: dict[str, int]) -> dict[str, Any]:
    row = asdict(entry)
    for name in ABOVE:
        code = row.pop(name)
        row[f"{name}_id"] = None if code is None else ids[code]
    return row


def _write_people(db: Db, changes: Iterable[Change[PersonEntry]], now: datetime) -> None:
    unit_ids = _unit_ids(db)
    for change in changes:
        row = asdict(change.new)
        held = row.pop("roles")
        if change.act == "add":
            person_id = db.execute(insert(people).values(row).returning(people.c.id)).scalar_one()
        else:
            statement = update(people).where(people.c.code == change.new.code).values(row)
            person_id = db.execute(statement.returning(people.c.id)).scalar_one()
        if change.act == "deactivate":
            access.silence(db, person_id, now)
        _write_roles(db, person_id, {(role, unit_ids[unit]) for role, unit in held})


def _write_roles(db: Db, person_id: int, wanted: set[tuple[str, int]]) -> None:
    """The roles the file gives and no others; the reports stay with the units."""
    rows = db.execute(select(roles).where(roles.c.person_id == person_id)).all()
    held = {(row.role, row.unit_id): row.id for row in rows}
    gone = [held[key] for key in held.keys() - wanted]
    if gone:
        db.execute(delete(roles).where(roles.c.id.in_(gone)))
    for role, unit_id in sorted(wanted - held.keys()):
        db.execute(insert(roles).values(person_id=person_id, role=role, unit_id=unit_id))
