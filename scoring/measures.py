"""Measures: each kind of derived indicator from a unit's facts (criteria, sections 3, 5, 6)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction

from scoring import balances
from scoring.cards import Derived, GradePart, linear
from scoring.facts import Facts, Measure
from scoring.known import NONE, answers_of, due_of, latest, owes, told, told_of
from scoring.movement import Movement
from scoring.stored import MISSING, NOT_ASKED, Stored, made, measured


def of(movement: Movement, code: str, facts: Facts) -> Measure:
    """The measure of one derived indicator."""
    return measured(movement.derived[code], stored(movement, code, facts))


def stored(movement: Movement, code: str, facts: Facts) -> Stored:
    """The same as it is kept."""
    derived = movement.derived[code]
    return _KINDS[derived.kind](movement, derived, facts)


def _nothing(movement: Movement, derived: Derived, facts: Facts) -> Stored:
    """Not one period known: of what is owed, that is fewer than half."""
    if not owes(movement, derived, facts):
        return MISSING
    return Stored(due=len(due_of(movement, derived, facts)), note="half")


def _sum_ratio(movement: Movement, derived: Derived, facts: Facts) -> Stored:
    top, per = (told(movement, side or "", facts) for side in (derived.of, derived.per))
    both = [period for period in top if period in per]
    if not both:
        return _nothing(movement, derived, facts)
    above = sum(min(top[p], per[p]) if derived.cap else top[p] for p in both)
    below = sum(per[p] for p in both)
    found = made(above, below, len(both), due_of(movement, derived, facts))
    skipped = found.note == "half" and owes(movement, derived, facts)
    return replace(found, note="not_applicable") if below == 0 and not skipped else found


def _capped_mean(movement: Movement, derived: Derived, facts: Facts) -> Stored:
    found = answers_of(movement, derived, facts)
    if not found:
        return _nothing(movement, derived, facts)
    times = sum(min(1, number) for number in found.values())
    return made(times, len(found), len(found), due_of(movement, derived, facts))


def _done_share(movement: Movement, derived: Derived, facts: Facts) -> Stored:
    """Of the periods that are due, those in which it was done: one not told of is none."""
    found, due = answers_of(movement, derived, facts), due_of(movement, derived, facts)
    if not found:
        return _nothing(movement, derived, facts)
    times = sum(min(1, number) for number in found.values())
    return made(times, len({*found, *due}), len(found), due)


def _share_true(movement: Movement, derived: Derived, facts: Facts) -> Stored:
    """Over the periods in which there was something to tell of: a session, for one."""
    held = facts.values.get(derived.unless_zero or "", NONE)
    said = answers_of(movement, derived, facts)
    found = [said[period] for period in said if held.get(period) != 0]
    due = due_of(movement, derived, facts)
    with_something = [period for period in due if held.get(period) != 0]
    if found:
        return made(sum(found), len(found), len(found), with_something)
    if due and not with_something:
        return Stored(note="not_applicable")
    asked = owes(movement, derived, facts)
    return Stored(due=len(with_something), note="half") if asked else MISSING


def _timely(_movement: Movement, _derived: Derived, facts: Facts) -> Stored:
    """In halves of a report."""
    its = facts.reports
    if its.required == 0:
        return MISSING
    return Stored(int(its.on_time * 2), its.required * 2, its.reported, its.required)


def _sum(movement: Movement, derived: Derived, facts: Facts) -> Stored:
    found = told_of(movement, derived, facts)
    if not found:
        return _nothing(movement, derived, facts)
    return made(sum(found.values()), 1, len(found), due_of(movement, derived, facts))


def _per_units(movement: Movement, derived: Derived, facts: Facts) -> Stored:
    """The year's sum over the active units of a level, whether these have told anything or not."""
    found, units = _sum(movement, derived, facts), facts.units.get(derived.per_units or "", 0)
    if not found.known:
        return found
    note = found.note if units or found.note else "not_applicable"
    return replace(found, bottom=units, note=note)


def _unit_share(_movement: Movement, _derived: Derived, _facts: Facts) -> Stored:
    """Of units below: none of one's own."""
    return NOT_ASKED


def _judged(_movement: Movement, _derived: Derived, _facts: Facts) -> Stored:
    """Follows from no figure: what the judges said is put in its place (`scoring.ballots`)."""
    return NOT_ASKED


def _grade(movement: Movement, derived: Derived, facts: Facts) -> Stored:
    return grade(movement, derived, facts, {})


def grade(
    movement: Movement, derived: Derived, facts: Facts, supposed: Mapping[str, Measure]
) -> Stored:
    """The bank's points by band; without them the six parts as we know them, marked as ours.

    Where no part was answered enough it is the lowest, but not known: nobody counts it above.
    `supposed`: measures that stand for those of the facts.
    """
    given = latest(movement, derived.of or "", facts)
    if given is not None:
        return Stored(given, 1, 1, 1)
    parts = _parts(movement, facts, supposed)
    own = _graded(parts)
    if own is None:
        return MISSING
    known = any(not found.worthless for _, found in parts)
    return Stored(int(own * 100), 1, int(known), 1, "provisional_grade")


def own_grade(movement: Movement, facts: Facts) -> Fraction | None:
    """The bank-style grade from what was reported, 0 to 100; the parts that apply carry it.

    A part that was asked and not answered enough earns nothing, and its points stay.
    """
    return _graded(_parts(movement, facts, {}))


def _parts(
    movement: Movement, facts: Facts, supposed: Mapping[str, Measure]
) -> list[tuple[GradePart, Measure]]:
    """The parts that apply."""
    parts = [
        (part, supposed.get(part.indicator) or of(movement, part.indicator, facts))
        for part in movement.grade_parts
    ]
    return [(part, found) for part, found in parts if found.worthless or found.value is not None]


def _graded(parts: list[tuple[GradePart, Measure]]) -> Fraction | None:
    possible = sum(part.points for part, _ in parts)
    earned = sum(
        part.points * linear(found.value, part.full_at, part.zero_at)
        for part, found in parts
        if found.value is not None and not found.worthless
    )
    return Fraction(earned * 100) / possible if possible else None


_KINDS: dict[str, Callable[[Movement, Derived, Facts], Stored]] = {
    "sum_ratio": _sum_ratio,
    "last_ratio": balances.last_ratio,
    "change": balances.change,
    "opening_ratio": balances.opening_ratio,
    "capped_mean": _capped_mean,
    "done_share": _done_share,
    "share_true": _share_true,
    "timely": _timely,
    "grade": _grade,
    "last": balances.last,
    "newest": balances.newest,
    "sum": _sum,
    "per_units": _per_units,
    "unit_share": _unit_share,
    "judged": _judged,
}
