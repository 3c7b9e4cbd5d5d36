"""Guards: what `/why` shows adds up: the points to the total of the standings, all weights to 100,
and each weight to what it has of its own and what others handed on.
"""

from __future__ import annotations

import random
from fractions import Fraction

from locales import formats
from scoring.origins import origins
from scoring.points import NANO, measure, score
from scoring.shown import hundredths, shown
from tests.scoring.test_calculator import CARD, LEAGUE, MOVEMENT, SCALE, SEED, facts, group


def test_the_parts_add_up_to_what_the_standings_write() -> None:
    print(f"CRASH_SEED={SEED}")
    dice = random.Random(SEED)
    for _ in range(300 * SCALE):
        result = score(CARD, measure(MOVEMENT, LEAGUE, facts(group(dice))))
        found = shown(result)
        total = sum(one.points for one in found.values())
        written = formats.points(Fraction(result.nano, NANO), "en")
        assert f"{total / 100:.2f}" == written
        assert total == hundredths(result)
        assert sum(one.weight for one in found.values()) == 100 * 100
        for item in result.items:
            one = found[item.code]
            assert abs(item.points * 100 - one.points) < 1
            assert abs((item.weight - item.points) * 100 - one.lost) < 1
            assert one.lost > 0 or item.fraction == 1 or item.weight * (1 - item.fraction) < 1


def test_what_is_full_loses_nothing_and_what_has_nothing_shows_nothing() -> None:
    dice = random.Random(SEED)
    for _ in range(100):
        result = score(CARD, measure(MOVEMENT, LEAGUE, facts(group(dice))))
        found = shown(result)
        assert all(found[i.code].lost == 0 for i in result.items if i.points == i.weight)
        assert all(found[i.code].points == 0 for i in result.items if i.points == 0)


def test_a_weight_is_its_own_and_what_was_handed_on() -> None:
    dice = random.Random(SEED)
    handed_on = 0
    for _ in range(100):
        result = score(CARD, measure(MOVEMENT, LEAGUE, facts(group(dice))))
        found = origins(CARD, result)
        for item in result.items:
            if item.note == "not_applicable":
                assert item.code not in found
                continue
            origin = found[item.code]
            assert origin.own + origin.within + origin.beyond == item.weight
            assert bool(origin.within) == bool(origin.family)
            assert bool(origin.beyond) == bool(origin.elsewhere)
            handed_on += bool(origin.within) + bool(origin.beyond)
    assert handed_on
