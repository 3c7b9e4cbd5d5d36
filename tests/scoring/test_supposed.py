"""Guards: what is supposed comes to what really reporting that figure comes to, by an independent
calculation: points, ties, and whether there is a place.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from scoring.cards import Derived
from scoring.facts import Measure
from scoring.points import measure, score
from scoring.supposed import Supposed, dated, of_unit
from tests.scoring.criteria import nano
from tests.scoring.known_group import MONTHLY, OF_BANK, QUARTERLY
from tests.scoring.test_calculator import (
    CARD,
    LEAGUE,
    MOVEMENT,
    SCALE,
    SEED,
    amount,
    facts,
    group,
)

CODES = [code for code in (*MONTHLY, *QUARTERLY, *OF_BANK) if code != "GDX_N"]


def looked_at() -> Iterator[Derived]:
    yield from (MOVEMENT.derived[item.indicator] for item in CARD.items)
    yield from (MOVEMENT.derived[part.indicator] for part in MOVEMENT.grade_parts)


def given(dice: random.Random) -> dict[str, int]:
    """One figure, or several at once."""
    codes = dice.sample(CODES, dice.choice([1, 1, 1, 2, 4]))
    yes_or_no = {c for c in codes if MOVEMENT.indicators[c].kind.of == "truth"}
    return {
        c: dice.randrange(2) if c in yes_or_no
        else dice.randrange(10_001) if c == "GRADE_PT" else amount(dice)
        for c in codes
    }  # fmt: skip


def test_a_supposed_figure_brings_what_reporting_it_brings() -> None:
    print(f"CRASH_SEED={SEED}")
    dice = random.Random(SEED)
    moved = 0
    for _ in range(300 * SCALE):
        one = group(dice)
        known = facts(one)
        what = dated(MOVEMENT, looked_at(), known, given(dice))
        then = of_unit(MOVEMENT, LEAGUE, known, measure(MOVEMENT, LEAGUE, known), what)
        said = {(c, p.index): n for c, by in what.figures.items() for p, n in by.items()}
        really = replace(one, bank={**one.bank, **said})
        assert then.score.total == really.total, (one, what)
        ties = [n if isinstance(n, int) else nano(n) for n in really.ties]
        assert then.key == (nano(really.total), *ties), (one, what)
        assert then.standing == really.standing, (one, what)
        moved += then.score.total != one.total
    assert moved > 30  # the seed is another one each time


def test_a_share_of_a_period_gets_its_other_side_as_it_was_last() -> None:
    dice = random.Random(SEED)
    met = 0
    for _ in range(100):
        known = facts(group(dice))
        what = dated(MOVEMENT, looked_at(), known, {"INT_COL": 7})
        (period,) = what.figures["INT_COL"]
        due = known.values.get("INT_DUE", {})
        if due and period not in due:
            met += 1
            assert what.figures["INT_DUE"] == {period: due[max(due)]}
        assert ("INT_DUE" in what.beside) == bool(due and period not in due)
    assert met


def test_a_measure_that_is_set_counts_and_what_follows_from_it_follows() -> None:
    dice = random.Random(SEED)
    graded = 0
    for _ in range(200):
        known = facts(group(dice))
        found = measure(MOVEMENT, LEAGUE, known)
        value = Fraction(dice.randrange(101))
        then = of_unit(MOVEMENT, LEAGUE, known, found, Supposed(values={"INT_RATE": value}))
        assert then.measures["INT_RATE"] == Measure(value)
        others = found.keys() - {"INT_RATE", "GRADE_F"}
        assert all(then.measures[code] == found[code] for code in others)
        assert then.score.total == score(CARD, then.measures).total
        if known.values.get("GRADE_PT"):
            assert then.measures["GRADE_F"] == found["GRADE_F"] or found["GRADE_F"].note
        graded += then.measures["GRADE_F"] != found["GRADE_F"]
    assert graded
