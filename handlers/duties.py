"""Duties of whoever writes: the reports they may give at this moment."""

from __future__ import annotations

from collections.abc import Iterator

from handlers import rights
from handlers.engine.turn import Turn
from scoring.movement import Form
from services import duties
from services.duties import Duty
from storage.person import Person
from storage.units import Unit


def of_unit(turn: Turn, unit: Unit, role: str) -> Iterator[Duty]:
    """What `role` may report for a unit now: what is open, and what was returned, lock or not."""
    if rights.allowed(turn, "report", unit):
        yield from duties.of_unit(turn.db, turn.live, unit, role, turn.today)


def of_reporter(turn: Turn, unit: Unit) -> list[Duty]:
    """What whoever reports for a unit may give now, what is due first in front."""
    roles = {one.reporter(unit.kind) for one in turn.concerned} - {None}
    found = [duty for role in roles for duty in of_unit(turn, unit, role or "")]
    return sorted(found, key=lambda duty: duty.due)


def of_person(turn: Turn, person: Person) -> list[Duty]:
    """All open duties of a person, what is due first in front."""
    found = [
        duty
        for assignment in person.assignments
        for duty in of_unit(turn, assignment.unit, assignment.role)
    ]
    return sorted(found, key=lambda duty: (duty.due, duty.unit.code, duty.form.code))


def forms_of(turn: Turn) -> tuple[Form, ...]:
    """The forms that a person fills in, in whichever role."""
    held = turn.me.roles()
    forms = (form for one in turn.concerned for form in one.forms.values())
    return tuple(form for form in forms if form.reporter in held)
