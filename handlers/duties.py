"""Duties: the reports a person may give at this moment."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from handlers import rights
from handlers.turn import Turn
from scoring.movement import Form, Movement
from scoring.periods import Period, containing
from storage import reports
from storage.people import Person
from storage.reports import Report
from storage.units import Unit

_LATELY = timedelta(days=60)


@dataclass(frozen=True)
class Duty:
    """A form of a unit for a period; `report` once it was begun."""

    unit: Unit
    form: Form
    period: Period
    report: Report | None

    @property
    def due(self) -> date:
        """The last day on which it is in time."""
        return self.form.due(self.period)

    @property
    def lock(self) -> date:
        """The last day on which the reporter may still change it."""
        return self.form.lock(self.period)

    def open_on(self, today: date) -> bool:
        """Whether its reporter may change it: up to the lock, and for as long as it is returned."""
        if self.report is not None and self.report.status == "returned":
            return True
        return self.form.opens(self.period) <= today <= self.lock

    @property
    def owed(self) -> bool:
        """Whether something is still to be done by the reporter."""
        return self.report is None or self.report.status in ("draft", "returned")


def asked(form: Form, unit: Unit, period: Period) -> bool:
    """Whether this is asked of the unit."""
    return unit.kind == form.level and form.asked(period, Period.parse(unit.reports_from))


def open_periods(form: Form, today: date) -> tuple[Period, ...]:
    """The periods for which the form is open today, the older first."""
    return tuple(p for p in _near(form, today) if may_be_given(form, p, today))


def may_be_given(form: Form, period: Period, today: date) -> bool:
    """Whether a reporter may give it today."""
    return form.opens(period) <= today <= form.lock(period)


def on_the_board(form: Form, today: date) -> tuple[Period, ...]:
    """The periods that are given these days: the open ones, else the one that closed lately."""
    begun = [p for p in _near(form, today) if form.opens(p) <= today <= form.lock(p) + _LATELY]
    return open_periods(form, today) or tuple(begun[-1:])


def _near(form: Form, today: date) -> tuple[Period, ...]:
    now = containing(form.frequency, today)
    return now.previous().previous(), now.previous(), now


def of_unit(turn: Turn, unit: Unit, role: str) -> Iterator[Duty]:
    """What `role` may report for a unit now: what is open, and what was returned, lock or not."""
    if not rights.allowed(turn, "report", unit):
        return
    back = {(r.form, r.period): r for r in reports.returned(turn.db, unit.id)}
    for form in forms(turn.movement, role):
        for period in open_periods(form, turn.today):
            if asked(form, unit, period) and (form.code, period.code) not in back:
                found = reports.of(turn.db, unit.id, form.code, period.code)
                yield Duty(unit, form, period, found)
    for report in back.values():
        form = turn.movement.forms[report.form]
        if form.reporter == role:
            yield Duty(unit, form, Period.parse(report.period), report)


def of_person(turn: Turn, person: Person) -> list[Duty]:
    """All open duties of a person, what is due first in front."""
    found = [
        duty
        for assignment in person.assignments
        for duty in of_unit(turn, assignment.unit, assignment.role)
    ]
    return sorted(found, key=lambda duty: (duty.due, duty.unit.code, duty.form.code))


def forms(movement: Movement, role: str) -> tuple[Form, ...]:
    """The forms that this role fills in."""
    return tuple(form for form in movement.forms.values() if form.reporter == role)


def forms_of(turn: Turn) -> tuple[Form, ...]:
    """The forms that a person fills in, in whichever role."""
    held = turn.me.roles()
    return tuple(form for form in turn.movement.forms.values() if form.reporter in held)


def year_under_review(today: date) -> int:
    """The year the standings are about: reviewed in January of the next one (criteria, A21)."""
    return today.year - 1 if today.month == 1 else today.year
