"""What is known: the periods that are due, the last value of each figure, what is owed of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from scoring.facts import Facts
from scoring.movement import Movement
from scoring.periods import Frequency, Period, of_year

NONE: Mapping[Period, int] = {}


def due_periods(movement: Movement, frequency: Frequency, facts: Facts) -> tuple[Period, ...]:
    """The periods of the year asked of the unit whose due day has passed."""
    return _due(movement, frequency, facts.year, facts.active_from, facts.as_of)


@lru_cache(maxsize=1024)  # every unit that reports since the same month has the same
def _due(
    movement: Movement, frequency: Frequency, year: int, since: Period, today: date
) -> tuple[Period, ...]:
    form = next(f for f in movement.forms.values() if f.frequency == frequency)
    return tuple(
        period
        for period in of_year(frequency, year)
        if form.asked(period, since) and form.due(period) < today
    )


def latest(movement: Movement, code: str, facts: Facts) -> int | None:
    """The last known value; a balance only if at most three months old (criteria, section 6)."""
    by_period = facts.values.get(code, NONE)
    if not by_period:
        return None
    period = max(by_period)
    if movement.indicators[code].stock and _age(movement, period, facts) > movement.stock_months:
        return None
    return by_period[period]


def _age(movement: Movement, period: Period, facts: Facts) -> int:
    """In months, at the last month that was due (of anybody: the unit itself may be new)."""
    whole_year = of_year("monthly", facts.year)
    due = _due(movement, "monthly", facts.year, whole_year[0], facts.as_of)
    now = due[-1] if due else whole_year[0]
    return (now.year - period.year) * 12 + now.index - period.index


def half(movement: Movement, code: str, facts: Facts, found: int) -> str | None:
    """The note "half" where fewer than half of the due periods are known: worth nothing."""
    due = due_periods(movement, movement.indicators[code].frequency, facts)
    return "half" if found * 2 < len(due) else None


def owed(movement: Movement, code: str, facts: Facts) -> bool:
    """Whether the unit should have told it by now: then not telling never pays.

    What the office has not imported is nobody's omission and does not apply.
    """
    raw = movement.indicators[code]
    return raw.reporter != "office" and bool(due_periods(movement, raw.frequency, facts))
