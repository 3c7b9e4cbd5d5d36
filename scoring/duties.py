"""Which forms are given when: pure, from a movement and a day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from scoring.forms import Form
from scoring.live import Live
from scoring.movement import Movement
from scoring.periods import Period, containing, of_year

_LATELY = timedelta(days=60)


def open_periods(form: Form, today: date) -> tuple[Period, ...]:
    """The periods for which the form is open today, the older first."""
    return tuple(p for p in _near(form, today) if may_be_given(form, p, today))


def may_be_given(form: Form, period: Period, today: date) -> bool:
    """Whether a reporter may give it today."""
    return form.opens(period) <= today <= form.lock(period)


def forms(live: Live, role: str) -> tuple[Form, ...]:
    """The forms that this role fills in."""
    return tuple(form for form in live.forms.values() if form.reporter == role)


def open_forms(live: Live, role: str, today: date) -> Iterator[tuple[Form, Period]]:
    """What a role may give today, form by form, each by the rules of its period's year."""
    for form in forms(live, role):
        for period in _near(form, today):
            own = form_of(live, form.code, period)
            if may_be_given(own, period, today):
                yield own, period


def form_of(live: Live, code: str, period: Period) -> Form:
    """A form as it is in the year of a period."""
    return live.of_form(code).in_year(period.year).forms[code]


def on_the_board(form: Form, today: date) -> tuple[Period, ...]:
    """The periods that are given these days: the open ones, else the one that closed lately."""
    begun = [p for p in _near(form, today) if form.opens(p) <= today <= form.lock(p) + _LATELY]
    return open_periods(form, today) or tuple(begun[-1:])


def _near(form: Form, today: date) -> tuple[Period, ...]:
    now = containing(form.frequency, today)
    return now.previous().previous(), now.previous(), now


def settled(movement: Movement, year: int) -> date:
    """From this day on time changes nothing of a year's scores any more, and it is locked."""
    last = (form.lock(of_year(form.frequency, year)[-1]) for form in movement.forms.values())
    return max(last) + timedelta(days=1)


def open_years(movement: Movement, today: date) -> tuple[int, ...]:
    """Until its last lock last year is under review; what was closed before stays as it was."""
    last = today.year - 1
    return (last, today.year) if today < settled(movement, last) else (today.year,)


def year_under_review(today: date) -> int:
    """The year the standings are about: reviewed in January of the next one (criteria, A21)."""
    return today.year - 1 if today.month == 1 else today.year
