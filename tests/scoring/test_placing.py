"""Guards: what a unit weighs is what the movement's file says, exactly; nobody without points
weighs anything, and who comes first among equals does not depend on how the rows came."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest

from scoring.placing import Placed, Weight, order, weights
from scoring.quotas import allocate

LEAST = Fraction(70)
ROWS = (
    Placed("GDA", Fraction("95.2"), 1, 4),
    Placed("HS", Fraction("92.4"), 2, 10),
    Placed("TBA", Fraction("92.4"), 2, 3),
    Placed("DMC", Fraction(70), 4, 0),
    Placed("TCH", Fraction("69.99"), 5, 7),
    Placed("TAN", None, None, 9),
)


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("score", ["95.2", "92.4", "92.4", "70", "69.99", "0"]),
        ("score_above_least", ["25.2", "22.4", "22.4", "0", "0", "0"]),
        ("score_x_units", ["380.8", "924", "277.2", "0", "489.93", "0"]),
        ("rank_points", ["5", "4", "4", "2", "1", "0"]),
    ],
)
def test_what_a_unit_weighs(rule: Weight, expected: list[str]) -> None:
    found = weights(rule, ROWS, LEAST)
    codes = [row.code for row in ROWS]
    assert found == dict(zip(codes, map(Fraction, expected), strict=True))


def test_ranks_count_among_those_who_are_to_get_places() -> None:
    """Three of nine units that the Council names: 3, 2, 1, whatever their places in the list."""
    rows = [
        Placed("A", Fraction(90), 2),
        Placed("B", Fraction(80), 8),
        Placed("C", Fraction(85), 5),
    ]
    assert weights("rank_points", rows, LEAST) == {"A": 3, "B": 1, "C": 2}


def test_the_last_share_a_place_too() -> None:
    rows = [Placed(code, Fraction(80), 1) for code in "AB"]
    assert weights("rank_points", rows, LEAST) == {"A": 2, "B": 2}


def test_points_without_a_place_are_no_rank() -> None:
    rows = [Placed("A", Fraction(90)), Placed("B", Fraction(80), 1)]
    assert weights("rank_points", rows, LEAST) == {"A": 0, "B": 1}


@pytest.mark.parametrize("rule", ["score", "score_above_least", "score_x_units", "rank_points"])
def test_of_no_units_nothing_and_never_less_than_nothing(rule: Weight) -> None:
    assert weights(rule, (), LEAST) == {}
    rows = [Placed("A", Fraction(0), 3), Placed("B", None, 1)]
    assert all(weight >= 0 for weight in weights(rule, rows, LEAST).values())
    assert allocate(weights(rule, rows, LEAST), 10)["B"] == 0


def test_the_order_is_points_then_the_place_then_the_code() -> None:
    rows = [
        Placed("Z", Fraction(90), 1),
        Placed("B", Fraction(80), 2),
        Placed("A", Fraction(80), 3),
        Placed("D", Fraction(80), 4),
        Placed("C", Fraction(80), 4),
        Placed("E", Fraction(80)),
        Placed("G", Fraction(0), 7),
        Placed("F", None, 1),
    ]
    shuffled = random.Random(3).sample(rows, len(rows))
    assert order(shuffled) == ("Z", "B", "A", "C", "D", "E", "G", "F")


def test_equal_shares_go_to_the_less_overdue() -> None:
    """B is before A in the list, so that it gets the place that is left."""
    rows = [Placed("A", Fraction(80), 2), Placed("B", Fraction(80), 1)]
    found = allocate(weights("score", rows, LEAST), 3, order=order(rows))
    assert found == {"A": 1, "B": 2}
