"""Ranking: points and ties to shared places 1-2-2-4 (criteria, section 8)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from scoring.facts import Facts, Measure
from scoring.known import latest
from scoring.movement import Movement
from scoring.points import nano

WORST = -(2**62)


def tie_key(
    movement: Movement, facts: Facts, measures: Mapping[str, Measure]
) -> tuple[int, int, int, int, int]:
    """What decides between equal points, more is better; what is missing or worthless is the worst.

    Lower overdue rate, higher interest rate, more savers, more in time (each in 10^-9 percent
    points), larger outstanding loans (VND).
    """
    rates = ("OVD_RATE", -1), ("INT_RATE", 1), ("SAV_PART", 1), ("TIMELY", 1)
    overdue, interest, savers, timely = (_rate(measures.get(code), sign) for code, sign in rates)
    loans = latest(movement, "LOAN_OUT", facts)
    return overdue, interest, savers, timely, WORST if loans is None else loans


def _rate(found: Measure | None, sign: int) -> int:
    if found is None or found.value is None or found.worthless:
        return WORST
    return nano(Fraction(sign) * found.value)


def places(keys: Sequence[tuple[int, ...]]) -> list[int]:
    """The place of each key, the greatest first; equal keys share one: 1-2-2-4."""
    ordered = sorted(keys, reverse=True)
    first = {key: n for n, key in reversed(list(enumerate(ordered, 1)))}
    return [first[key] for key in keys]
