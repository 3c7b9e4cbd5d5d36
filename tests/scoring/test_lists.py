"""Guards: what is said of lists over several units: values, means, coverage, classes of size."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from september import MOVEMENT, NONE, facts

from scoring.periods import of_year
from scoring.rollup import coverage, how, own, rollup
from scoring.stored import value_of

SIZES = [(4, 0), (5, 1), (19, 1), (20, 2), (60, 3), (61, 0), (None, 0)]


def test_a_unit_and_a_sum_are_worth_what_one_function_says() -> None:
    rate, change = MOVEMENT.derived["INT_RATE"], MOVEMENT.derived["INT_ARR_CHG"]
    assert value_of(rate, 0, 0) is None
    assert [value_of(change, *ends) for ends in ((0, 0), (5, 0), (5, 10))] == [-100, 100, -50]
    assert value_of(MOVEMENT.derived["GRADE_F"], 8499, 1) == Fraction(3, 4)
    assert value_of(MOVEMENT.derived["VIO_PER100"], 3, 12) == 25


def test_how_many_units_have_data_is_counted() -> None:
    units = [own(MOVEMENT, facts(LOAN_OUT={9: 1})), own(MOVEMENT, NONE)]
    assert coverage(MOVEMENT, MOVEMENT.leagues["groups"], units) == (1, 2)


@pytest.mark.parametrize(("size", "found"), SIZES)
def test_lists_may_have_classes_of_size(size: int | None, found: int) -> None:
    groups = MOVEMENT.leagues["groups"]
    assert groups.class_of(size) == 0
    assert replace(groups, classes=((5, 19), (20, 39), (40, 60))).class_of(size) == found


def test_a_form_of_an_office_makes_the_same_questions_its_own() -> None:
    """The file alone says so: another form, and its communes' documents are not its own."""
    quarter = MOVEMENT.forms["commune-quarter"]
    its = replace(quarter, code="office-quarter", level="office", indicators=("DOC_N", "INSP_DONE"))
    asked = replace(MOVEMENT, forms={**MOVEMENT.forms, its.code: its})
    quarters = of_year("quarterly", 2026)[:3]
    told = replace(NONE, level="office", values={"DOC_N": dict.fromkeys(quarters, 2)})
    communes = [own(asked, replace(told, level="commune"))] * 3
    found = rollup(asked, "office", own(asked, told), communes)
    assert [how(asked, "office", code) for code in ("DOC_N", "PROP_N")] == ["own", "mean"]
    assert value_of(asked.derived["DOC_N"], found["DOC_N"].top, found["DOC_N"].bottom) == 6
