"""Means of scores over units, for information: no place rests on them (criteria, section 7.3).

A mean is kept like a measure: the scores of a list, each times the weight of its unit, over all
weights. So it is added up from level to level, exactly.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from functools import lru_cache

from scoring.levels import League
from scoring.movement import Movement
from scoring.points import NANO
from scoring.stored import MISSING, Stored


@lru_cache(maxsize=64)
def averaged(movement: Movement, kind: str) -> tuple[League, ...]:
    """The lists of which units of a kind have a mean: of units that are summed for them."""
    below = set(_below(movement, kind))
    found = movement.leagues.values()
    return tuple(one for one in found if one.weighted_by and one.level in below)


def _below(movement: Movement, kind: str) -> Iterator[str]:
    over = movement.over(kind)
    while over is not None:
        yield over
        over = movement.over(over)


def key(league: League) -> str:
    """Its name among the stored measures of a unit; where other weights count, it is another."""
    return f"{league.code}/{league.weighted_by}"


def weighed(league: League, scores: Iterable[tuple[int, Mapping[str, Stored]]]) -> Stored:
    """Of totals in units of 10^-9, and the measures of their units.

    `known`: those that have a weight; who has none counts for nothing. `due`: all.
    """
    pairs = [(total, unit.get(league.weighted_by or "", MISSING).top) for total, unit in scores]
    top, weight = sum(total * much for total, much in pairs), sum(much for _, much in pairs)
    return Stored(top, weight, sum(much > 0 for _, much in pairs), len(pairs))


def together(parts: Iterable[Stored]) -> Stored:
    """Of several units: what is below each of them."""
    rows = [(one.top, one.bottom, one.known, one.due) for one in parts]
    top, weight, known, due = (sum(column) for column in zip((0, 0, 0, 0), *rows, strict=True))
    return Stored(top, weight, known, due)


def mean(found: Stored | None) -> Fraction | None:
    """The mean in points, 0 to 100; None where nobody has a score and a weight."""
    return Fraction(found.top, found.bottom * NANO) if found and found.bottom else None
