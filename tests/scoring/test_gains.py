"""Guards: what `/why` promises for a better figure is what that figure brings, by an independent
calculation; and nothing is advised that has no figures, or that cannot be changed any more.
"""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date

import pytest

from scoring.facts import Facts
from scoring.gains import Gain, gains
from scoring.periods import Period
from scoring.points import measure, score
from tests.scoring.test_calculator import CARD, LEAGUE, MOVEMENT, SCALE, SEED, YEAR, facts, group

OWN = frozenset(item.code for item in CARD.items)


def of(known: Facts) -> list[Gain]:
    return gains(MOVEMENT, CARD, known, measure(MOVEMENT, LEAGUE, known), OWN)


def test_a_better_figure_brings_what_is_promised() -> None:
    print(f"CRASH_SEED={SEED}")
    dice = random.Random(SEED)
    met: set[str] = set()
    for _ in range(200 * SCALE):
        one = group(dice)
        for gain in of(facts(one)):
            met.add(MOVEMENT.derived[gain.item.indicator].kind)
            assert gain.points > 0
            assert abs(gain.hundredths - gain.points * 100) <= 1
            if gain.period is None:
                continue
            said = {(code, gain.period.index): value for code, value in gain.values.items()}
            better = replace(one, bank={**one.bank, **said})
            assert better.total - one.total == gain.points, (one, gain)
    assert met == {"timely", "sum_ratio", "last_ratio", "change", "capped_mean", "share_true",
                   "last"}  # fmt: skip


def test_a_report_in_time_brings_what_is_promised() -> None:
    dice = random.Random(SEED)
    found = 0
    for _ in range(200):
        one = group(dice)
        known = facts(one)
        for gain in of(known):
            if gain.period is None:
                found += 1
                credit, due = known.reports.on_time, known.reports.required
                later = gain.in_(known).reports
                assert (later.on_time, later.required) == (credit + 1, due + 1)
                after = score(CARD, measure(MOVEMENT, LEAGUE, gain.in_(known))).total
                before = score(CARD, measure(MOVEMENT, LEAGUE, known)).total
                assert after - before == gain.points
    assert found


def test_only_what_has_figures_and_a_period_that_is_not_over_is_advised() -> None:
    dice = random.Random(SEED)
    for _ in range(200):
        known = facts(group(dice))
        measures = measure(MOVEMENT, LEAGUE, known)
        for gain in of(known):
            assert measures[gain.item.indicator].value is not None
            if gain.period is not None:
                assert gain.period.last >= known.as_of
                assert gain.period.year == YEAR
                assert all(gain.period not in known.values[code] for code in list(gain.values)[:1])


def test_after_the_year_nothing_can_be_gained() -> None:
    dice = random.Random(SEED)
    for _ in range(50):
        one = replace(group(dice), today=date(YEAR + 1, 1, 20))
        assert of(facts(one)) == []


@pytest.mark.parametrize(("known", "period"), [((), "2026-11"), ((11,), "2026-12")])
def test_the_month_that_runs_goes_first(known: tuple[int, ...], period: str) -> None:
    one = replace(group(random.Random(1)), today=date(YEAR, 11, 26), reports=(), sessions={},
                  excused=frozenset(),
                  bank={("GDX_ATT", n): int(n > 6) for n in (6, 7, 8, 9, 10, *known)})  # fmt: skip
    found = {gain.item.indicator: gain for gain in of(facts(one))}
    assert found["GDX_RATE"].period == Period.parse(period)
    assert found["GDX_RATE"].values == {"GDX_ATT": 1}
