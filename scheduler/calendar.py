"""The calendar: reminder days and dossier days. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from handlers.hours import WINDOWS, open_now, opens_again, public_holidays, tet
from scoring.duties import form_of
from scoring.forms import Form
from scoring.movement import Movement
from scoring.periods import Period, containing
from scoring.workdays import aim

_DAY = timedelta(days=1)


def working(day: date) -> bool:
    """Monday to Friday, and no public holiday."""
    return day.weekday() < 5 and day not in public_holidays(day.year)


def last_working(day: date) -> date:
    """The day itself, or the last working day before it."""
    return aim(day, working)


def before_tet(day: date) -> date:
    """The day itself, or the last one before Tết."""
    while tet(day):
        day -= _DAY
    return day


def reminded(movement: Movement, form: Form, day: date) -> Iterator[Period]:
    """The periods of a form of which the day is a reminder day."""
    for period in _near(form, day):
        form = form_of(movement, form.code, period)
        days = (form.due(period) - n * _DAY for n in movement.calendar.days_before)
        if day in map(before_tet, days):
            yield period


def due_days(movement: Movement, day: date) -> set[date]:
    """The due days around a day."""
    forms = movement.forms.values()
    return {form.due(period) for form in forms for period in _near(form, day)}


def _near(form: Form, day: date) -> tuple[Period, ...]:
    now = containing(form.frequency, day)
    return now.previous().previous(), now.previous(), now


def dossier_year(movement: Movement, day: date) -> int | None:
    """The year whose dossier the offices are reminded of on this day, if they are."""
    deadline = dossier_deadline(movement, day)
    days = {_on(month, of, deadline) for month, of in movement.calendar.dossier_days}
    if not working(deadline):
        days.add(last_working(deadline))
    return deadline.year - 1 if day in days else None


def escalation_year(movement: Movement, day: date) -> int | None:
    """The year whose missing reports the office's director is shown on this day, if so."""
    deadline = dossier_deadline(movement, day)
    return deadline.year - 1 if day == _on(*movement.calendar.escalation, deadline) else None


def dossier_deadline(movement: Movement, day: date) -> date:
    """The dossier day (10 January, inclusive) that comes next; in January still this year's."""
    month, of = movement.calendar.dossier
    return date(day.year + (day.month > month), month, of)


def _on(month: int, day: int, deadline: date) -> date:
    """A day of the dossier's season, which begins in the December before."""
    return date(deadline.year - (month > deadline.month), month, day)


def boundary(movement: Movement, today: date) -> date:
    """The last day, today or before, on which time alone changed scores.

    The day after a due day or a lock, when timeliness changes; balances expire with the months'
    due days.
    """
    found = [date(today.year - 1, 1, 1)]
    for form in movement.forms.values():
        for period in _near(form, today):
            of = form_of(movement, form.code, period)
            found += [of.due(period) + _DAY, of.lock(period) + _DAY]
    return max(day for day in found if day <= today)


__all__ = [
    "WINDOWS", "before_tet", "boundary", "dossier_deadline", "dossier_year", "due_days",
    "escalation_year", "last_working", "open_now", "opens_again", "reminded", "tet",
    "working",
]  # fmt: skip
