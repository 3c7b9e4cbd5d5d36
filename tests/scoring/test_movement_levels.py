"""Guards: what is ranked, who reports it and what tells equals apart stands in the file."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from september import MONTHS, MOVEMENT, NONE

from scoring.known import due_periods, latest
from scoring.loading import builtin
from scoring.periods import Period, containing, of_year


def test_a_form_of_another_level_does_not_move_a_groups_days() -> None:
    """The first form of a rhythm once decided, whatever its level."""
    forms = MOVEMENT.forms
    early = replace(forms["commune-quarter"], code="first", frequency="monthly")
    later = replace(MOVEMENT, forms={"first": early, **forms})
    asked = replace(NONE, as_of=date(2026, 10, 8))
    assert due_periods(later, "HH_LOAN", asked) == MONTHS[:9]


def test_what_is_asked_once_a_year_ages_in_years() -> None:
    plan = {Period(2026, "yearly", 1): 2_400_000_000}
    known = replace(NONE, as_of=date(2026, 11, 30), values={"LOAN_PLAN": plan})
    assert latest(MOVEMENT, "LOAN_PLAN", known) == 2_400_000_000


@pytest.mark.parametrize("code", ["2026-H1", "2026-H2"])
def test_half_years_are_periods(code: str) -> None:
    period = Period.parse(code)
    assert period.code == code
    assert containing("halfyearly", period.last) == period
    assert period.next().previous() == period
    assert [one.code for one in of_year("halfyearly", 2026)] == ["2026-H1", "2026-H2"]


def test_every_list_is_of_a_level_and_has_a_card() -> None:
    movement = builtin()
    assert movement.leagues
    for league in movement.leagues.values():
        assert league.level in movement.levels
        assert league.card in movement.cards
        assert {*league.inside} <= movement.levels.keys()
        assert {tie.measure for tie in league.ties} <= movement.derived.keys()
