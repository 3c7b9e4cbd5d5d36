"""Facts: what is known of a unit in a year, and what is measured from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from scoring.periods import Period


@dataclass(frozen=True)
class Timeliness:
    """Of the reports whose due day has passed: credit for time, how many are asked, are in."""

    on_time: Fraction
    required: int
    reported: int


@dataclass(frozen=True)
class Facts:
    """Everything known of a unit in a year; `opening`: balances at the end of last December.

    `under_review`: a correction of figures that count here waits to be checked.
    """

    values: Mapping[str, Mapping[Period, int]]
    opening: Mapping[str, int]
    reports: Timeliness
    active_from: Period
    as_of: date
    year: int
    level: str
    under_review: bool = False


@dataclass(frozen=True)
class Measure:
    """An indicator's value in percent points (or factor, count), and what it is made of.

    `note`: missing, half, unanswered, provisional_grade, not_applicable, zero_start.
    """

    value: Fraction | None
    top: Fraction | None = None
    bottom: Fraction | None = None
    note: str | None = None

    @property
    def worthless(self) -> bool:
        """It was asked, and too little was answered: worth nothing, and its weight stays."""
        return self.note in ("half", "unanswered")
