"""What is known: the periods that are due, the last value of each figure, what is owed of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from scoring.cards import Derived
from scoring.facts import Facts
from scoring.movement import Form, Movement
from scoring.periods import COUNT, Excused, Period, excuses, of_year

NONE: Mapping[Period, int] = {}


def due_periods(movement: Movement, code: str, facts: Facts) -> tuple[Period, ...]:
    """The periods of the year in which a figure is asked of the unit, and whose due day is past."""
    since, excused = facts.active_from, facts.excused
    return _due(movement, code, facts.level, facts.year, since, facts.as_of, excused)


@lru_cache(maxsize=1024)  # every unit that reports since the same month has the same
def _due(
    movement: Movement, code: str, level: str, year: int, since: Period, today: date,
    excused: Excused = frozenset(),
) -> tuple[Period, ...]:  # fmt: skip
    form = _form(movement, code, level)
    all_year = of_year(movement.indicators[code].frequency, year)
    periods = [period for period in all_year if not excuses(excused, period)]
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


def told(movement: Movement, code: str, facts: Facts) -> Mapping[Period, int]:
    """What is known of a figure by period; 0 where what was told spared the question."""
    found, skip = facts.values.get(code, NONE), movement.indicators[code].skip
    if skip is None:
        return found
    periods = of_year(movement.indicators[code].frequency, facts.year)
    spared = (p for p in periods if skip.holds(_beside(movement, facts, p)))
    return {**dict.fromkeys(spared, 0), **found}


def _beside(movement: Movement, facts: Facts, period: Period) -> dict[str, int]:
    """The other figures of a period, and what earlier ones of the year have left open."""
    names = {code: by[period] for code, by in facts.values.items() if period in by}
    for one in movement.registers_of(facts.level):
        if one.kind == "left":
            more, less = (_before(facts, code or "", period) for code in (one.of, one.less))
            names[f"register_{one.code}"] = max(0, more - less)
    return names


def _before(facts: Facts, code: str, period: Period) -> int:
    return sum(value for p, value in facts.values.get(code, NONE).items() if p < period)


def told_of(movement: Movement, derived: Derived, facts: Facts) -> Mapping[Period, int]:
    """What is known of a derived indicator's figure, in the periods that count for it."""
    found = told(movement, derived.of or "", facts)
    if not derived.periods:
        return found
    return {p: value for p, value in found.items() if p.index in derived.periods}


def answers_of(movement: Movement, derived: Derived, facts: Facts) -> Mapping[Period, int]:
    """The same of what was done or was not: what was not in an excused period is no failing."""
    found = told_of(movement, derived, facts)
    if not facts.excused:
        return found
    return {p: value for p, value in found.items() if value or not excuses(facts.excused, p)}


def due_of(movement: Movement, derived: Derived, facts: Facts) -> tuple[Period, ...]:
    """The periods in which that figure is due."""
    due = due_periods(movement, derived.of or "", facts)
    return tuple(p for p in due if p.index in derived.periods) if derived.periods else due


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
    """In its own periods, at the last that was due (of anybody: the unit itself may be new); those
    that are excused do not make it older.
    """
    whole_year = of_year(period.frequency, facts.year)
    due = _due(movement, code, facts.level, facts.year, whole_year[0], facts.as_of)
    now = due[-1] if due else whole_year[0]
    age = (now.year - period.year) * COUNT[period.frequency] + now.index - period.index
    return age - sum(period < p <= now and excuses(facts.excused, p) for p in whole_year)


def owed(movement: Movement, code: str, facts: Facts) -> bool:
    """Whether the unit should have told it by now: then not telling never pays.

    What the office has not imported is nobody's omission and does not apply.
    """
    return (facts.level, code) in movement.asking and bool(due_periods(movement, code, facts))


def owes(movement: Movement, derived: Derived, facts: Facts) -> bool:
    """The same of the figure of a derived indicator, in the periods that count for it."""
    asked = (facts.level, derived.of or "") in movement.asking
    return asked and bool(due_of(movement, derived, facts))
