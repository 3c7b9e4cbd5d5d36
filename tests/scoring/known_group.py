"""What is known of a group, and what was due of it, by the text of the criteria (section 6).

Belongs to the calculator: no code of `scoring`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from tests.scoring.criteria import (
    due_day,
)

WORST = -(2**62)
MONTHLY = ("HH_LOAN", "LOAN_OUT", "LOAN_OVD", "INT_DUE", "INT_COL", "INT_ARR", "SAV_HH", "SAV_BAL",
           "GDX_ATT")  # fmt: skip
QUARTERLY = ("MEET_N", "USE_BAD", "REC_OK")
OF_BANK = ("PRIN_DUE", "PRIN_COL", "GRADE_PT", "VIO_OPEN")


@dataclass(frozen=True)
class Report:
    """A report that counts: month or quarter, its number, the day it first came, what it says."""

    kind: str
    n: int
    came: date
    says: dict[str, int | None]


@dataclass(frozen=True)
class Known:
    """What is known of a group on a day of (or after) a year."""

    year: int
    today: date
    since: tuple[int, int]
    reports: tuple[Report, ...]
    bank: dict[tuple[str, int], int] = field(default_factory=dict)
    opening: dict[str, int] = field(default_factory=dict)
    sessions: dict[int, int] = field(default_factory=dict)
    excused: frozenset[int] = frozenset()

    @cached_property
    def months(self) -> list[int]:
        """The months that are due of it."""
        began = [m for m in range(1, 13) if (self.year, m) >= self.since]
        return [m for m in began if self._over("month", m) and m not in self.excused]

    @cached_property
    def quarters(self) -> list[int]:
        """The quarters that are due of it."""
        began = [q for q in range(1, 5) if (self.year, 3 * q - 2) >= self.since]
        return [q for q in began if self._over("quarter", q) and 3 * q not in self.excused]

    def _over(self, kind: str, n: int) -> bool:
        return due_day(kind, self.year, n) < self.today

    def said(self, code: str) -> dict[int, int]:
        """Number of the month or quarter -> value; the bank's before the head's."""
        kind = "quarter" if code in QUARTERLY else "month"
        found = {r.n: r.says.get(code) for r in self.reports if r.kind == kind}
        found |= {n: value for (of, n), value in self.bank.items() if of == code}
        return {n: value for n, value in found.items() if value is not None}

    def balance(self, code: str) -> int | None:
        """The last one told, if it is not older than three months."""
        told = self.said(code)
        now = max((m for m in range(1, 13) if self._over("month", m)), default=1)
        if not told:
            return None
        asked = [m for m in range(max(told) + 1, now + 1) if m not in self.excused]
        return told[max(told)] if len(asked) <= 3 else None

    @property
    def required(self) -> int:
        """How many reports were due; an excused one that came in time counts as one of them."""
        return len(self.months) + len(self.quarters) + len(self.all_the_same)

    @property
    def in_of_due(self) -> list[Report]:
        """Those of them that are in."""
        due = {"month": self.months, "quarter": self.quarters}
        return [*(r for r in self.reports if r.n in due[r.kind]), *self.all_the_same]

    @property
    def all_the_same(self) -> list[Report]:
        """Reports of excused months and quarters that somebody gave in time, and that are over."""
        return [
            r for r in self.reports
            if self.is_excused(r.kind, r.n) and self._began(r.kind, r.n)
            and self._over(r.kind, r.n) and r.came <= due_day(r.kind, self.year, r.n)
        ]  # fmt: skip

    def is_excused(self, kind: str, n: int) -> bool:
        """Whether a month is, or the last one of a quarter."""
        return (n if kind == "month" else 3 * n) in self.excused

    def _began(self, kind: str, n: int) -> bool:
        first = n if kind == "month" else 3 * n - 2
        return (self.year, first) >= self.since
