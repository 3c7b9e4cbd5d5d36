"""Invented figures: the same for the same group and month, and another one's for another.

They go on from the month before, a little up or down, as books do; some groups save less, some
collect late, one here and there misses a session, so that the standings have something to tell.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from zlib import crc32

from scoring.indicators import Indicator
from scoring.periods import Period

Values = Mapping[str, int]


@dataclass(frozen=True)
class Books:
    """What a figure goes on from: whose it is, last period's values, this report's so far."""

    unit: str
    period: str
    households: int
    last: Mapping[str, int]
    given: Values

    def chance(self, code: str) -> float:
        """From 0 to 1, always the same for this figure."""
        return crc32(f"{self.unit} {self.period} {code}".encode()) / 2**32

    def between(self, code: str, low: float, high: float) -> float:
        """The same, from `low` to `high`."""
        return low + (high - low) * self.chance(code)

    def so_far(self, code: str) -> int:
        """What this report says already; nothing counts as 0."""
        return self.given.get(code) or 0

    def before(self, code: str, otherwise: int) -> int:
        """Last period's value."""
        return self.last.get(code, otherwise)


def candidates(indicator: Indicator, books: Books) -> tuple[int, ...]:
    """What may be answered, the likeliest first: a rule may refuse one that others forbid."""
    made = _MADE.get(indicator.code)
    example = 1 if indicator.kind.of == "truth" else indicator.example
    first = example if made is None else max(0, made(books))
    return first, min(first, example), books.before(indicator.code, example), 0


def words(indicator: Indicator, period: Period) -> str:
    """What is written where no number is asked and no button is offered."""
    said = {"date": f"={period.last.toordinal()}", "text": indicator.sample}
    return said.get(indicator.unit, "skip")


def _households(b: Books) -> int:
    before = b.before("HH_LOAN", b.households)
    return min(60, max(5, before + round(b.between("HH_LOAN", -1.4, 1.4))))


def _loans(b: Books) -> int:
    before = b.before("LOAN_OUT", b.so_far("HH_LOAN") * 50_000_000)
    return _round(before * b.between("LOAN_OUT", 0.99, 1.03), 5_000_000)


def _overdue(b: Books) -> int:
    before = b.before("LOAN_OVD", 0)
    if before == 0:
        return 4_000_000 if b.chance("LOAN_OVD") > 0.95 else 0
    return _round(before * b.between("LOAN_OVD", 0.75, 1.1), 500_000)


def _due(b: Books) -> int:
    return _round(b.so_far("LOAN_OUT") * 0.0054, 1000)


def _collected(b: Books) -> int:
    return min(b.so_far("INT_DUE"), _round(b.so_far("INT_DUE") * b.between("INT_COL", 0.9, 1.05)))


def _arrears(b: Books) -> int:
    return _round(b.before("INT_ARR", 900_000) * b.between("INT_ARR", 0.8, 1.05), 50_000)


def _savers(b: Books) -> int:
    return round(b.so_far("HH_LOAN") * min(1.0, b.between("SAV_HH", 0.8, 1.0)))


def _saved(b: Books) -> int:
    before = b.before("SAV_BAL", b.so_far("HH_LOAN") * 5_000_000)
    return _round(before * b.between("SAV_BAL", 1.0, 1.02), 50_000)


def _round(amount: float, to: int = 1000) -> int:
    return round(amount / to) * to


_MADE: dict[str, Callable[[Books], int]] = {
    "HH_LOAN": _households,
    "LOAN_OUT": _loans,
    "LOAN_OVD": _overdue,
    "INT_DUE": _due,
    "INT_COL": _collected,
    "INT_ARR": _arrears,
    "SAV_HH": _savers,
    "SAV_BAL": _saved,
    "GDX_ATT": lambda b: int(b.chance("GDX_ATT") < 0.93),
    "MEET_N": lambda b: int(b.chance("MEET_N") < 0.9),
    "USE_BAD": lambda _: 0,
    "INSP_DONE": lambda b: b.so_far("INSP_PLAN"),
    "GRP_INSP": lambda _: 1,
    "DIFF_OK": lambda b: b.so_far("DIFF_IN"),
    "VIO_FOUND": lambda _: 0,
}
"""By question of the built-in movement; a question of another one is answered by its example."""
