"""Guards: the money of an award is what section 3 of the dossier says, to the dong."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from scoring.rewards import estimate, on, reward

OLD, NEW = 2_340_000, 2_530_000


@pytest.mark.parametrize(
    ("coefficient", "salary", "expected"),
    [
        ("1.5", OLD, 3_510_000),
        ("3.0", OLD, 7_020_000),
        ("2.25", OLD, 5_270_000),
        ("1.5", NEW, 3_800_000),
        ("3.0", NEW, 7_590_000),  # exactly; the rounded sum of a person is not doubled
        ("2.25", NEW, 5_700_000),
        ("0.3", NEW, 760_000),
        ("0", NEW, 0),
    ],
)
def test_section_3(coefficient: str, salary: int, expected: int) -> None:
    assert reward(Decimal(coefficient), salary) == expected
    assert reward(Fraction(coefficient), salary) == expected


def test_full_use_of_the_caps() -> None:
    awards = [(5, Decimal("3.0")), (10, Decimal("1.5"))]
    assert estimate(awards, NEW) == 75_950_000 == 5 * 7_590_000 + 10 * 3_800_000
    assert estimate([], NEW) == 0


def test_it_is_rounded_up_and_only_where_it_has_to_be() -> None:
    assert reward(1, 10_000) == 10_000
    assert reward(1, 10_001) == 20_000
    assert reward(1, 10_001, round_to=1) == 10_001
    assert reward(Fraction(1, 3), 10_000, round_to=1) == 3_334
    assert reward(Decimal("1.5"), NEW, round_to=100_000) == 3_800_000
    for salary in range(2_000_000, 2_000_400):
        found = reward(Decimal("2.25"), salary)
        assert found % 10_000 == 0
        assert 0 <= found * 4 - salary * 9 < 40_000


@pytest.mark.parametrize("wrong", [(-1, NEW, 10_000), (1, -NEW, 10_000), (1, NEW, 0)])
def test_what_is_no_sum_is_refused(wrong: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="not negative"):
        reward(*wrong)


@dataclass(frozen=True)
class Paid:
    since: date
    amount: int


@pytest.mark.parametrize(
    ("day", "amount"),
    [
        (date(2024, 6, 30), None),
        (date(2024, 7, 1), OLD),
        (date(2026, 6, 30), OLD),
        (date(2026, 7, 1), NEW),
        (date(2027, 2, 26), NEW),
    ],
)
def test_the_salary_of_the_day_of_the_decision(day: date, amount: int | None) -> None:
    rows = [Paid(date(2026, 7, 1), NEW), Paid(date(2024, 7, 1), OLD)]
    found = on(rows, day)
    assert (found and found.amount) == amount
