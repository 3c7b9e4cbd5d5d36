"""The points of a commune, a union or an office by card TN-C (criteria, 3, 4.2, 6 to 8).

Written apart from `scoring`, of which it uses no code: everything is added up from the groups' and
communes' own reports, at once. Fractions throughout.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from tests.scoring.calculator import WORST, Group
from tests.scoring.criteria import FILE, GONE, Part, by_family, nano, share
from tests.scoring.known_commune import Commune, Heap, heap

ITEMS = next(card["item"] for card in FILE["card"] if card["code"] == "TN-C")
UNASKED = Part("unasked")
OF_COMMUNE = ("DIFF_RATE", "PROP_N", "POOR_REV", "INSP_RATE", "GRP_INSP_COV", "DOC_N", "MTG_N",
              "INSP_REG", "VIO_RATE", "VIO_PER100")  # fmt: skip
OFFICE_ITSELF = ("INSP_RATE", "DOC_N", "MTG_N", "INSP_REG")
"""An office's own."""


def grade(group: Group) -> tuple[str | None, bool]:
    """A group's grade, if anything that makes it is known; whether it should have one."""
    bands = sorted(FILE["band"], key=lambda row: -row["least"])
    points = group.balance("GRADE_PT")
    parts = [(row, group.parts[row["indicator"]]) for row in FILE["grade_part"]]
    parts = [(row, part) for row, part in parts if part.state != "gone"]
    if points is None and not any(part.state == "counts" for _, part in parts):
        return None, bool(parts)
    if points is not None:
        own = Fraction(points, 100)
    else:
        earned = sum(row["points"] * share(row, part) for row, part in parts)
        own = Fraction(earned) * 100 / sum(row["points"] for row, _ in parts)
    return next(row["grade"] for row in bands if own >= row["least"]), True


@dataclass(frozen=True)
class Collective:
    """A unit over groups, with the communes that report of them (a union has none).

    `own`: what an office has told itself.
    """

    kind: str
    groups: tuple[Group, ...]
    communes: tuple[Commune, ...]
    own: Commune | None = None

    def rate(self, above: str, below: str, *, cap: bool = False) -> Heap:
        """Sums of the months of every group in which both are known."""
        found = []
        for group in self.groups:
            top, per = group.said(above), group.said(below)
            both = top.keys() & per.keys()
            told = sum(min(top[m], per[m]) if cap else top[m] for m in both)
            found.append(Heap(told, sum(per[m] for m in both), len(both), len(group.months)))
        return heap(found)

    def at_end(self, above: str, below: str) -> Heap:
        """Balances of the groups of which both are known."""
        found = []
        for group in self.groups:
            plan = group.bank.get(("LOAN_PLAN", 1))
            top, per = group.balance(above), plan if below == "LOAN_PLAN" else group.balance(below)
            if top is not None and per is not None:
                found.append(Heap(top, per, 1, 1))
            elif below != "LOAN_PLAN" or plan is not None:
                found.append(Heap(owing=int(bool(group.months))))
        return heap(found)

    def growth(self, code: str, from_zero_to_zero: int) -> Part:
        """From last December, of the groups of which both ends are known."""
        known = [g for g in self.groups if code in g.opening]
        ends = [(g.opening[code], g.balance(code), bool(g.months)) for g in known]
        both = [(start, end) for start, end, _ in ends if end is not None]
        owing = sum(end is not None or due for _, end, due in ends)
        start, end = (sum(pair[n] for pair in both) for n in (0, 1))
        if 2 * len(both) < owing or not both:
            return Heap(0, 0, len(both), owing).part()
        if start == 0:
            return Part("counts", Fraction(100 if end else from_zero_to_zero))
        return Part("counts", Fraction(100 * (end - start), start))

    def graded(self, *grades: str) -> Part:
        """Groups with such a grade, of those that have one."""
        found = [grade(group) for group in self.groups]
        known = [one for one, _ in found if one is not None]
        yes = sum(one in grades for one in known)
        return Heap(yes, len(known), len(known), sum(should for _, should in found)).part()

    def records(self) -> Part:
        """Groups whose books were complete in the last quarter, of those that told of it."""
        known = yes = owing = 0
        for group in self.groups:
            told, due = group.said("REC_OK"), group.quarters
            if told and (not due or max(told) >= due[-1]):
                known, yes, owing = known + 1, yes + told[max(told)], owing + 1
            else:
                owing += bool(due)
        return Heap(yes, known, known, owing).part()

    @cached_property
    def reports(self) -> Heap:
        """Credit for reports in time, of groups and communes."""
        found = [one.timely() for one in (*self.communes, *([self.own] if self.own else []))]
        for group in self.groups:
            credit = (group.timely().value or Fraction(0)) * group.required / 100
            found.append(Heap(credit, group.required, len(group.in_of_due), group.required))
        return heap(found)

    @cached_property
    def loans(self) -> Heap:
        """Outstanding loans."""
        found = [(g.balance("LOAN_OUT"), bool(g.months)) for g in self.groups]
        known = [loans for loans, _ in found if loans is not None]
        owing = sum(loans is not None or due for loans, due in found)
        return Heap(sum(known), int(bool(known)), len(known), owing)

    def _of_communes(self) -> dict[str, Part]:
        def one(way: str, *codes: str, of: str = "") -> Heap:
            mine = self.own is not None and of in OFFICE_ITSELF
            told = [self.own] if mine else self.communes
            return heap([getattr(commune, way)(*codes) for commune in told])

        found = {
            "DIFF_RATE": one("ratio", "DIFF_OK", "DIFF_IN").part(),
            "PROP_N": one("of_year", "PROP_N").part(1),
            "POOR_REV": one("review").part(1),
            "INSP_RATE": one("ratio", "INSP_DONE", "INSP_PLAN", of="INSP_RATE").part(),
            "GRP_INSP_COV": one("over_groups", "GRP_INSP").part(),
            "DOC_N": one("of_year", "DOC_N", of="DOC_N").part(1),
            "MTG_N": one("of_year", "MTG_N", of="MTG_N").part(1),
            "INSP_REG": one("regular", of="INSP_REG").part(),
            "VIO_RATE": one("ratio", "VIO_OK", "VIO_FOUND").part(),
            "VIO_PER100": one("over_groups", "VIO_FOUND").part(),
        }
        return found | dict.fromkeys(OF_COMMUNE if self.kind == "union" else (), UNASKED)

    @cached_property
    def parts(self) -> dict[str, Part]:
        """Every indicator of the card."""
        credit, due, *_ = self.reports
        return self._of_communes() | {
            "TIMELY": Part("counts", Fraction(credit) * 100 / due) if due else GONE,
            "PLAN_RATE": self.at_end("LOAN_OUT", "LOAN_PLAN").part(),
            "OVD_RATE": self.at_end("LOAN_OVD", "LOAN_OUT").part(),
            "OVD_CHG": self.growth("LOAN_OVD", -100),
            "INT_RATE": self.rate("INT_COL", "INT_DUE").part(),
            "INT_ARR_CHG": self.growth("INT_ARR", -100),
            "SAV_PART": self.rate("SAV_HH", "HH_LOAN", cap=True).part(),
            "SAV_GROWTH": self.growth("SAV_BAL", 0),
            "GOOD_SHARE": self.graded("good"),
            "WEAK_SHARE": self.graded("average", "weak"),
            "REC_SHARE": self.records(),
        }

    def mean(self, code: str) -> Fraction | None:
        """The groups' points, each by its own households or loans (criteria, 7.3)."""
        told = [group for group in self.groups if group.standing != "no_data"]
        pairs = [(Fraction(nano(group.total), 10**9), group.balance(code) or 0) for group in told]
        whole = sum(much for _, much in pairs)
        return sum((one * much for one, much in pairs), Fraction(0)) / whole if whole else None

    @property
    def total(self) -> Fraction:
        """Points, 0 to 100; what is not asked or does not apply hands its weight on."""

        def applies(row: dict) -> bool:
            state = self.parts[row["indicator"]].state
            return state != "unasked" and (row["not_applicable"] == "zero" or state != "gone")

        rows = [row for row in ITEMS if applies(row)]
        whole, left = by_family(ITEMS), by_family(rows)
        spread = Fraction(100, sum(whole[family] for family in left))
        return sum(
            (row["weight"] * Fraction(whole[row["family"]], left[row["family"]]) * spread
             * share(row, self.parts[row["indicator"]]) for row in rows), Fraction(0),
        )  # fmt: skip

    @property
    def ties(self) -> tuple[Fraction | int, ...]:
        """Less overdue, more interest, more savers, more in time, larger; unknown is worst."""
        signs = {"OVD_RATE": -1, "INT_RATE": 1, "SAV_PART": 1, "TIMELY": 1}
        found = [(sign, self.parts[code]) for code, sign in signs.items()]
        rates = [WORST if one.value is None else sign * one.value for sign, one in found]
        loans = self.loans.part(1).value
        return (*rates, WORST if loans is None else int(loans))

    @property
    def enough(self) -> bool:
        """Whether four of five reports that were due are in."""
        return 100 * self.reports.known >= 80 * self.reports.owing
