"""Measures: each kind of derived indicator from a unit's facts (criteria, sections 3, 5, 6)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from functools import lru_cache

from scoring.cards import Derived, linear
from scoring.facts import Facts, Measure
from scoring.movement import Movement
from scoring.periods import Frequency, Period, containing, of_year

_MISSING = Measure(None, note="missing")
_NONE: Mapping[Period, int] = {}


def of(movement: Movement, code: str, facts: Facts) -> Measure:
    """The measure of one derived indicator."""
    derived = movement.derived[code]
    return _KINDS[derived.kind](movement, derived, facts)


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
    by_period = facts.values.get(code, _NONE)
    if not by_period:
        return None
    period = max(by_period)
    if movement.indicators[code].stock and _age(movement, period, facts) > movement.stock_months:
        return None
    return by_period[period]


def _age(movement: Movement, period: Period, facts: Facts) -> int:
    due = due_periods(movement, "monthly", facts)
    now = due[-1] if due else containing("monthly", facts.as_of).previous()
    return (now.year - period.year) * 12 + now.index - period.index


def _half(movement: Movement, derived: Derived, facts: Facts, found: int) -> str | None:
    """Fewer than half of the due periods reported: the item is worth nothing."""
    frequency = movement.indicators[derived.of or ""].frequency
    due = due_periods(movement, frequency, facts)
    return "half" if found * 2 < len(due) else None


def _nothing(movement: Movement, derived: Derived, facts: Facts) -> Measure:
    """Not one period known: of what its reporter owes that is worth nothing, skipping never pays.

    What the office has not imported is nobody's omission and does not apply.
    """
    raw = movement.indicators[derived.of or ""]
    owed = raw.reporter != "office" and due_periods(movement, raw.frequency, facts)
    return Measure(None, note="half") if owed else _MISSING


def _sum_ratio(movement: Movement, derived: Derived, facts: Facts) -> Measure:
    top, per = facts.values.get(derived.of or "", _NONE), facts.values.get(derived.per or "", _NONE)
    both = [period for period in top if period in per]
    above = sum(min(top[p], per[p]) if derived.cap else top[p] for p in both)
    below = sum(per[p] for p in both)
    if not both:
        return _nothing(movement, derived, facts)
    if below == 0:
        return Measure(None, note="not_applicable")
    note = _half(movement, derived, facts, len(both))
    return Measure(Fraction(above * 100, below), Fraction(above), Fraction(below), note)


def _last_ratio(movement: Movement, derived: Derived, facts: Facts) -> Measure:
    top, per = (latest(movement, code or "", facts) for code in (derived.of, derived.per))
    if top is None or per is None:
        return _MISSING
    if per == 0:
        return Measure(None, note="not_applicable")
    return Measure(Fraction(top * 100, per), Fraction(top), Fraction(per))


def _change(movement: Movement, derived: Derived, facts: Facts) -> Measure:
    """In percent of the opening balance; from 0 to more is +100."""
    end = latest(movement, derived.of or "", facts)
    start = facts.opening.get(derived.of or "")
    if end is None or start is None:
        return _MISSING
    if start == 0:
        value = Fraction(100 if end else derived.both_zero)
        return Measure(value, Fraction(end), Fraction(0), "zero_start")
    return Measure(Fraction((end - start) * 100, start), Fraction(end), Fraction(start))


def _capped_mean(movement: Movement, derived: Derived, facts: Facts) -> Measure:
    found = facts.values.get(derived.of or "", _NONE)
    if not found:
        return _nothing(movement, derived, facts)
    times = sum(min(1, number) for number in found.values())
    note = _half(movement, derived, facts, len(found))
    return Measure(Fraction(times * 100, len(found)), Fraction(times), Fraction(len(found)), note)


def _share_true(movement: Movement, derived: Derived, facts: Facts) -> Measure:
    held = facts.values.get(derived.unless_zero or "", _NONE)
    found = {
        period: yes
        for period, yes in facts.values.get(derived.of or "", _NONE).items()
        if held.get(period, 1) > 0
    }
    if not found:
        return _nothing(movement, derived, facts)
    left_out = sum(1 for period in held if held[period] == 0 and period not in found)
    note = _half(movement, derived, facts, len(found) + left_out)
    yes = sum(found.values())
    return Measure(Fraction(yes * 100, len(found)), Fraction(yes), Fraction(len(found)), note)


def _timely(_movement: Movement, _derived: Derived, facts: Facts) -> Measure:
    if facts.reports.required == 0:
        return _MISSING
    top, bottom = facts.reports.on_time, Fraction(facts.reports.required)
    return Measure(top * 100 / bottom, top, bottom)


def _last(movement: Movement, derived: Derived, facts: Facts) -> Measure:
    found = latest(movement, derived.of or "", facts)
    return _MISSING if found is None else Measure(Fraction(found), Fraction(found))


def _grade(movement: Movement, derived: Derived, facts: Facts) -> Measure:
    """The bank's points by band; without them the six parts as we know them, marked as ours."""
    given = latest(movement, derived.of or "", facts)
    if given is not None:
        points = Fraction(given, 100)
        return Measure(movement.factor(points), points, Fraction(100))
    own = own_grade(movement, facts)
    if own is None:
        return _MISSING
    return Measure(movement.factor(own), own, Fraction(100), "provisional_grade")


def own_grade(movement: Movement, facts: Facts) -> Fraction | None:
    """The bank-style grade from what was reported, 0 to 100; the parts that apply carry it."""
    earned, possible = Fraction(0), 0
    for part in movement.grade_parts:
        found = of(movement, part.indicator, facts)
        if found.value is not None:
            earned += part.points * linear(found.value, part.full_at, part.zero_at)
        if found.value is not None or found.note == "half":
            possible += part.points
    return earned * 100 / possible if possible else None


_KINDS: dict[str, Callable[[Movement, Derived, Facts], Measure]] = {
    "sum_ratio": _sum_ratio,
    "last_ratio": _last_ratio,
    "change": _change,
    "capped_mean": _capped_mean,
    "share_true": _share_true,
    "timely": _timely,
    "grade": _grade,
    "last": _last,
}
