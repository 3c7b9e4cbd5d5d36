"""Guards: what the criteria say of who may not be proposed (section 8) is worked out exactly, of
stored measures, and nobody is barred by what is not known; each ground is decided by whom they
name, and never by whoever answers for the unit.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from scoring.disqualification import (
    Step,
    applies,
    computed,
    counts,
    decider,
    follows,
    holds,
    known,
    may_confirm,
    of_kind,
    until,
)
from scoring.loading import builtin
from scoring.rollup import rollup
from scoring.stored import Stored

MOVEMENT = builtin()
GROUND = MOVEMENT.grounds
DUE, DAY = 16, date(2027, 1, 6)


def ratio(top: int, bottom: int) -> Stored:
    return Stored(top, bottom, 1, 1)


def reports(told: int) -> Stored:
    return Stored(told * 2, DUE * 2, told, DUE)


def barred(measures: Mapping[str, Stored], kind: str = "group") -> list[str]:
    found = known(MOVEMENT, kind, {"TIMELY": reports(DUE), **measures})
    return [one.code for one in computed(MOVEMENT, kind, 2026, DAY) if holds(one, found)]


@pytest.mark.parametrize(
    ("measures", "codes"),
    [
        ({}, []),
        ({"VIO_OPEN": ratio(1, 1)}, ["DQ4"]),
        ({"VIO_OPEN": ratio(0, 1)}, []),
        ({"TIMELY": reports(13)}, []),  # 81.25 %
        ({"TIMELY": Stored(16, 30, 12, 15)}, []),  # 80 % exactly
        ({"TIMELY": reports(12)}, ["DQ5"]),  # 75 %
        ({"TIMELY": Stored()}, []),  # nothing was due
        ({"OVD_RATE": ratio(20, 1000)}, []),  # 2 % exactly
        ({"OVD_RATE": ratio(2_000_000_001, 100_000_000_000)}, ["DQ6"]),
        ({"OVD_RATE": ratio(6, 1000), "OVD_START": ratio(3, 1000)}, ["DQ6"]),  # just doubled
        ({"OVD_RATE": ratio(6, 1000), "OVD_START": ratio(31, 10_000)}, []),
        ({"OVD_RATE": ratio(5, 1000), "OVD_START": ratio(1, 1000)}, []),  # 0.5 % exactly
        ({"OVD_RATE": ratio(6, 1000), "OVD_START": ratio(0, 1000)}, ["DQ6"]),
        ({"OVD_RATE": ratio(6, 1000)}, []),  # nobody knows how the year began
        ({"OVD_RATE": ratio(21, 1000)}, ["DQ6"]),  # and here that does not matter
        ({"OVD_RATE": Stored(0, 0, 0, 1, "unanswered"), "OVD_START": ratio(1, 9)}, []),
        ({"OVD_RATE": Stored(9, 9, 1, 9, "half")}, []),  # of fewer than half of what was due
    ],
)
def test_a_condition_is_met_exactly(measures: Mapping[str, Stored], codes: list[str]) -> None:
    assert barred(measures) == codes


def test_a_sum_is_judged_by_what_was_added_up() -> None:
    """Rates are never averaged: one group over the limit does not bar its commune."""
    groups = [{"OVD_RATE": ratio(30, 1000)}, {"OVD_RATE": ratio(0, 9000)}]
    whole = rollup(MOVEMENT, "commune", {}, groups)
    assert barred(groups[0]) == ["DQ6"]
    assert "DQ6" not in barred(whole, "commune")


def test_nothing_is_computed_before_the_year_is_over_and_its_day_has_come() -> None:
    days = (date(2026, 12, 31), date(2027, 1, 5), date(2027, 1, 6))
    found = [[one.code for one in computed(MOVEMENT, "group", 2026, day)] for day in days]
    assert found == [[], [], ["DQ4", "DQ5", "DQ6"]]
    assert computed(MOVEMENT, "province", 2026, DAY) == ()


def test_a_kind_that_is_not_eligible_is_so_whatever_it_does() -> None:
    assert [one.code for one in of_kind(MOVEMENT, "group")] == ["DQ7"]
    assert of_kind(MOVEMENT, "commune") == ()
    assert not applies(GROUND["DQ1"], MOVEMENT, "province")


@pytest.mark.parametrize(
    ("code", "kind", "role"),
    [("DQ1", "group", "office"), ("DQ1", "commune", "office"), ("DQ1", "union", "office"),
     ("DQ1", "office", "council"), ("DQ6", "office", "council"), ("DQ6", "commune", "office"),
     ("DQ2", "group", "council"), ("DQ3", "office", "council"), ("DQ5", "group", "council")],
)  # fmt: skip
def test_who_decides_never_answers_for_the_unit(code: str, kind: str, role: str) -> None:
    assert decider(GROUND[code], MOVEMENT, kind) == role


def test_only_two_grounds_count_without_anybody() -> None:
    assert [code for code, one in GROUND.items() if not one.confirm] == ["DQ5", "DQ7"]
    for code, ground in GROUND.items():
        assert counts(ground, "proposed") == (code in ("DQ5", "DQ7"))
        assert counts(ground, "confirmed")
        assert not counts(ground, "lifted")
        assert not counts(ground, None)


def test_the_unit_has_the_word_for_three_days() -> None:
    ground, began = GROUND["DQ4"], date(2027, 1, 6)
    assert until(ground, began) == date(2027, 1, 9)
    days = [date(2027, 1, day) for day in (6, 9, 10)]
    assert [may_confirm(ground, "proposed", began, day) for day in days] == [False, False, True]
    assert may_confirm(ground, "answered", began, began)
    assert not may_confirm(ground, "lifted", began, days[2])


STEPS: tuple[Step, ...] = ("proposed", "answered", "confirmed", "lifted")


@pytest.mark.parametrize(
    ("last", "may"),
    [(None, {"proposed"}), ("proposed", {"answered", "confirmed", "lifted"}),
     ("answered", {"answered", "confirmed", "lifted"}), ("confirmed", {"lifted"}),
     ("lifted", {"proposed"})],
)  # fmt: skip
def test_which_step_may_follow(last: Step | None, may: set[str]) -> None:
    assert {step for step in STEPS if follows(step, last)} == may
