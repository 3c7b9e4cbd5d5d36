"""Guards: counted member by member and ballot by ballot, whatever the rules, the outcome is the
same. `make crash` has a hundred thousand."""

from __future__ import annotations

import os
import random
from collections import Counter
from dataclasses import dataclass

from scoring.elections import elected
from scoring.tallies import counted
from scoring.votes import Electors, Result, Rules, Votes, quorate, result

RUNS = 100_000 if int(os.environ.get("CRASH_SCALE", "1")) > 1 else 2_000
SHARES = {
    ">1/2": (1, 2),
    "1/2": (1, 2),
    "2/3": (2, 3),
    "80%": (4, 5),
    "90%": (9, 10),
    "all": (1, 1),
}


@dataclass(frozen=True)
class Member:
    """Where somebody is, on which cases not to vote, and what is said on the others."""

    here: bool
    recused: frozenset[int]
    said: dict[int, str]


def drawn(dice: random.Random, cases: range) -> list[Member]:
    def member() -> Member:
        recused = frozenset(case for case in cases if dice.random() < 0.15)
        votes = {c: dice.choice(["yes"] * 4 + ["no", "blank"]) for c in cases if c not in recused}
        silent = dice.random() < 0.2
        return Member(dice.random() < 0.75, recused, {} if silent else votes)

    return [member() for _ in range(dice.randrange(1, 14))]


def rules(dice: random.Random) -> tuple[Rules, str, str]:
    quorum, passes = dice.choice(list(SHARES)), dice.choice(list(SHARES))
    flags = {name: dice.random() < 0.5 for name in ("written", "shrinks")}
    base = dice.choice(["entitled", "present", "valid"])
    return Rules.read(quorum, passes, base=base, **flags), quorum, passes


def enough(said: str, number: int, whole: int) -> bool:
    over, under = SHARES[said]
    more, just = number * under > whole * over, number * under == whole * over
    return whole > 0 and (more or (just and not said.startswith(">")))


def by_hand(members: list[Member], case: int, how: Rules) -> tuple[int, int]:
    """How many yes of how many, from each member in turn."""
    yes = base = 0
    for one in members:
        may, spoke = case not in one.recused, case in one.said
        counts = spoke and (one.here or how.written)
        yes += counts and one.said[case] == "yes"
        if how.base == "valid":
            base += counts
        elif how.base == "present":
            base += counts or (one.here and (may or not how.shrinks))
        else:
            base += may or not how.shrinks
    return yes, base


def by_program(members: list[Member], cases: range, how: Rules, places: int) -> dict[int, Result]:
    room = counted(cases, [one.said for one in members if one.here], places)
    written = counted(cases, [one.said for one in members if not one.here], places)
    found = {}
    for case in cases:
        barred = [one.here for one in members if case in one.recused]
        electors = Electors(
            len(members), sum(one.here for one in members), len(barred), sum(barred)
        )  # fmt: skip
        found[case] = result(room[case], electors, how, written[case])
    return found


def test_member_by_member_it_is_the_same() -> None:
    dice, passes = random.Random(9), Counter[bool]()
    for _ in range(RUNS):
        cases = range(1, dice.randrange(2, 5))
        members, (how, quorum, majority) = drawn(dice, cases), rules(dice)
        here = sum(one.here for one in members)
        assert quorate(len(members), here, how) == enough(quorum, here, len(members))
        for case, one in by_program(members, cases, how, len(cases)).items():
            assert (one.yes, one.base) == by_hand(members, case, how), (members, case, how)
            assert one.passed == enough(majority, one.yes, one.base)
            assert 0 <= one.yes <= one.base <= len(members)
            assert 0 <= one.rate <= 1
            passes[one.passed] += 1
    assert min(passes[True], passes[False]) > RUNS / 10


def test_nobody_is_chosen_before_who_has_more_and_ties_are_not_broken() -> None:
    dice, seen = random.Random(10), Counter[str]()
    for _ in range(RUNS):
        votes = [dice.randrange(10) for _ in range(dice.randrange(12))]
        results = {
            n: result(Votes(yes=yes, no=9 - yes), Electors(9, 9), Rules())
            for n, yes in enumerate(votes)
        }
        cap = dice.randrange(7)
        found, expected = elected(results, cap), places(votes, cap)
        seen.update(expected.values())
        told = {"chosen": found.chosen, "tied": found.tied, "beaten": found.beaten}
        assert {n: word for word, some in told.items() for n in some} == expected
        assert sum(map(len, told.values())) == len(expected)
        assert list(found.chosen) == sorted(found.chosen, key=lambda n: -votes[n])
        assert len(found.chosen) + found.left <= cap
        assert (0 < found.left < len(found.tied)) if found.tied else found.left == 0
    assert len(seen) == 3


def places(votes: list[int], cap: int) -> dict[int, str]:
    """Of each who passed (5 of 9), by counting how many others are before or beside."""
    passed = {n: yes for n, yes in enumerate(votes) if yes > 4}
    found = {}
    for n, yes in passed.items():
        more = sum(other > yes for other in passed.values())
        no_fewer = sum(other >= yes for other in passed.values())
        found[n] = "chosen" if no_fewer <= cap else "beaten" if more >= cap else "tied"
    return found
