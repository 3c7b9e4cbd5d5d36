"""Cards: derived indicators, and the items that turn them into points (criteria, 3 and 4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

DerivedKind = Literal[
    "sum_ratio", "last_ratio", "change", "capped_mean", "share_true", "timely", "grade", "last",
    "newest", "sum", "done_share", "per_units", "unit_share", "opening_ratio", "judged",
]  # fmt: skip
How = Literal["own", "sum", "count", "mean"]
"""How a level comes by a measure: see `scoring.rollup`."""
AMOUNTS = ("last", "newest", "sum")
"""Kinds whose value is an amount, not a share of another."""


@dataclass(frozen=True)
class Derived:
    """An indicator worked out from raw ones.

    `of`: the raw indicator, or the numerator of a ratio; `per`: its denominator; `cap`: the
    numerator counts up to the denominator only;
    `unless_zero`: periods in which this other indicator is recorded as 0 are left out;
    `both_zero`: a change from 0 to 0, in percent; `periods`: only these of the year count;
    `per_units`: the level whose active units are the denominator;
    `over`: how a level comes by it, where that is not as usual; `counts`: the measure by which
    units are counted (default: this one), of a grade those with one of `grades`.
    `bands`: of a grade, the best first.
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
    periods: tuple[int, ...] = ()
    per_units: str | None = None
    over: Mapping[str, How] = field(default_factory=dict, hash=False)
    counts: str | None = None
    grades: tuple[str, ...] = ()
    bands: tuple[Band, ...] = ()

    @property
    def scale(self) -> int:
        """By what a share is multiplied to be in its unit."""
        return 100 if self.unit in ("%", "per_100") else 1

    def band(self, hundredths: Fraction) -> Band:
        """The band of a grade; bands compare unrounded."""
        return next(band for band in self.bands if hundredths >= band.least * 100)

    def on_card(self, known: Mapping[str, int]) -> Fraction | None:
        """The share in percent, where both sides stand on the same report; else None."""
        if self.kind not in ("sum_ratio", "last_ratio") or self.of is None or self.per is None:
            return None
        if self.unit != "%":
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
    """A scorecard: its items' weights add up to 100. It is equal to itself only.

    `set_by`: who has decided on weights and targets, and when; None: they are our defaults.
    """

    code: str
    items: tuple[CardItem, ...]
    set_by: str | None = None


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
