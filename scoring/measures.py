"""Measures: each kind of derived indicator from a unit's facts (criteria, sections 3, 5, 6)."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from scoring.cards import Derived, linear
from scoring.facts import Facts, Measure
from scoring.known import NONE, due_periods, half, latest, owed
from scoring.movement import Movement

_MISSING = Measure(None, note="missing")
_UNANSWERED = Measure(None, note="unanswered")
_NOT_APPLICABLE = Measure(None, note="not_applicable")


def of(movement: Movement, code: str, facts: Facts) -> Measure:
    """The measure of one derived indicator."""
    derived = movement.derived[code]
    return _KINDS[derived.kind](movement, derived, facts)


def _nothing(movement: Movement, derived: Derived, facts: Facts) -> Measure:
    """Not one period known: of what is owed, that is fewer than half."""
    asked = owed(movement, derived.of or "", facts)
    return Measure(None, note="half") if asked else _MISSING


def _sum_ratio(movement: Movement, derived: Derived, facts: Facts) -> Measure:
    top, per = facts.values.get(derived.of or "", NONE), facts.values.get(derived.per or "", NONE)
    both = [period for period in top if period in per]
    above = sum(min(top[p], per[p]) if derived.cap else top[p] for p in both)
    below = sum(per[p] for p in both)
    if not both:
        return _nothing(movement, derived, facts)
    note = half(movement, derived.of or "", facts, len(both))
    if below == 0:
        skipped = note is not None and owed(movement, derived.of or "", facts)
        return Measure(None, note=note) if skipped else _NOT_APPLICABLE
    return Measure(Fraction(above * 100, below), Fraction(above), Fraction(below), note)


def _last_ratio(movement: Movement, derived: Derived, facts: Facts) -> Measure:
    """Of balances the last known; of what is no balance, in half of the periods at least."""
    code, base = derived.of or "", derived.per or ""
    top, per = latest(movement, code, facts), latest(movement, base, facts)
    if top is None or per is None:
        unknown = [side for side, n in ((code, top), (base, per)) if n is None]
        skipped = all(owed(movement, side, facts) for side in unknown)
        return _UNANSWERED if skipped else _MISSING
    if per == 0:
        return _NOT_APPLICABLE
    known = len(facts.values[code])
    note = None if movement.indicators[code].stock else half(movement, code, facts, known)
    return Measure(Fraction(top * 100, per), Fraction(top), Fraction(per), note)


def _change(movement: Movement, derived: Derived, facts: Facts) -> Measure:
    """In percent of the opening balance (the office's to import); from 0 to more is +100."""
    end = latest(movement, derived.of or "", facts)
    start = facts.opening.get(derived.of or "")
    if start is None:
        return _MISSING
    if end is None:
        return _UNANSWERED if owed(movement, derived.of or "", facts) else _MISSING
    if start == 0:
        value = Fraction(100 if end else derived.both_zero)
        return Measure(value, Fraction(end), Fraction(0), "zero_start")
    return Measure(Fraction((end - start) * 100, start), Fraction(end), Fraction(start))


def _capped_mean(movement: Movement, derived: Derived, facts: Facts) -> Measure:
    found = facts.values.get(derived.of or "", NONE)
    if not found:
        return _nothing(movement, derived, facts)
    times = sum(min(1, number) for number in found.values())
    note = half(movement, derived.of or "", facts, len(found))
    return Measure(Fraction(times * 100, len(found)), Fraction(times), Fraction(len(found)), note)


def _share_true(movement: Movement, derived: Derived, facts: Facts) -> Measure:
    """Over the periods in which there was something to tell of: a session, for one."""
    held = facts.values.get(derived.unless_zero or "", NONE)
    told = facts.values.get(derived.of or "", NONE)
    found = [told[period] for period in told if held.get(period) != 0]
    due = due_periods(movement, derived.of or "", facts)
    with_something = [period for period in due if held.get(period) != 0]
    if not found:
        idle = due and not with_something
        return _NOT_APPLICABLE if idle else _nothing(movement, derived, facts)
    note = "half" if len(found) * 2 < len(with_something) else None
    yes, of_all = Fraction(sum(found)), Fraction(len(found))
    return Measure(yes * 100 / of_all, yes, of_all, note)


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
    """The bank-style grade from what was reported, 0 to 100; the parts that apply carry it.

    A part that was asked and not answered enough earns nothing, and its points stay.
    """
    earned, possible = Fraction(0), 0
    for part in movement.grade_parts:
        found = of(movement, part.indicator, facts)
        if found.value is not None and not found.worthless:
            earned += part.points * linear(found.value, part.full_at, part.zero_at)
        if found.value is not None or found.worthless:
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
