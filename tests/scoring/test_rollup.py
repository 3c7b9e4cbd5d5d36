"""Guards: figures of several units are added up, never averaged, and nothing is made up of those
that are silent (criteria, sections 6 and 7).
"""

from __future__ import annotations

import random
from dataclasses import replace
from fractions import Fraction

from september import MONTHS, MOVEMENT, NONE, facts
from test_worked_case import CASES, shown

from scoring.facts import Facts, Timeliness
from scoring.measures import stored
from scoring.periods import of_year
from scoring.points import score
from scoring.rollup import (
    added,
    how,
    measures,
    own,
    rollup,
    standing,
)
from scoring.stored import Stored, measured
from tests.scoring.test_calculator import SEED
from tests.scoring.test_rollup_calculator import YEAR, date, random_branch, rolled

COMMUNES = MOVEMENT.leagues["communes"]
QUARTERS = of_year("quarterly", 2026)
COMMUNE = replace(NONE, level="commune", units={"group": 4})


def commune(**values: list[int | None]) -> Facts:
    """A commune's facts, by quarter."""
    told = {
        code: {q: v for q, v in zip(QUARTERS, by, strict=False) if v is not None}
        for code, by in values.items()
    }
    return replace(COMMUNE, values=told)


def value(code: str, found: Stored) -> Fraction | None:
    return measured(MOVEMENT.derived[code], found).value


def test_rates_are_added_up_and_not_averaged() -> None:
    """RC24: a small bad group does not weigh as much as a large good one."""
    case = CASES["RC24"]
    groups = [
        own(MOVEMENT, facts(**{code: {9: n} for code, n in one.items()}))
        for one in case["input"]["groups"]
    ]
    expected = case["expected"]
    assert [value("OVD_RATE", one["OVD_RATE"]) for one in groups] == [
        Fraction(str(rate)) for rate in expected["group_rates"]
    ]
    rate = value("OVD_RATE", rollup(MOVEMENT, "commune", {}, groups)["OVD_RATE"])
    assert rate is not None
    assert float(shown(rate, 2)) == expected["unit_rate"]


def test_groups_are_counted_by_their_grade() -> None:
    """RC27: the 369 groups of an office, added up from its communes."""
    case = CASES["RC27"]
    points = {"Tốt": 85, "Khá": 70, "Trung bình": 50, "Yếu": 0}
    groups = [
        own(MOVEMENT, facts(GRADE_PT={9: points[name] * 100}))
        for name, n in case["input"].items()
        for _ in range(n)
    ]
    communes = [rollup(MOVEMENT, "commune", {}, part) for part in (groups[::2], groups[1::2])]
    found = rollup(MOVEMENT, "office", {}, communes)
    assert (found["GOOD_SHARE"].top, found["GOOD_SHARE"].bottom) == (314, 369)
    good, weak = (value(code, found[code]) for code in ("GOOD_SHARE", "WEAK_SHARE"))
    assert good is not None
    assert weak is not None
    shares = case["expected"]["shares"]
    assert float(shown(good, 1)) == shares["Tốt"]
    assert float(shown(weak, 1)) == round(shares["Trung bình"] + shares["Yếu"], 1)


def test_savers_are_shares_of_all_households() -> None:
    """RC29, of two groups of households."""
    case = CASES["RC29"]
    told, members = case["input"]["participate"], case["input"]["members"]
    parts = [Stored(told - 4000, members - 4100, 9, 9), Stored(4000, 4100, 9, 9)]
    rate = value("SAV_PART", added(MOVEMENT.derived["SAV_PART"], parts))
    assert rate is not None
    assert float(shown(rate, 1)) == case["expected"]["participation"]


def test_two_steps_give_what_one_gives() -> None:
    """Whatever is a sum: groups to communes to the office, or all at once."""
    dice = random.Random(SEED)
    for _ in range(30):
        branches = [random_branch(dice, date(YEAR, 11, 20)) for _ in range(3)]
        both = [rolled(one) for one in branches]
        office = rollup(MOVEMENT, "office", {}, [one for one, _ in both])
        groups = [group for _, inside in both for group in inside]
        at_once = rollup(MOVEMENT, "union", {}, groups)
        for code in ("OVD_RATE", "OVD_CHG", "INT_RATE", "INT_ARR_CHG", "SAV_PART", "SAV_GROWTH",
                     "PLAN_RATE", "LOANS", "GOOD_SHARE", "WEAK_SHARE", "REC_SHARE"):  # fmt: skip
            assert replace(office[code], note=None) == replace(at_once[code], note=None), code
            assert value(code, office[code]) == value(code, at_once[code])


def test_what_most_units_have_not_told_is_worth_nothing() -> None:
    """One group that tells does not speak for three that do not."""
    good = facts(INT_COL=dict.fromkeys(range(1, 10), 9), INT_DUE=dict.fromkeys(range(1, 10), 9))
    told, silent = own(MOVEMENT, good), own(MOVEMENT, NONE)
    two, four = (rollup(MOVEMENT, "commune", {}, [told, *[silent] * n]) for n in (1, 3))
    made = [measures(MOVEMENT, COMMUNES, one)["INT_RATE"] for one in (two, four)]
    assert [(one.value, one.worthless) for one in made] == [(100, False), (100, True)]


def test_a_silent_group_is_not_graded_above() -> None:
    """Its own grade is the lowest there is, but the commune does not publish it as one."""
    silent = own(MOVEMENT, NONE)
    assert value("GRADE_F", silent["GRADE_F"]) == 0
    found = rollup(MOVEMENT, "commune", {}, [silent, own(MOVEMENT, facts(GRADE_PT={9: 9000}))])
    assert (found["GOOD_SHARE"].top, found["GOOD_SHARE"].bottom) == (1, 1)
    assert found["WEAK_SHARE"].top == 0


def test_books_of_a_commune_are_those_of_the_last_quarter() -> None:
    """A group's own share looks at all quarters; one that is silent now is not counted."""

    def group(*told: int) -> dict[str, Stored]:
        by = dict(zip(QUARTERS, told, strict=False))
        return own(MOVEMENT, replace(NONE, values={"REC_OK": by}, as_of=date(2026, 10, 20)))

    groups = [group(0, 0, 1), group(1, 1, 0), group(1, 1), group(1, 0, 1)]
    found = rollup(MOVEMENT, "commune", {}, groups)["REC_SHARE"]
    assert (found.top, found.bottom, found.known, found.due) == (2, 3, 3, 4)


def test_a_question_that_was_spared_counts_as_nothing() -> None:
    """A quiet commune is not asked how many difficulties it solved; that is no silence."""
    one = commune(DIFF_IN=[2, 0, 0], DIFF_OK=[2], INSP_PLAN=[2, 0, 0], INSP_DONE=[2, 0, 0],
                  GRP_INSP=[3])  # fmt: skip
    at = replace(one, as_of=date(2026, 10, 20))
    assert stored(MOVEMENT, "DIFF_RATE", at) == Stored(2, 2, 3, 3)
    assert stored(MOVEMENT, "GRP_INSP_COV", at) == Stored(3, 4, 3, 3)
    still_open = replace(at, values={**at.values, "DIFF_OK": {QUARTERS[0]: 1}})
    assert stored(MOVEMENT, "DIFF_RATE", still_open) == Stored(1, 2, 1, 3, "half")


def test_an_office_has_the_mean_of_its_communes_and_the_sum_of_their_cases() -> None:
    year = date(2027, 1, 20)
    told = [commune(PROP_N=[n] * 4, POOR_REV=[0, 0, 0, yes], VIO_FOUND=[v, 0, 0, 0], VIO_OK=[v])
            for n, yes, v in ((3, 1, 2), (1, 0, 0), (5, 1, 1))]  # fmt: skip
    communes = [
        rollup(MOVEMENT, "commune", own(MOVEMENT, replace(one, as_of=year)), []) for one in told
    ]
    found = rollup(MOVEMENT, "office", {}, communes)
    assert value("PROP_N", found["PROP_N"]) == 12
    assert value("POOR_REV", found["POOR_REV"]) == Fraction(2, 3)
    assert value("VIO_PER100", found["VIO_PER100"]) == Fraction(300, 12)


def test_reports_of_all_are_added_up_for_the_minimum_share() -> None:
    """DQ5, and reports in time, halves included."""

    def reports(level: str, on_time: str, required: int, reported: int) -> Facts:
        its = Timeliness(Fraction(on_time), required, reported)
        return replace(facts(LOAN_OUT={9: 5}), level=level, reports=its)

    groups = [own(MOVEMENT, reports("group", "2.5", 10, n)) for n in (10, 7)]
    found = rollup(MOVEMENT, "commune", own(MOVEMENT, reports("commune", "1", 3, 1)), groups)
    assert (found["TIMELY"].top, found["TIMELY"].bottom) == (12, 46)
    assert (found["TIMELY"].known, found["TIMELY"].due) == (18, 23)
    assert standing(MOVEMENT, COMMUNES, found) == "not_enough"
    assert standing(MOVEMENT, replace(COMMUNES, minimum_share=78), found) == "ranked"
    assert standing(MOVEMENT, COMMUNES, rollup(MOVEMENT, "commune", {}, [])) == "no_data"


def test_what_a_union_is_never_asked_hands_its_weight_on() -> None:
    """It could not be earned, whatever the card says of what does not apply."""
    made = measures(MOVEMENT, MOVEMENT.leagues["unions"], rollup(MOVEMENT, "union", {}, []))
    items = {item.indicator: item for item in score(MOVEMENT.cards["TN-C"], made).items}
    for code in ("DOC_N", "MTG_N", "INSP_REG", "GRP_INSP_COV", "PROP_N"):
        assert (made[code].note, items[code].weight) == ("not_asked", 0)
    assert sum(item.weight for item in items.values()) == 100
    assert how(MOVEMENT, "commune", "DOC_N") == "own"
    assert how(MOVEMENT, "office", "DOC_N") == "own"
    assert how(MOVEMENT, "union", "DOC_N") is None


def test_a_new_group_has_no_growth_but_counts_in_rates() -> None:
    old = replace(facts(SAV_BAL={9: 150}, LOAN_OUT={9: 10}, LOAN_OVD={9: 1}),
                  opening={"SAV_BAL": 100})  # fmt: skip
    new = replace(facts(SAV_BAL={9: 900}, LOAN_OUT={9: 10}, LOAN_OVD={9: 0}), active_from=MONTHS[7])
    found = rollup(MOVEMENT, "commune", {}, [own(MOVEMENT, one) for one in (old, new)])
    assert value("SAV_GROWTH", found["SAV_GROWTH"]) == 50
    assert value("OVD_RATE", found["OVD_RATE"]) == 5
