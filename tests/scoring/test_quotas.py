"""Guards: places go to units by the largest remainder; caps and nominees hold, what they free goes
to the others, what nobody can use stays unused, and nobody who weighs more gets less."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import pytest

from scoring.quotas import allocate, rounds

CASES = json.loads((Path(__file__).parent / "real-cases.json").read_text("utf-8"))


def case(name: str) -> dict:
    found = CASES if isinstance(CASES, list) else CASES["cases"]
    return next(one for one in found if one["id"] == name)


@pytest.mark.parametrize("name", ["RC18", "RC19"])
def test_worked_cases(name: str) -> None:
    given, expected = case(name)["input"], case(name)["expected"]
    weights = {code: Fraction(str(n)) for code, n in given["scores"].items()}
    best = sorted(weights, key=lambda code: -weights[code])
    found = allocate(weights, given["quota"], cap=given["cap_per_unit"], order=best)
    assert found == expected["quota"]
    exact = rounds(weights, given["quota"], cap=given["cap_per_unit"], order=best)[0].exact
    shown = expected.get("exact") or expected["exact_first_round"]
    assert {code: round(float(n), 4) for code, n in exact.items()} == shown


def test_equal_remainders_are_decided_by_the_order_then_by_the_code() -> None:
    weights = dict.fromkeys("ABC", Fraction(1))
    assert allocate(weights, 1, order=("B", "A")) == {"A": 0, "B": 1, "C": 0}
    assert allocate(weights, 1) == {"A": 1, "B": 0, "C": 0}


def test_what_nobody_can_use_stays_unused() -> None:
    weights = {"A": Fraction(3), "B": Fraction(1), "C": Fraction(0)}
    assert allocate(weights, 10, cap=2) == {"A": 2, "B": 2, "C": 0}
    assert allocate(weights, 10, nominees={"A": 1}) == {"A": 1, "B": 0, "C": 0}
    assert allocate({}, 10) == {}
    assert allocate(dict.fromkeys("AB", Fraction(0)), 10) == {"A": 0, "B": 0}
    assert allocate(weights, 0) == {"A": 0, "B": 0, "C": 0}


@pytest.mark.parametrize(
    "wrong",
    [
        {"places": -1},
        {"places": 1, "cap": -1},
        {"places": 1, "nominees": {"A": -1}},
        {"places": 1, "nominees": {"not one of them": -1}},
        {"places": 1, "weights": {"A": Fraction(1), "B": Fraction(-1, 10**30)}},
        {"places": 0, "weights": {}, "cap": -1},
    ],
)
def test_a_negative_number_is_refused(wrong: dict) -> None:
    with pytest.raises(ValueError, match="not negative"):
        allocate(**{"weights": {"A": Fraction(1)}, **wrong})


def test_one_unit_gets_what_it_can_use() -> None:
    one = {"A": Fraction(1, 10**40)}
    assert allocate(one, 10) == {"A": 10}
    assert allocate(one, 10, cap=3) == {"A": 3}
    assert allocate(one, 10, cap=0) == {"A": 0}
    assert allocate(one, 10, cap=3, nominees={"A": 2, "not one of them": 9}) == {"A": 2}
    assert allocate(one, 10, nominees={}) == {"A": 0}


def test_a_hair_decides_where_binary_numbers_see_none() -> None:
    hair = Fraction(1, 10**30)
    weights = {"A": Fraction(1), "B": Fraction(1) + hair, "C": Fraction(1)}
    assert allocate(weights, 4, order=("A", "B", "C")) == {"A": 1, "B": 2, "C": 1}


def test_the_order_may_leave_some_out() -> None:
    weights = dict.fromkeys("ABCD", Fraction(1))
    assert allocate(weights, 2, order=("D",)) == {"A": 1, "B": 0, "C": 0, "D": 1}


def test_what_a_cap_frees_goes_to_equals_alike() -> None:
    weights = {"A": Fraction(97), **dict.fromkeys("BCD", Fraction(1))}
    assert allocate(weights, 10, cap=4) == {"A": 4, "B": 2, "C": 2, "D": 2}


def test_one_place_more_may_cost_a_unit_one() -> None:
    """The paradox of Alabama: the rule has it, so nobody may count on the contrary."""
    weights = {"A": Fraction(6), "B": Fraction(6), "C": Fraction(2)}
    assert allocate(weights, 10) == {"A": 4, "B": 4, "C": 2}
    assert allocate(weights, 11) == {"A": 5, "B": 5, "C": 1}


def test_the_arithmetic_shown_is_the_one_that_was_done() -> None:
    weights = {"A": Fraction(96), "B": Fraction(90), "C": Fraction(60), "D": Fraction(30)}
    first, second, *more = rounds(weights, 10, cap=3)
    assert (first.places, dict(first.given), dict(first.kept)) == (
        10, {"A": 4, "B": 3, "C": 2, "D": 1}, {"A": 3},
    )  # fmt: skip
    assert (second.places, dict(second.given)) == (7, {"B": 4, "C": 2, "D": 1})
    assert more


def test_who_has_no_nominees_is_seen_to_free_a_share() -> None:
    weights = {"A": Fraction(3), "B": Fraction(2)}
    first, second = rounds(weights, 5, nominees={"A": 0, "B": 9})
    assert (dict(first.given), dict(first.kept)) == ({"A": 3, "B": 2}, {"A": 0})
    assert (second.places, dict(second.given)) == (5, {"B": 5})
