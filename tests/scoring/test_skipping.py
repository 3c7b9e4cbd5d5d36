"""Guards: not answering never pays, whatever is asked: flows, balances, parts of the grade."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from september import CARD, LEAGUE, MONTHS, MOVEMENT, NONE, facts

from scoring.measures import of, own_grade
from scoring.periods import of_year
from scoring.points import measure, score


def test_skipping_a_question_every_month_never_pays() -> None:
    months = dict.fromkeys(range(1, 10), 100)
    others = {"SAV_HH": months, "HH_LOAN": months, "LOAN_OVD": {9: 0}, "LOAN_OUT": {9: 100}}
    poor = measure(
        MOVEMENT, LEAGUE, facts(INT_COL=dict.fromkeys(months, 85), INT_DUE=months, **others)
    )
    none = measure(MOVEMENT, LEAGUE, facts(**others))
    assert none["INT_RATE"].note == "half"
    assert score(CARD, none).total < score(CARD, poor).total
    assert none["DUE_COL"].note == "missing"  # the office's to import, not the group's to answer


BALANCES = {"SAV_BAL": "SAV_GROWTH", "INT_ARR": "INT_ARR_CHG"}
ALL = dict.fromkeys(range(1, 10), 100)


@pytest.mark.parametrize("code", BALANCES)
@pytest.mark.parametrize("told", [{}, {5: 0}])
def test_a_balance_that_is_not_told_or_too_old_keeps_its_weight(
    code: str, told: dict[int, int]
) -> None:
    whole = {"INT_COL": ALL, "INT_DUE": ALL, "SAV_HH": ALL, "HH_LOAN": ALL}
    opening = dict.fromkeys(BALANCES, 100)
    silent = replace(facts(**whole, **{code: told}), opening=opening)
    worst = {"SAV_BAL": 1, "INT_ARR": 10_000}[code]
    poor = replace(facts(**whole, **{code: {9: worst}}), opening=opening)
    measures = measure(MOVEMENT, LEAGUE, silent)
    assert measures[BALANCES[code]].note == "unanswered"
    assert score(CARD, measures).total == score(CARD, measure(MOVEMENT, LEAGUE, poor)).total


def test_before_it_is_due_a_balance_is_nobodys_omission() -> None:
    early = replace(NONE, opening={"SAV_BAL": 1}, as_of=date(2026, 2, 5))
    assert of(MOVEMENT, "SAV_GROWTH", early).note == "missing"
    assert of(MOVEMENT, "SAV_GROWTH", replace(early, as_of=date(2026, 2, 6))).note == "unanswered"


def test_no_session_in_any_month_that_is_due_hands_the_weight_on() -> None:
    idle = facts(GDX_N=dict.fromkeys(range(1, 10), 0))
    measures = measure(MOVEMENT, LEAGUE, idle)
    weights = {item.code: item.weight for item in score(CARD, measures).items}
    assert (measures["GDX_RATE"].note, weights["G01"]) == ("not_applicable", 0)
    assert weights["G02"] == 15


@pytest.mark.parametrize(("answered", "note"), [(1, "half"), (2, None)])
def test_half_of_the_months_are_those_with_a_session(answered: int, note: str | None) -> None:
    sessions = dict.fromkeys(range(1, 7), 0)
    one = facts(GDX_N=sessions, GDX_ATT={7 + n: 1 for n in range(answered)})
    assert of(MOVEMENT, "GDX_RATE", one).note == note


def test_a_denominator_of_nothing_in_few_months_is_no_way_out() -> None:
    few, half = {1: 0}, dict.fromkeys(range(1, 6), 0)
    assert of(MOVEMENT, "INT_RATE", facts(INT_COL=few, INT_DUE=few)).note == "half"
    assert of(MOVEMENT, "INT_RATE", facts(INT_COL=half, INT_DUE=half)).note == "not_applicable"


@pytest.mark.parametrize(("quarters", "note"), [(1, "half"), (2, None), (4, None)])
def test_a_quarterly_figure_is_needed_in_half_of_its_quarters(
    quarters: int, note: str | None
) -> None:
    told = dict.fromkeys(of_year("quarterly", 2026)[:quarters], 0)
    year = replace(NONE, values={"USE_BAD": told, "HH_LOAN": {MONTHS[11]: 40}},
                   as_of=date(2027, 1, 20))  # fmt: skip
    found = of(MOVEMENT, "USE_BAD_RATE", year)
    assert (found.value, found.note) == (0, note)
    item = next(i for i in score(CARD, measure(MOVEMENT, LEAGUE, year)).items if i.code == "G04")
    assert (item.points > 0) is (note is None)


def test_a_part_of_our_grade_that_is_not_answered_enough_earns_nothing_and_stays() -> None:
    known = {"INT_COL": ALL, "INT_DUE": ALL, "GDX_ATT": dict.fromkeys(ALL, 1),
             "LOAN_OVD": {9: 0}, "LOAN_OUT": ALL, "HH_LOAN": ALL}  # fmt: skip
    whole = facts(SAV_HH=ALL, **known)
    assert own_grade(MOVEMENT, whole) == 100
    few = facts(SAV_HH=dict.fromkeys(range(1, 5), 100), **known)
    assert own_grade(MOVEMENT, few) == Fraction(70 * 100, 75)
    silent = facts(SAV_HH=ALL, **{**known, "LOAN_OVD": {}})
    assert own_grade(MOVEMENT, silent) == Fraction(45 * 100, 75)
