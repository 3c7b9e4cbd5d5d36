"""Guards: what pulls a commune or an office down is named by what it costs, and nobody else is."""

from __future__ import annotations

import random
from datetime import date, timedelta
from fractions import Fraction

from scoring.points import score
from scoring.pulling import pulled
from scoring.rollup import how, measures, own, rollup
from scoring.stored import Stored
from tests.scoring.test_calculator import MOVEMENT, SCALE, SEED, YEAR
from tests.scoring.test_rollup_calculator import (
    facts_of_commune,
    facts_of_group,
    random_branch,
    rolled,
    silent,
)

CARD, LEAGUE = MOVEMENT.cards["TN-C"], MOVEMENT.leagues["communes"]


def test_the_lost_points_of_a_sum_are_shared_out_whole_and_only_among_those_below() -> None:
    print(f"CRASH_SEED={SEED}")
    dice = random.Random(SEED)
    shared = 0
    for _ in range(60 * SCALE):
        today = date(YEAR, 1, 2) + timedelta(days=dice.randrange(390))
        branch = random_branch(dice, today)
        commune, groups = rolled(branch)
        mine = own(MOVEMENT, facts_of_commune(branch.commune))
        result = score(CARD, measures(MOVEMENT, LEAGUE, commune))
        for item, scored in zip(CARD.items, result.items, strict=True):
            found = pulled(MOVEMENT, "commune", item, scored, groups, mine)
            assert all(cost >= 0 for cost in found)
            lost = scored.weight - scored.points
            if how(MOVEMENT, "commune", item.indicator) == "own":
                assert sum(found) == 0
            elif sum(found):
                alone = item.indicator == "TIMELY" and mine["TIMELY"].due
                assert sum(found) <= lost if alone else sum(found) == lost
                shared += 1
            elif item.indicator != "TIMELY" and scored.value is not None:
                if scored.note == "zero_start":
                    continue  # nobody had anything at the beginning
                assert lost == 0, (item, scored)
    assert shared > 20


def test_a_group_that_has_full_marks_costs_nothing_and_the_worst_costs_most() -> None:
    good, bad, worse = ({"OVD_RATE": _overdue(n)} for n in (0, 10, 90))
    commune = rollup(MOVEMENT, "commune", {}, [good, bad, worse])
    result = score(CARD, measures(MOVEMENT, LEAGUE, commune))
    at = next(n for n, item in enumerate(CARD.items) if item.indicator == "OVD_RATE")
    found = pulled(MOVEMENT, "commune", CARD.items[at], result.items[at], [good, bad, worse])
    assert found[0] == 0 < found[1] < found[2]
    assert found[1] / found[2] == Fraction(9, 89)


def test_silence_is_what_pulls_a_sum_down_of_which_too_little_is_known() -> None:
    dice = random.Random(SEED)
    today = date(YEAR + 1, 1, 20)
    one = random_branch(dice, today)
    while not one.groups:
        one = random_branch(dice, today)
    quiet = [own(MOVEMENT, facts_of_group(silent(group))) for group in one.groups]
    commune = rollup(MOVEMENT, "commune", {}, quiet)
    result = score(CARD, measures(MOVEMENT, LEAGUE, commune))
    at = next(n for n, item in enumerate(CARD.items) if item.indicator == "INT_RATE")
    found = pulled(MOVEMENT, "commune", CARD.items[at], result.items[at], quiet)
    assert sum(found) == result.items[at].weight
    assert all(cost > 0 for cost, group in zip(found, one.groups, strict=True) if group.months)


def _overdue(of_a_thousand: int) -> Stored:
    return Stored(of_a_thousand, 1000, 1, 1)
