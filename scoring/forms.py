"""Forms: which questions together, for which period, open, due and locked when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from scoring.periods import Excused, Frequency, Period, excuses


@dataclass(frozen=True)
class Dates:
    """Days of the month after a period's end; another for the year's last period if given."""

    due: int
    lock: int
    last_due: int
    last_lock: int
    opens_before: int


@dataclass(frozen=True)
class Form:
    """A form: its questions in chat order, who fills it in, and its days (criteria, section 6)."""

    code: str
    name: str
    frequency: Frequency
    reporter: str
    level: str
    indicators: tuple[str, ...]
    dates: Dates

    def asked(self, period: Period, since: Period, excused: Excused = frozenset()) -> bool:
        """Whether it is asked of a unit that reports since a month: from its first full period on.

        Not in months that are excused. A yearly report tells of the whole year and is asked of
        whoever is there at its end.
        """
        start = period.last if self.frequency == "yearly" else period.first
        return start >= since.first and not excuses(excused, period)

    def opens(self, period: Period) -> date:
        """The first local day on which it can be filled in."""
        return period.last - timedelta(days=self.dates.opens_before)

    def due(self, period: Period) -> date:
        """The last local day on which it is in time."""
        return self._after(period, self.dates.last_due if _last(period) else self.dates.due)

    def lock(self, period: Period) -> date:
        """The last local day on which its reporter may change it."""
        return self._after(period, self.dates.last_lock if _last(period) else self.dates.lock)

    def _after(self, period: Period, day: int) -> date:
        return period.last + timedelta(days=day)


def _last(period: Period) -> bool:
    return period.frequency != "monthly" and period.last.month == 12
