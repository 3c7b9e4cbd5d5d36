"""What a commune has told itself, by the text of the criteria (sections 2.2, 3 and 6).

Belongs to the calculator: no code of `scoring`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from tests.scoring.criteria import GONE, NOTHING, Part, due_day, lock_day
from tests.scoring.known_group import Report

QUARTERLY = ("DOC_N", "MTG_N", "INSP_PLAN", "INSP_DONE", "GRP_INSP", "PROP_N", "POOR_REV",
             "DIFF_IN", "DIFF_OK", "VIO_FOUND", "VIO_OK")  # fmt: skip
SPARED = {"GRP_INSP": ("INSP_PLAN", "INSP_DONE"), "DIFF_OK": ("DIFF_IN",), "VIO_OK": ("VIO_FOUND",)}
"""Questions that are not asked where these are 0 (and nothing of their own is open from before)."""


class Heap(NamedTuple):
    """What is added up: above and below the line, periods or units known, and those owing."""

    top: Fraction | int = 0
    bottom: int = 0
    known: int = 0
    owing: int = 0

    def part(self, times: int = 100) -> Part:
        """Too little known: worth nothing; over nothing: it does not apply."""
        if 2 * self.known < self.owing:
            return NOTHING
        return Part("counts", Fraction(self.top * times) / self.bottom) if self.bottom else GONE


def heap(heaps: list[Heap]) -> Heap:
    """Several heaps on one."""
    return Heap(*(sum(one[n] for one in heaps) for n in range(4)))  # type: ignore[arg-type]


@dataclass(frozen=True)
class Commune:
    """A commune's own reports on a day; an office's likewise, that gives none of the year."""

    year: int
    today: date
    since: tuple[int, int]
    reports: tuple[Report, ...]
    groups: int
    yearly: bool = True

    @cached_property
    def quarters(self) -> list[int]:
        """The quarters that are due of it."""
        began = [q for q in range(1, 5) if (self.year, 3 * q - 2) >= self.since]
        return [q for q in began if due_day("quarter", self.year, q) < self.today]

    def said(self, code: str) -> dict[int, int]:
        """Quarter -> value; nothing to tell of is 0."""
        told = {r.n: r.says for r in self.reports if r.kind == "quarter"}
        found = {}
        for n, says in told.items():
            value = says.get(code)
            if value is None and code in SPARED and self._nothing(told, n, code):
                value = 0
            if value is not None:
                found[n] = value
        return found

    @staticmethod
    def _nothing(told: dict[int, dict[str, int | None]], n: int, code: str) -> bool:
        if any(told[n].get(other) != 0 for other in SPARED[code]):
            return False
        if code == "GRP_INSP":
            return True
        before = [says for q, says in told.items() if q < n]
        came, done = (
            sum(says.get(c) or 0 for says in before) for c in (SPARED[code][0], code)
        )  # fmt: skip
        return came <= done

    def ratio(self, above: str, below: str) -> Heap:
        """Two sums over the quarters in which both are known."""
        top, per = self.said(above), self.said(below)
        both = top.keys() & per.keys()
        sums = (sum(side[n] for n in both) for side in (top, per))
        return Heap(*sums, len(both), len(self.quarters))

    def over_groups(self, code: str) -> Heap:
        """The year's sum over the groups that there are."""
        told = self.said(code)
        below = self.groups if told else 0
        return Heap(sum(told.values()), below, len(told), len(self.quarters))

    def of_year(self, code: str) -> Heap:
        """The year's sum."""
        told = self.said(code)
        return Heap(sum(told.values()), int(bool(told)), len(told), len(self.quarters))

    def review(self) -> Heap:
        """Reviewed by the end of the year: what the fourth quarter's report says."""
        told = self.said("POOR_REV").get(4)
        if told is not None:
            return Heap(told, 1, 1, 1)
        return Heap(owing=int(4 in self.quarters))

    def regular(self) -> Heap:
        """Quarters with an inspection, of those that are due."""
        told = self.said("INSP_DONE")
        all_of = len({*told, *self.quarters}) if told else 0
        return Heap(sum(n > 0 for n in told.values()), all_of, len(told), len(self.quarters))

    @cached_property
    def due(self) -> list[tuple[str, int]]:
        """Its own reports that are due."""
        over = self.yearly and due_day("year", self.year, 1) < self.today
        year = [("year", 1)] if over else []
        return [("quarter", q) for q in self.quarters] + year

    def timely(self) -> Heap:
        """Credit, and how many are due and in."""
        came = {(r.kind, r.n): r.came for r in self.reports if (r.kind, r.n) in self.due}
        credit = sum((self._credit(*one, day) for one, day in came.items()), Fraction(0))
        return Heap(credit, len(self.due), len(came), len(self.due))

    def _credit(self, kind: str, n: int, came: date) -> Fraction:
        if came <= due_day(kind, self.year, n):
            return Fraction(1)
        lock = date(self.year + 1, 1, 7) if kind == "year" else lock_day(kind, self.year, n)
        return Fraction(1, 2) if came <= lock else Fraction(0)
