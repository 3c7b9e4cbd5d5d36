"""What the criteria fix once for all: days, lines, families, bands. No code of `scoring`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path

FILE = tomllib.loads(
    (Path(__file__).parents[2] / "scoring" / "movements" / "tay-ninh.toml").read_text("utf-8")
)
ITEMS = FILE["card"][0]["item"]


@dataclass(frozen=True)
class Part:
    """A value; `state`: counts, nothing (too little was answered), gone (does not apply)."""

    state: str
    value: Fraction | None = None


GONE, NOTHING = Part("gone"), Part("nothing")


def due_day(kind: str, year: int, n: int) -> date:
    """The last day on which it is in time."""
    if kind == "quarter" and n < 4:
        return date(year, 3 * n + 1, 10)
    month = n if kind == "month" else 12
    return date(year + (month == 12), month % 12 + 1, 5)


def lock_day(kind: str, year: int, n: int) -> date:
    """The last day on which a head may change it."""
    if kind == "quarter":
        return date(year + 1, 1, 7) if n == 4 else date(year, 3 * n + 1, 15)
    return date(year + (n == 12), n % 12 + 1, 10)


def by_family(rows: list[dict]) -> dict[str, int]:
    """The weights of each family's items."""
    return {
        family: sum(row["weight"] for row in rows if row["family"] == family)
        for family in {row["family"] for row in rows}
    }


def share(row: dict, part: Part) -> Fraction:
    """What a value earns of a weight: a straight line between two ends."""
    if part.state != "counts" or part.value is None:
        return Fraction(0)
    full, zero = Fraction(str(row["full_at"])), Fraction(str(row["zero_at"]))
    return min(Fraction(1), max(Fraction(0), (part.value - zero) / (full - zero)))


def factor(points: Fraction) -> Fraction:
    """What a grade of so many points is worth."""
    bands = sorted(FILE["band"], key=lambda row: -row["least"])
    return Fraction(str(next(row["factor"] for row in bands if points >= row["least"])))


def nano(value: Fraction) -> int:
    """Billionths, half up: what is stored."""
    return int((value * 10**9 + Fraction(1, 2)).__floor__())
