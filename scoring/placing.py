"""What units weigh when places are allotted, and who comes first among equals (criteria, 9.2)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

Weight = Literal["score", "score_above_least", "score_x_units", "rank_points"]


@dataclass(frozen=True)
class Placed:
    """A unit that is to get places, as it stands in a list.

    `points`: None where it has none that count; `place`: None where it is not ranked; `units`: how
    many units below it take part.
    """

    code: str
    points: Fraction | None
    place: int | None = None
    units: int = 0


def weights(rule: Weight, rows: Iterable[Placed], least: Fraction) -> dict[str, Fraction]:
    """By code; nothing where a unit has no points.

    `score_above_least`: what it has above the least points with which one may be proposed;
    `score_x_units`: its points times the units below; `rank_points`: as many as units are ranked
    for the first, one fewer for each that is better; those who share a place have the same.
    """
    given = tuple(rows)
    return {one.code: _weight(rule, one, given, least) for one in given}


def _weight(rule: Weight, one: Placed, among: Sequence[Placed], least: Fraction) -> Fraction:
    if one.points is None:
        return Fraction(0)
    if rule == "score":
        return one.points
    if rule == "score_above_least":
        return max(one.points - least, Fraction(0))
    if rule == "score_x_units":
        return one.points * one.units
    return Fraction(_no_better(one, among))


def _no_better(one: Placed, among: Sequence[Placed]) -> int:
    """How many of these are ranked and not before it, itself among them."""
    if one.place is None:
        return 0
    ranked = (other.place for other in among if other.points is not None)
    return sum(place >= one.place for place in ranked if place is not None)


def order(rows: Iterable[Placed]) -> tuple[str, ...]:
    """The codes, the best first: more points, then the place in the list (where less overdue
    decides between equal points), then the code; without points last.
    """
    return tuple(one.code for one in sorted(rows, key=_first))


def _first(one: Placed) -> tuple[bool, Fraction, bool, int, str]:
    unplaced = one.place is None
    return one.points is None, -(one.points or Fraction(0)), unplaced, one.place or 0, one.code
