"""Guards: the mean score is weighted by households or by loans, exactly, however it is summed."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from september import MOVEMENT

from scoring import means
from scoring.points import NANO, nano
from scoring.shown import rounded
from scoring.stored import Stored

LEAGUE = MOVEMENT.leagues["groups"]
BY_LOANS = replace(LEAGUE, weighted_by="LOANS")
CASES = json.loads((Path(__file__).parent / "real-cases.json").read_text(encoding="utf-8"))
RC25 = next(case for case in CASES["cases"] if case["id"] == "RC25")


def unit(households: int, loans: int = 0) -> dict[str, Stored]:
    return {"HOUSEHOLDS": Stored(households, 1, 1, 1), "LOANS": Stored(loans, 1, 1, 1)}


@pytest.mark.parametrize(
    ("league", "expected"), [(LEAGUE, "by_households"), (BY_LOANS, "by_loans")],
    ids=["by households", "by loans"],
)  # fmt: skip
def test_a_mean_is_weighted_by_what_the_list_says(league: object, expected: str) -> None:
    groups = RC25["input"]["groups"]
    scores = [(one["score"] * NANO, unit(one["HH_LOAN"], one["LOAN_OUT"])) for one in groups]
    found = means.mean(means.weighed(league, scores))  # type: ignore[arg-type]
    assert found is not None
    assert rounded(nano(found)) == round(RC25["expected"][expected] * 100)


def test_who_has_no_weight_counts_for_nothing_and_of_nobody_there_is_no_mean() -> None:
    silent: dict[str, Stored] = {"HOUSEHOLDS": Stored(due=1, note="unanswered")}
    two = means.weighed(LEAGUE, [(90 * NANO, unit(50)), (0, silent), (50 * NANO, {})])
    assert (means.mean(two), two.known, two.due) == (90, 1, 3)
    nobody = (means.weighed(LEAGUE, []), means.weighed(LEAGUE, [(0, unit(0))]), None)
    assert [means.mean(one) for one in nobody] == [None, None, None]
    assert means.together([]) == Stored()


@pytest.mark.parametrize("seed", range(20))
def test_added_up_level_by_level_it_is_the_mean_of_all(seed: int) -> None:
    dice = random.Random(seed)
    communes = [
        [
            (dice.randrange(100 * NANO + 1), dice.choice([0, 1, 7, 60]))
            for _ in range(dice.randrange(5))
        ]
        for _ in range(4)
    ]
    parts = [means.weighed(LEAGUE, ((s, unit(w)) for s, w in one)) for one in communes]
    pairs = [pair for one in communes for pair in one]
    weight = sum(w for _, w in pairs)
    whole = Fraction(sum(s * w for s, w in pairs), weight * NANO) if weight else None
    assert means.mean(means.together(parts)) == whole


def test_whoever_sums_units_of_a_list_has_its_mean() -> None:
    kinds = [kind for kind in MOVEMENT.levels if means.averaged(MOVEMENT, kind) == (LEAGUE,)]
    assert kinds == ["branch", "office", "commune", "union"]
    assert means.averaged(MOVEMENT, "group") == means.averaged(MOVEMENT, "province") == ()
    assert means.key(LEAGUE) != means.key(BY_LOANS)
