"""The points of a group by the text of the criteria (sections 3 to 6 and 8), and nothing else.

Written apart from `scoring`, of which it uses no code: weights, targets and bands are read from
the movement's file, everything else stands here. Fractions throughout.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from tests.scoring.criteria import (
    FILE,
    GONE,
    ITEMS,
    NOTHING,
    Part,
    by_family,
    due_day,
    factor,
    lock_day,
    share,
)
from tests.scoring.known_group import MONTHLY, OF_BANK, QUARTERLY, Known

WORST = -(2**62)


@dataclass(frozen=True)
class Group(Known):
    """A group's points, standing and ties."""

    def sums(self, above: str, below: str, due: list[int], *, of_bank: bool = False) -> Part:
        """A rate of two sums over the months in which both are known."""
        top, per = self.said(above), self.said(below)
        both = sorted(top.keys() & per.keys())
        if not both:
            return GONE if of_bank or not due else NOTHING
        few = 2 * len(both) < len(due)
        if above == "SAV_HH":
            top = {m: min(top[m], per[m]) for m in both}
        if sum(per[m] for m in both) == 0:
            return NOTHING if few and not of_bank else GONE
        rate = Fraction(100 * sum(top[m] for m in both), sum(per[m] for m in both))
        return Part("nothing" if few else "counts", rate)

    def growth(self, code: str, from_zero_to_zero: int) -> Part:
        """The change of a balance since last December."""
        if code not in self.opening:
            return GONE
        start, end = self.opening[code], self.balance(code)
        if end is None:
            return NOTHING if self.months else GONE
        if start == 0:
            return Part("counts", Fraction(100 if end > 0 else from_zero_to_zero))
        return Part("counts", Fraction(100 * (end - start), start))

    def attendance(self) -> Part:
        """Sessions attended of the sessions there were."""
        idle = {m for m, n in self.sessions.items() if n == 0}
        answers = {m: yes for m, yes in self.said("GDX_ATT").items()
                   if m not in idle and (yes or m not in self.excused)}  # fmt: skip
        due = [m for m in self.months if m not in idle]
        if not answers:
            return NOTHING if due else GONE
        few = 2 * len(answers) < len(due)
        rate = Fraction(100 * sum(answers.values()), len(answers))
        return Part("nothing" if few else "counts", rate)

    def quarterly(self, code: str) -> Part:
        """The share of the quarters told in which it was so, or in which there was a meeting."""
        told = {q: n for q, n in self.said(code).items()
                if n or 3 * q not in self.excused}  # fmt: skip
        if not told:
            return NOTHING if self.quarters else GONE
        few = 2 * len(told) < len(self.quarters)
        rate = Fraction(100 * sum(min(1, n) for n in told.values()), len(told))
        return Part("nothing" if few else "counts", rate)

    def overdue(self) -> Part:
        """Overdue debt of all loans, at the last balance."""
        bad, loans = self.balance("LOAN_OVD"), self.balance("LOAN_OUT")
        if bad is None or loans is None:
            return NOTHING if self.months else GONE
        return Part("counts", Fraction(100 * bad, loans)) if loans else GONE

    def misuse(self) -> Part:
        """Households that used a loan for another purpose, last quarter told."""
        told, households = self.said("USE_BAD"), self.balance("HH_LOAN")
        if not told or not households:
            return NOTHING
        few = 2 * len(told) < len(self.quarters)
        rate = Fraction(100 * told[max(told)], households)
        return Part("nothing" if few else "counts", rate)

    def timely(self) -> Part:
        """Reports in time of the reports that were due; late before the lock is a half."""
        if not self.required:
            return GONE
        credit = Fraction(0)
        for one in self.in_of_due:
            if one.came <= due_day(one.kind, self.year, one.n):
                credit += 1
            elif one.came <= lock_day(one.kind, self.year, one.n):
                credit += Fraction(1, 2)
        return Part("counts", credit * 100 / self.required)

    @cached_property
    def parts(self) -> dict[str, Part]:
        """Every indicator of the card; our own grade is worked out of the others."""
        violations = self.said("VIO_OPEN")
        found = {
            "GDX_RATE": self.attendance(),
            "TIMELY": self.timely(),
            "DUE_COL": self.sums("PRIN_COL", "PRIN_DUE", self.months, of_bank=True),
            "USE_BAD_RATE": self.misuse(),
            "OVD_RATE": self.overdue(),
            "INT_RATE": self.sums("INT_COL", "INT_DUE", self.months),
            "INT_ARR_CHG": self.growth("INT_ARR", -100),
            "SAV_PART": self.sums("SAV_HH", "HH_LOAN", self.months),
            "SAV_GROWTH": self.growth("SAV_BAL", 0),
            "MEET_RATE": self.quarterly("MEET_N"),
            "REC_SHARE": self.quarterly("REC_OK"),
            "VIO_OPEN": Part("counts", Fraction(violations[max(violations)]))
            if violations
            else GONE,
        }
        return found | {"GRADE_F": self._grade(found)}

    def _grade(self, found: dict[str, Part]) -> Part:
        points = self.balance("GRADE_PT")
        if points is not None:
            return Part("counts", factor(Fraction(points, 100)))
        rows = [(row, found[row["indicator"]]) for row in FILE["grade_part"]]
        rows = [(row, part) for row, part in rows if part.state != "gone"]
        if not rows:
            return GONE
        earned = sum(row["points"] * share(row, part) for row, part in rows)
        return Part("counts", factor(earned * 100 / sum(row["points"] for row, _ in rows)))

    @property
    def total(self) -> Fraction:
        """Points, 0 to 100, after the weights of what does not apply went to the others."""
        applies = [
            row for row in ITEMS
            if row["not_applicable"] == "zero" or self.parts[row["indicator"]].state != "gone"
        ]  # fmt: skip
        whole, left = by_family(ITEMS), by_family(applies)
        spread = Fraction(100, sum(whole[family] for family in left))
        points = Fraction(0)
        for row in applies:
            weight = row["weight"] * Fraction(whole[row["family"]], left[row["family"]]) * spread
            points += weight * share(row, self.parts[row["indicator"]])
        return points

    @property
    def ties(self) -> tuple[Fraction | int, ...]:
        """Less overdue, more interest, more savers, more in time, larger; unknown is worst."""
        signs = {"OVD_RATE": -1, "INT_RATE": 1, "SAV_PART": 1, "TIMELY": 1}
        rates = [
            signs[code] * part.value if part.state == "counts" and part.value is not None else WORST
            for code in signs
            for part in (self.parts[code],)
        ]
        loans = self.balance("LOAN_OUT")
        return (*rates, WORST if loans is None else loans)

    @property
    def standing(self) -> str:
        """Ranked, not enough reports, or nothing known of it in this year."""
        if not any(self.said(code) for code in (*MONTHLY, *QUARTERLY, *OF_BANK)):
            return "no_data"
        enough = 100 * len(self.in_of_due) >= 80 * self.required
        return "ranked" if enough else "not_enough"
