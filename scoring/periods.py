"""Periods: months, quarters, half-years and years: `2026-09`, `2026-Q3`, `2026-H2`, `2026`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, cached_property
from typing import Literal

Frequency = Literal["monthly", "quarterly", "halfyearly", "yearly"]
COUNT: dict[Frequency, int] = {"monthly": 12, "quarterly": 4, "halfyearly": 2, "yearly": 1}
"""How many of them make a year."""

Excused = frozenset[str]
"""Months (`2026-09`) of which nothing is asked."""
_CODE = re.compile(r"(\d{4})(?:-(?:Q([1-4])|H([12])|(0[1-9]|1[0-2])))?")


@dataclass(frozen=True, order=True)
class Period:
    """A month, quarter, half-year or year; `index` counts from 1 within the year."""

    year: int
    frequency: Frequency
    index: int

    @cached_property
    def code(self) -> str:
        """As it is stored and typed."""
        if self.frequency == "monthly":
            return f"{self.year}-{self.index:02}"
        if self.frequency == "yearly":
            return str(self.year)
        letter = "Q" if self.frequency == "quarterly" else "H"
        return f"{self.year}-{letter}{self.index}"

    @cached_property
    def first(self) -> date:
        """The first day."""
        return date(self.year, 1 + (self.index - 1) * self._months, 1)

    @cached_property
    def last(self) -> date:
        """The last day."""
        return self.next().first - timedelta(days=1)

    @property
    def _months(self) -> int:
        return 12 // COUNT[self.frequency]

    def next(self) -> Period:
        """The period after this one."""
        if self.index < COUNT[self.frequency]:
            return Period(self.year, self.frequency, self.index + 1)
        return Period(self.year + 1, self.frequency, 1)

    def previous(self) -> Period:
        """The period before this one."""
        if self.index > 1:
            return Period(self.year, self.frequency, self.index - 1)
        return Period(self.year - 1, self.frequency, COUNT[self.frequency])

    @staticmethod
    @cache
    def parse(code: str) -> Period:
        """The period of a code; ValueError if it is none."""
        match = _CODE.fullmatch(code)
        if match is None or match[1] == "0000":
            raise ValueError(f"no period: {code!r}")
        if match[2]:
            return Period(int(match[1]), "quarterly", int(match[2]))
        if match[3]:
            return Period(int(match[1]), "halfyearly", int(match[3]))
        if match[4]:
            return Period(int(match[1]), "monthly", int(match[4]))
        return Period(int(match[1]), "yearly", 1)


def containing(frequency: Frequency, day: date) -> Period:
    """The period in which a day lies."""
    months = 12 // COUNT[frequency]
    return Period(day.year, frequency, (day.month - 1) // months + 1)


@cache
def months(said: str) -> Excused:
    """Months as they are kept, one behind the other."""
    return frozenset(said.split())


def excuses(excused: Excused, period: Period) -> bool:
    """Whether it is excused: its last month is, in which its report would be made."""
    return bool(excused) and containing("monthly", period.last).code in excused


@cache
def of_year(frequency: Frequency, year: int) -> tuple[Period, ...]:
    """All periods of a year, in order."""
    return tuple(Period(year, frequency, n) for n in range(1, COUNT[frequency] + 1))


def between(first: Period, last: Period) -> Iterator[Period]:
    """From the first to the last, both included."""
    while first <= last:
        yield first
        first = first.next()
