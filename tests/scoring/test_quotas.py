"""Guards: places go to units by the largest remainder; caps and nominees hold, what they free goes
to the others, what nobody can use stays unused, and nobody who weighs more gets less."""

from __future__ import annotations

import json
import random
from fractions import Fraction
from pathlib import Path

import pytest

from scoring.quotas import allocate, rounds

CASES = json.loads((Path(__file__).parent / "real-cases.json").read_text("utf-8"))
Weights = dict[str, Fraction]


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
    "wrong", [{"places": -1}, {"places": 1, "cap": -1}, {"places": 1, "nominees": {"A": -1}}]
)
def test_a_negative_number_is_refused(wrong: dict) -> None:
    with pytest.raises(ValueError, match="negative"):
        allocate({"A": Fraction(1)}, **wrong)


def by_hand(weights: Weights, places: int, most: dict[str, int], order: list[str]) -> dict:
    """The criteria's text, slowly: a place at a time, the capped taken out and all begun anew."""
    capped: dict[str, int] = {}
    while True:
        others = {c: w for c, w in weights.items() if w and most[c] and c not in capped}
        left, total = places - sum(capped.values()), sum(others.values())
        given = {c: left * w // total for c, w in others.items()} if left else {}
        rest = {c: left * w / total - given[c] for c, w in others.items()} if left else {}
        while left and sum(given.values()) < left and rest:
            best = max(rest, key=lambda c: (rest[c], -order.index(c)))
            given[best] += 1
            del rest[best]
        over = {c: most[c] for c, n in given.items() if n > most[c]}
        if not over:
            return {**dict.fromkeys(weights, 0), **capped, **given}
        capped |= over


def test_random_units_get_what_the_text_says() -> None:
    dice = random.Random(5)
    for _ in range(400):
        codes = [f"U{n}" for n in range(dice.randrange(1, 12))]
        weights = {c: Fraction(dice.choice([0, 50, 70, dice.randrange(101)])) for c in codes}
        cap = dice.choice([None, 1, 2, 3])
        nominees = dice.choice([None, {c: dice.randrange(4) for c in codes}])
        places, order = dice.randrange(15), dice.sample(codes, len(codes))
        most = {c: min(places, places if cap is None else cap,
                       places if nominees is None else nominees[c]) for c in codes}  # fmt: skip
        found = allocate(weights, places, cap=cap, nominees=nominees, order=order)
        assert found == by_hand(weights, places, most, order)
        assert sum(found.values()) <= places
        assert all(0 <= n <= most[c] for c, n in found.items())
        if sum(found.values()) < places:
            assert all(found[c] == most[c] for c in codes if weights[c])
        free = [c for c in codes if found[c] < most[c]]
        assert all(found[a] >= found[b] for a in free for b in free if weights[a] > weights[b])
