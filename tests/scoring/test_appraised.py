"""Guards: appraised points are exact, within an item's weight, and a sum of their own."""

from __future__ import annotations

from fractions import Fraction

import pytest

from scoring.appraised import fits, rows, total
from scoring.points import Item, Score


def item(code: str, weight: Fraction, points: Fraction) -> Item:
    return Item(code, "F", code, weight, None, Fraction(0), points, None)


SCORE = Score(
    (item("A", Fraction(10), Fraction(19, 2)), item("B", Fraction(20, 3), Fraction(1, 3))),
    Fraction(59, 6),
)


def test_without_a_word_it_is_what_was_worked_out() -> None:
    found = rows(SCORE, {})
    assert [one.counts for one in found] == [Fraction(19, 2), Fraction(1, 3)]
    assert total(found) == SCORE.total


def test_the_sum_is_exact() -> None:
    found = rows(SCORE, {"A": Fraction(15, 2), "B": Fraction(7, 3)})
    assert [one.difference for one in found] == [Fraction(-2), Fraction(2)]
    assert total(found) == Fraction(15, 2) + Fraction(7, 3)


def test_what_is_said_of_no_item_of_the_card_does_not_count() -> None:
    assert total(rows(SCORE, {"X": Fraction(5)})) == SCORE.total


def test_where_an_item_weighs_less_than_before_no_more_than_that_counts() -> None:
    assert rows(SCORE, {"B": Fraction(9)})[1].counts == Fraction(20, 3)


@pytest.mark.parametrize(
    ("points", "may"),
    [(Fraction(0), True), (Fraction(20, 3), True), (Fraction(20, 3) + Fraction(1, 10**9), False),
     (Fraction(-1, 10**9), False)],
)  # fmt: skip
def test_the_weight_is_the_most(points: Fraction, *, may: bool) -> None:
    assert fits(SCORE.items[1], points) is may
