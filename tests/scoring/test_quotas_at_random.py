"""Guards: whatever the weights, places go as the words of the criteria say (section 9.2), never too
many, and none is lost that somebody could use. `make crash` has a hundred thousand."""

from __future__ import annotations

import os
import random
from dataclasses import dataclass
from fractions import Fraction

from scoring.quotas import allocate

RUNS = 100_000 if int(os.environ.get("CRASH_SCALE", "1")) > 1 else 3_000
HUGE = 10**40


@dataclass(frozen=True)
class Case:
    """Units whose weights are whole numbers over a common denominator."""

    weights: dict[str, int]
    below: int
    places: int
    cap: int | None
    nominees: dict[str, int] | None
    order: list[str]

    def most(self, code: str) -> int:
        """How many the unit can use."""
        found = self.places if self.weights[code] else 0
        found = found if self.cap is None else min(found, self.cap)
        return found if self.nominees is None else min(found, self.nominees.get(code, 0))

    def allocated(self, places: int | None = None) -> dict[str, int]:
        """What the program says."""
        weights = {code: Fraction(n, self.below) for code, n in self.weights.items()}
        return allocate(
            weights, self.places if places is None else places,
            cap=self.cap, nominees=self.nominees, order=self.order,
        )  # fmt: skip


def drawn(dice: random.Random) -> Case:
    """Any case: few units and many, equal ones, none with weight, weights of forty digits."""
    codes = [f"U{n}" for n in range(dice.choice([1, 2, 3, 9, dice.randrange(1, 15)]))]
    one = dice.choice([
        lambda: dice.randrange(101), lambda: dice.randrange(700, 960), lambda: 7,
        lambda: dice.choice([0, 50, 70]), lambda: dice.randrange(HUGE), lambda: HUGE // 3 + 1,
        lambda: dice.choice([1, HUGE]), lambda: dice.choice([0, dice.randrange(2)]),
    ])  # fmt: skip
    named = dice.sample(codes, dice.randrange(len(codes) + 1))
    cap, places = dice.randrange(-6, 8), dice.choice([10, 10, dice.randrange(40)])
    return Case(
        {code: one() for code in codes}, dice.choice([1, 10, 97, HUGE + 1]),
        places, None if cap < 0 else cap,
        dice.choice([None, None, {code: dice.randrange(6) for code in named or codes}]),
        dice.choice([[], named, dice.sample(codes, len(codes))]),
    )  # fmt: skip


def by_the_words(case: Case) -> dict[str, int]:
    """The criteria, a place at a time and in whole numbers; begun anew when somebody is capped."""
    capped: dict[str, int] = {}
    while True:
        others = [c for c, weight in case.weights.items() if weight and c not in capped]
        left = case.places - sum(capped.values())
        found = dict.fromkeys(case.weights, 0) | capped
        if not others or not left:
            return found
        total = sum(case.weights[c] for c in others)
        rest = {}
        for code in others:
            found[code], rest[code] = divmod(left * case.weights[code], total)
        while sum(found.values()) < case.places:
            best = others[0]
            for code in others[1:]:
                if rest[code] > rest[best] or (
                    rest[code] == rest[best] and before(case.order, code, best)
                ):
                    best = code
            found[best], rest[best] = found[best] + 1, -1
        over = [c for c in others if found[c] > case.most(c)]
        if not over:
            return found
        capped |= {c: case.most(c) for c in over}


def before(order: list[str], one: str, other: str) -> bool:
    """Whether of two equals this one comes first."""
    if one in order and other in order:
        return order.index(one) < order.index(other)
    return one in order or (other not in order and one < other)


def test_any_units_get_what_the_words_say() -> None:
    dice = random.Random(14)
    for _ in range(RUNS):
        case = drawn(dice)
        assert case.allocated() == by_the_words(case), case


def test_never_too_many_and_none_lost() -> None:
    dice = random.Random(15)
    for _ in range(RUNS):
        case = drawn(dice)
        found = case.allocated()
        assert set(found) == set(case.weights)
        assert all(0 <= n <= case.most(code) for code, n in found.items()), case
        could = sum(map(case.most, case.weights))
        assert sum(found.values()) == min(case.places, could), case


def test_who_weighs_more_gets_no_less_than_may_be_used() -> None:
    """Of equals the one that comes first gets no less, and nobody more than one beyond another."""
    dice = random.Random(16)
    for _ in range(RUNS):
        case = drawn(dice)
        found = case.allocated()
        for a, heavy in case.weights.items():
            for b, light in case.weights.items():
                if heavy > light or (heavy == light and before(case.order, a, b)):
                    assert found[a] >= min(found[b], case.most(a)), case
                if heavy == light and found[b] < case.most(b):
                    assert found[a] <= found[b] + 1, case


def test_without_caps_nobody_is_a_place_away_from_the_exact_share() -> None:
    """So a place more takes one at most from anybody, though it may take that."""
    dice, lost = random.Random(17), 0
    for _ in range(RUNS):
        case = drawn(dice)
        case = Case(case.weights, case.below, case.places, None, None, case.order)
        found, more = case.allocated(), case.allocated(case.places + 1)
        total = sum(case.weights.values())
        for code, weight in case.weights.items():
            assert not total or abs(found[code] - Fraction(case.places * weight, total)) < 1
            assert more[code] >= found[code] - 1, case
            lost += more[code] < found[code]
    assert lost


def test_it_is_the_same_in_whatever_order_and_unit_the_weights_come() -> None:
    dice = random.Random(18)
    for _ in range(RUNS):
        case = drawn(dice)
        codes = dice.sample(list(case.weights), len(case.weights))
        other = Case(
            {code: case.weights[code] * 6 for code in codes}, case.below * 7, case.places,
            case.cap, case.nominees, case.order,
        )  # fmt: skip
        assert other.allocated() == case.allocated(), case
