"""Ranking: points and ties to shared places 1-2-2-4 (criteria, section 8)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from scoring.facts import Measure
from scoring.levels import League, Tie
from scoring.movement import Movement
from scoring.points import nano

WORST, TIES = -(2**62), 5
WHOLE = ("VND", "count")
"""Units of measures that are whole numbers, and may be large."""


def tie_key(movement: Movement, league: League, measures: Mapping[str, Measure]) -> tuple[int, ...]:
    """What decides between equal points, more is better; what is missing or worthless is the worst.

    Rates in 10^-9 percent points, money and counts as they are; `TIES` numbers.
    """
    found = [_tie(movement, tie, measures.get(tie.measure)) for tie in league.ties]
    return (*found, *[0] * (TIES - len(found)))


def _tie(movement: Movement, tie: Tie, found: Measure | None) -> int:
    if found is None or found.value is None or found.worthless:
        return WORST
    whole = movement.derived[tie.measure].unit in WHOLE
    return tie.sign * (int(found.value) if whole else nano(found.value))


def places(keys: Sequence[tuple[int, ...]]) -> list[int]:
    """The place of each key, the greatest first; equal keys share one: 1-2-2-4."""
    ordered = sorted(keys, reverse=True)
    first = {key: n for n, key in reversed(list(enumerate(ordered, 1)))}
    return [first[key] for key in keys]
