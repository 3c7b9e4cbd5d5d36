"""What is known: the periods that are due, the last value of each figure, what is owed of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from scoring.facts import Facts
from scoring.movement import Form, Movement
from scoring.periods import COUNT, Period, of_year

NONE: Mapping[Period, int] = {}


def due_periods(movement: Movement, code: str, facts: Facts) -> tuple[Period, ...]:
    """The periods of the year in which a figure is asked of the unit, and whose due day is past."""
    return _due(movement, code, facts.level, facts.year, facts.active_from, facts.as_of)


@lru_cache(maxsize=1024)  # every unit that reports since the same month has the same
def _due(
    movement: Movement, code: str, level: str, year: int, since: Period, today: date
) -> tuple[Period, ...]:
    form = _form(movement, code, level)
    periods = of_year(movement.indicators[code].frequency, year)
    if form is None:
        return tuple(
            period for period in periods if since.first <= period.first and period.last < today
        )
    return tuple(p for p in periods if form.asked(p, since) and form.due(p) < today)


def _form(movement: Movement, code: str, level: str) -> Form | None:
    """The form that asks it of the level; of an imported figure one of the same rhythm there."""
    asked = movement.asking.get((level, code))
    rhythm = movement.indicators[code].frequency
    alike = (f for f in movement.forms.values() if (f.level, f.frequency) == (level, rhythm))
    return asked or next(alike, None)


def latest(movement: Movement, code: str, facts: Facts) -> int | None:
    """The last known value; a balance only if it is not too old (criteria, section 6).

    That is three months, and of what is asked less often its last period that was due.
    """
    by_period = facts.values.get(code, NONE)
    if not by_period:
        return None
    period = max(by_period)
    raw = movement.indicators[code]
    most = -(-movement.stock_months * COUNT[raw.frequency] // 12)
    if raw.stock and _age(movement, code, period, facts) > most:
        return None
    return by_period[period]


def _age(movement: Movement, code: str, period: Period, facts: Facts) -> int:
    """In its own periods, at the last that was due (of anybody: the unit itself may be new)."""
    whole_year = of_year(period.frequency, facts.year)
    due = _due(movement, code, facts.level, facts.year, whole_year[0], facts.as_of)
    now = due[-1] if due else whole_year[0]
    return (now.year - period.year) * COUNT[period.frequency] + now.index - period.index


def half(movement: Movement, code: str, facts: Facts, found: int) -> str | None:
    """The note "half" where fewer than half of the due periods are known: worth nothing."""
    due = due_periods(movement, code, facts)
    return "half" if found * 2 < len(due) else None


def owed(movement: Movement, code: str, facts: Facts) -> bool:
    """Whether the unit should have told it by now: then not telling never pays.

    What the office has not imported is nobody's omission and does not apply.
    """
    return (facts.level, code) in movement.asking and bool(due_periods(movement, code, facts))
