"""Cards: derived indicators, and the items that turn them into points (criteria, 3 and 4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

DerivedKind = Literal[
    "sum_ratio", "last_ratio", "change", "capped_mean", "share_true", "timely", "grade", "last"
]


@dataclass(frozen=True)
class Derived:
    """An indicator worked out from raw ones.

    `of`: the raw indicator, or the numerator of a ratio; `per`: its denominator; `cap`: the
    numerator counts up to the denominator only;
    `unless_zero`: periods in which this other indicator is recorded as 0 are left out;
    `both_zero`: a change from 0 to 0, in percent.
    """

    code: str
    name: str
    unit: str
    kind: DerivedKind
    of: str | None
    per: str | None
    cap: bool
    unless_zero: str | None
    both_zero: int

    def on_card(self, known: Mapping[str, int]) -> Fraction | None:
        """The share in percent, where both sides stand on the same report; else None."""
        if self.kind not in ("sum_ratio", "last_ratio") or self.of is None or self.per is None:
            return None
        if self.of not in known or not known.get(self.per):
            return None
        top = min(known[self.of], known[self.per]) if self.cap else known[self.of]
        return Fraction(top * 100, known[self.per])


@dataclass(frozen=True)
class CardItem:
    """Linear between `zero_at` (no points) and `full_at` (all of `weight`)."""

    code: str
    family: str
    indicator: str
    weight: int
    full_at: Fraction
    zero_at: Fraction
    redistribute: bool

    def fraction(self, value: Fraction) -> Fraction:
        """The share of the weight that a value earns, 0 to 1 (criteria, section 4)."""
        return linear(value, self.full_at, self.zero_at)


def linear(value: Fraction, full_at: Fraction, zero_at: Fraction) -> Fraction:
    """0 at `zero_at`, 1 at `full_at`, clamped; serves "more is better" and "less is better"."""
    share = (value - zero_at) / (full_at - zero_at)
    return min(Fraction(1), max(Fraction(0), share))


@dataclass(frozen=True, eq=False)
class Card:
    """A scorecard: its items' weights add up to 100. It is equal to itself only."""

    code: str
    items: tuple[CardItem, ...]


@dataclass(frozen=True)
class GradePart:
    """A part of the bank-style grade, for when the bank's own is not in (criteria, section 5)."""

    indicator: str
    points: int
    full_at: Fraction
    zero_at: Fraction


@dataclass(frozen=True)
class Band:
    """From `least` points on, a grade is worth `factor`."""

    grade: str
    name: str
    least: Fraction
    factor: Fraction
