"""Missing values, redistribution, ties: the rules that decide when data is incomplete."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from september import CARD, LEAGUE, MOVEMENT, NONE, facts

from scoring.facts import Measure, Timeliness
from scoring.measures import of
from scoring.periods import Period
from scoring.points import measure, ranked, score
from scoring.ranking import WORST, places, tie_key


@pytest.mark.parametrize(("last_month", "known"), [(9, True), (6, True), (5, False), (1, False)])
def test_a_balance_is_used_for_three_months(last_month: int, known: bool) -> None:
    one = facts(LOAN_OVD={last_month: 1}, LOAN_OUT={last_month: 100})
    found = of(MOVEMENT, "OVD_RATE", one)
    assert (found.value == 1) is known
    assert (found.note == "unanswered") is not known


def test_a_month_that_lacks_one_side_leaves_both_sums() -> None:
    one = facts(INT_COL={1: 10, 2: 10, 3: 99, 4: 5, 5: 5}, INT_DUE={1: 10, 2: 20, 4: 5, 5: 5, 6: 7})
    found = of(MOVEMENT, "INT_RATE", one)
    assert (found.top, found.bottom) == (30, 40)


@pytest.mark.parametrize(("months", "note"), [(4, "half"), (5, None)])
def test_less_than_half_of_the_months_is_worth_nothing(months: int, note: str | None) -> None:
    full = dict.fromkeys(range(1, months + 1), 100)
    measures = measure(MOVEMENT, LEAGUE, facts(INT_COL=full, INT_DUE=full))
    assert measures["INT_RATE"].note == note
    item = next(i for i in score(CARD, measures).items if i.code == "G06")
    assert (item.points > 0) is (note is None)


@pytest.mark.parametrize(
    ("start", "end", "change"), [(0, 0, -100), (0, 5, 100), (10, 5, -50), (10, 15, 50)]
)
def test_a_change_from_nothing(start: int, end: int, change: int) -> None:
    one = replace(facts(INT_ARR={9: end}), opening={"INT_ARR": start})
    assert of(MOVEMENT, "INT_ARR_CHG", one).value == change


def test_without_an_opening_balance_a_change_does_not_apply() -> None:
    assert of(MOVEMENT, "INT_ARR_CHG", facts(INT_ARR={9: 5})).value is None


def test_no_loans_and_no_overdue_debt_is_not_applicable() -> None:
    found = of(MOVEMENT, "OVD_RATE", facts(LOAN_OVD={9: 0}, LOAN_OUT={9: 0}))
    assert (found.value, found.note) == (None, "not_applicable")


def test_a_month_without_a_session_is_left_out_of_attendance() -> None:
    one = facts(GDX_ATT={n: int(n < 9) for n in range(1, 10)}, GDX_N={9: 0})
    assert of(MOVEMENT, "GDX_RATE", one).value == 100


def test_the_banks_points_go_before_our_own_grade() -> None:
    full = dict.fromkeys(range(1, 10), 100)
    known = {"INT_COL": full, "INT_DUE": full, "SAV_HH": full, "HH_LOAN": full,
             "GDX_ATT": dict.fromkeys(full, 1), "LOAN_OVD": {9: 0}, "LOAN_OUT": full}  # fmt: skip
    one = facts(GRADE_PT={9: 6000}, **known)
    assert of(MOVEMENT, "GRADE_F", one).value == Fraction(2, 5)
    own = of(MOVEMENT, "GRADE_F", facts(**known))
    assert (own.value, own.note) == (1, "provisional_grade")


@given(st.sets(st.sampled_from([item.indicator for item in CARD.items])))
def test_weights_add_up_to_a_hundred_whatever_does_not_apply(missing: set[str]) -> None:
    measures = {
        item.indicator: Measure(None if item.indicator in missing else item.full_at)
        for item in CARD.items
    }
    result = score(CARD, measures)
    applies = [
        item for item in CARD.items if item.indicator not in missing or not item.redistribute
    ]
    assert sum(item.weight for item in result.items) == (100 if applies else 0)
    zeros = [i for i in CARD.items if i.indicator in missing and not i.redistribute]
    lost = sum(item.weight for item in result.items if item.code in {z.code for z in zeros})
    assert result.total == (100 if applies else 0) - lost
    assert 0 <= result.total <= 100


def test_a_weight_stays_in_its_family_while_it_can() -> None:
    measures = {item.indicator: Measure(item.full_at) for item in CARD.items}
    measures["GDX_RATE"] = Measure(None)
    weights = {item.code: item.weight for item in score(CARD, measures).items}
    assert (weights["G01"], weights["G02"], weights["G03"]) == (0, 15, 15)


@pytest.mark.parametrize(
    ("required", "reported", "expected"),
    [(5, 4, "ranked"), (5, 3, "not_enough"), (0, 0, "ranked"), (10, 7, "not_enough")],
)
def test_eighty_percent_of_the_reports_make_a_place(
    required: int, reported: int, expected: str
) -> None:
    one = replace(facts(HH_LOAN={9: 1}), reports=Timeliness(Fraction(0), required, reported))
    assert ranked(MOVEMENT, LEAGUE, one) == expected


def test_nothing_known_is_no_data() -> None:
    assert ranked(MOVEMENT, LEAGUE, NONE) == "no_data"


def test_opening_balances_sessions_and_plans_alone_are_no_data() -> None:
    alone = replace(facts(GDX_N={9: 1}, LOAN_PLAN={1: 5}, SAV_BAL={}), opening={"SAV_BAL": 1})
    assert ranked(MOVEMENT, LEAGUE, alone) == "no_data"
    assert ranked(MOVEMENT, LEAGUE, facts(PRIN_DUE={9: 0})) == "ranked"


def test_what_is_worth_nothing_wins_no_tie() -> None:
    measures = {"INT_RATE": Measure(Fraction(100), note="half")}
    assert tie_key(MOVEMENT, LEAGUE, measures)[1] == WORST


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), max_size=12))
def test_places_are_shared_as_1_2_2_4(keys: list[tuple[int, int]]) -> None:
    assert places(keys) == [1 + sum(other > key for other in keys) for key in keys]


def test_ties_go_by_overdue_interest_savers_time_and_size() -> None:
    measures = {
        "OVD_RATE": Measure(Fraction(1, 2)), "INT_RATE": Measure(Fraction(99)),
        "SAV_PART": Measure(Fraction(90)), "TIMELY": Measure(None),
        "LOANS": Measure(Fraction(12_000_000_000)),
    }  # fmt: skip
    found = tie_key(MOVEMENT, LEAGUE, measures)
    assert found == (-500_000_000, 99 * 10**9, 90 * 10**9, WORST, 12_000_000_000)
    assert max(found) < 2**63


def test_periods_know_their_days_and_neighbours() -> None:
    quarter = Period.parse("2026-Q4")
    assert (quarter.first, quarter.last) == (date(2026, 10, 1), date(2026, 12, 31))
    assert (quarter.next().code, quarter.previous().code) == ("2027-Q1", "2026-Q3")
    assert Period.parse("2027-01").previous().code == "2026-12"
    for wrong in ("2026-13", "2026-Q5", "26", "2026-1", ""):
        with pytest.raises(ValueError, match="no period"):
            Period.parse(wrong)


def test_due_days_and_locks_of_the_criteria() -> None:
    forms = MOVEMENT.forms
    month, quarter, last = (Period.parse(c) for c in ("2026-11", "2026-Q3", "2026-Q4"))
    assert (forms["head-month"].due(month), forms["head-month"].lock(month)) == (
        date(2026, 12, 5), date(2026, 12, 10),
    )  # fmt: skip
    assert (forms["head-quarter"].due(quarter), forms["head-quarter"].lock(quarter)) == (
        date(2026, 10, 10), date(2026, 10, 15),
    )  # fmt: skip
    assert (forms["head-quarter"].due(last), forms["head-quarter"].lock(last)) == (
        date(2027, 1, 5), date(2027, 1, 7),
    )  # fmt: skip
    assert forms["commune-year"].due(Period.parse("2026")) == date(2027, 1, 5)
