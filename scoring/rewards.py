"""Money that goes with an award: a multiple of the base salary, rounded up (Decree 152/2025)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import ceil
from typing import Protocol, TypeVar

Exact = Fraction | Decimal | int
ROUND_TO = 10_000


class Salary(Protocol):
    """A base salary, in force since a day until the next one is."""

    @property
    def since(self) -> date:
        """The first day."""

    @property
    def amount(self) -> int:
        """In dong."""


S = TypeVar("S", bound=Salary)


def on(salaries: Iterable[S], day: date) -> S | None:
    """The base salary in force on the day of a decision; None before the first."""
    return max(
        (one for one in salaries if one.since <= day), key=lambda one: one.since, default=None
    )


def reward(coefficient: Exact, salary: int, round_to: int = ROUND_TO) -> int:
    """So many base salaries, rounded up to whole `round_to` dong. ValueError for what is no sum."""
    exact = Fraction(coefficient) * salary
    if exact < 0 or round_to < 1:
        raise ValueError("a sum of money is not negative, and is rounded to whole dong")
    return ceil(exact / round_to) * round_to


def estimate(numbers: Iterable[tuple[int, Exact]], salary: int, round_to: int = ROUND_TO) -> int:
    """What awards cost together: how many with which coefficient; each is rounded by itself."""
    return sum(many * reward(one, salary, round_to) for many, one in numbers)
