"""Facts: what is known of a unit in a year, and what is measured from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from scoring.periods import Excused, Period


@dataclass(frozen=True)
class Timeliness:
    """Of the reports whose due day has passed: credit for time, how many are asked, are in."""

    on_time: Fraction
    required: int
    reported: int


@dataclass(frozen=True)
class Facts:
    """Everything known of a unit in a year; `opening`: balances at the end of last December.

    `units`: how many active units of each level lie in it, where a measure looks at that;
    `under_review`: a correction of figures that count here waits to be checked; `excused`: months
    of which nothing is asked, and what was told all the same is never to its disadvantage.
    """

    values: Mapping[str, Mapping[Period, int]]
    opening: Mapping[str, int]
    reports: Timeliness
    active_from: Period
    as_of: date
    year: int
    level: str
    under_review: bool = False
    units: Mapping[str, int] = field(default_factory=dict)
    excused: Excused = frozenset()


@dataclass(frozen=True)
class Measure:
    """An indicator's value in percent points (or factor, count), and what it is made of.

    `top`, `bottom`: whole numbers as `scoring.stored` explains. `note`: missing, half, unanswered,
    provisional_grade, not_applicable, zero_start, not_asked.
    """

    value: Fraction | None
    top: int = 0
    bottom: int = 0
    note: str | None = None

    @property
    def worthless(self) -> bool:
        """It was asked, and too little was answered: worth nothing, and its weight stays."""
        return self.note in ("half", "unanswered")
