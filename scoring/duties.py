"""Which forms are given when: pure, from a movement and a day."""

from __future__ import annotations

from datetime import date, timedelta

from scoring.forms import Form
from scoring.live import Live
from scoring.periods import Period, containing

_LATELY = timedelta(days=60)


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


def forms(live: Live, role: str) -> tuple[Form, ...]:
    """The forms that this role fills in."""
    return tuple(form for form in live.forms.values() if form.reporter == role)


def year_under_review(today: date) -> int:
    """The year the standings are about: reviewed in January of the next one (criteria, A21)."""
    return today.year - 1 if today.month == 1 else today.year
