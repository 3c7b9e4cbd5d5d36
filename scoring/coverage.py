"""Coverage: of which periods an indicator is made, and which report would bring what it lacks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from scoring.cards import Derived
from scoring.facts import Facts
from scoring.forms import Form
from scoring.known import NONE, answers_of, due_of, latest, told, told_of
from scoring.movement import Movement
from scoring.periods import Frequency, Period, of_year

_DONE = ("capped_mean", "done_share", "share_true")
"""Kinds that look at whether something was done in a period."""


@dataclass(frozen=True)
class Coverage:
    """The periods that count, and those that were due; `newest`: only the last of them counts."""

    frequency: Frequency
    known: tuple[Period, ...]
    due: tuple[Period, ...]
    newest: bool


def coverage(movement: Movement, derived: Derived, facts: Facts) -> Coverage | None:
    """Of one derived indicator; `None` if it is not made of figures."""
    if derived.of is None:
        return None
    raw = movement.indicators[derived.of]
    idle = {p for p, n in facts.values.get(derived.unless_zero or "", NONE).items() if n == 0}
    told_there = answers_of if derived.kind in _DONE else told_of
    known = set(told_there(movement, derived, facts)) - idle
    if derived.kind == "sum_ratio":
        known &= set(told(movement, derived.per or "", facts))
    due = tuple(p for p in due_of(movement, derived, facts) if p not in idle)
    newest = derived.kind in ("last", "newest", "last_ratio", "change", "grade")
    return Coverage(raw.frequency, tuple(sorted(known)), due, newest)


def lacking(movement: Movement, derived: Derived, facts: Facts) -> Iterator[str]:
    """The raw indicators that it is made of and that are not known.

    None where it is the balance of last December that lacks: no report of the year brings that.
    """
    if derived.kind == "change" and derived.of not in facts.opening:
        return
    for code in (derived.of, derived.per):
        if code is not None and latest(movement, code, facts) is None:
            yield code


def brings(movement: Movement, code: str, facts: Facts) -> tuple[Form, Period] | None:
    """The first report of the year that can still be given and asks for a raw indicator."""
    so_far = facts.values.get(code, NONE)
    form = movement.asking.get((facts.level, code))
    if form is None:
        return None
    for period in of_year(form.frequency, facts.year):
        open_still = form.asked(period, facts.active_from, facts.excused)
        if open_still and facts.as_of <= form.lock(period) and period not in so_far:
            return form, period
    return None
