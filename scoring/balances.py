"""Measures of last values: balances, changes, what was told last (criteria, sections 3 and 6)."""

from __future__ import annotations

from dataclasses import replace

from scoring.cards import Derived
from scoring.facts import Facts
from scoring.known import due_of, latest, owed, owes, told_of
from scoring.movement import Movement
from scoring.stored import MISSING, Stored, made


def silent(movement: Movement, derived: Derived, facts: Facts) -> Stored:
    """No last value: of what is owed, that is worth nothing."""
    return Stored(due=1, note="unanswered") if owes(movement, derived, facts) else MISSING


def last_ratio(movement: Movement, derived: Derived, facts: Facts) -> Stored:
    """Of balances the last known; of what is no balance, in half of the periods at least."""
    code, base = derived.of or "", derived.per or ""
    top, per = latest(movement, code, facts), latest(movement, base, facts)
    due = () if movement.indicators[code].stock else due_of(movement, derived, facts)
    if top is None or per is None:
        unknown = [side for side, n in ((code, top), (base, per)) if n is None]
        skipped = all(owed(movement, side, facts) for side in unknown)
        return Stored(due=len(due) or 1, note="unanswered") if skipped else MISSING
    found = made(top, per, len(facts.values[code]), due) if due else Stored(top, per, 1, 1)
    return replace(found, note="not_applicable") if per == 0 else found


def change(movement: Movement, derived: Derived, facts: Facts) -> Stored:
    """From the opening balance (the office's to import)."""
    end = latest(movement, derived.of or "", facts)
    start = facts.opening.get(derived.of or "")
    if start is None:
        return MISSING
    if end is None:
        return silent(movement, derived, facts)
    return Stored(end, start, 1, 1, None if start else "zero_start")


def opening_ratio(_movement: Movement, derived: Derived, facts: Facts) -> Stored:
    """Of the balances at the end of last December (the office's to import)."""
    top, per = (facts.opening.get(side or "") for side in (derived.of, derived.per))
    if top is None or per is None:
        return MISSING
    return Stored(top, per, 1, 1, None if per else "not_applicable")


def last(movement: Movement, derived: Derived, facts: Facts) -> Stored:
    """The last value known."""
    found = latest(movement, derived.of or "", facts)
    return silent(movement, derived, facts) if found is None else Stored(found, 1, 1, 1)


def newest(movement: Movement, derived: Derived, facts: Facts) -> Stored:
    """Of the last period that is due, or of a later one."""
    found, due = told_of(movement, derived, facts), due_of(movement, derived, facts)
    if not found or (due and max(found) < due[-1]):
        return silent(movement, derived, facts)
    return Stored(found[max(found)], 1, 1, 1)
