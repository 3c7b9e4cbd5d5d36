"""What each question refuses, doubts and accepts (criteria, section 2)."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from locales import reading
from scoring.loading import builtin
from scoring.rules import Known

MOVEMENT = builtin()
CASES = {
    case["id"]: case
    for case in json.loads((Path(__file__).parent / "real-cases.json").read_text())["cases"]
}
ORDER = MOVEMENT.forms["head-month"].indicators


def judge(code: str, value: int, **known: Any) -> str:
    """refuse, confirm, explain or accept."""
    given = {"values": {}, "last": {}, "figures": {}, "register": {}} | known
    found = MOVEMENT.indicators[code].check(value, Known(**given))
    return found[0].kind if found else "accept"


@pytest.mark.parametrize("n", range(6))
def test_the_examples_of_the_criteria(n: int) -> None:
    given = CASES["RC32"]["input"][n]
    expected = CASES["RC32"]["expected"]["result"][n]
    code = next(c for c in reversed(ORDER) if c in given)
    last = {k.removeprefix("prev_"): v for k, v in given.items() if k.startswith("prev_")}
    values = {k: v for k, v in given.items() if k in ORDER and k != code}
    if given[code] < 0:  # a negative number never gets as far as a rule
        read = reading.read("amount", str(given[code]), "vi", today=date(2026, 12, 1))
        assert isinstance(read, reading.Invalid)
        return
    assert judge(code, given[code], values=values, last=last) == expected


@pytest.mark.parametrize(
    ("code", "value", "known", "expected"),
    [
        ("HH_LOAN", 4, {}, "confirm"),
        ("HH_LOAN", 45, {"register": {"households": 49}}, "confirm"),
        ("HH_LOAN", 45, {"register": {"households": 48}}, "accept"),
        ("LOAN_OUT", 44_000_000, {"values": {"HH_LOAN": 45}}, "confirm"),
        ("LOAN_OUT", 45_000_000, {"values": {"HH_LOAN": 45}}, "accept"),
        ("LOAN_OUT", 9_000_000_001, {"values": {"HH_LOAN": 45}}, "confirm"),
        ("LOAN_OUT", 0, {"values": {"HH_LOAN": 45}}, "confirm"),
        ("LOAN_OUT", 2_020_000_001, {"figures": {"LOAN_OUT": 2_000_000_000}}, "confirm"),
        ("LOAN_OUT", 2_020_000_000, {"figures": {"LOAN_OUT": 2_000_000_000}}, "accept"),
        ("LOAN_OUT", 100_000_000, {"last": {"LOAN_OUT": 0}}, "accept"),
        ("LOAN_OUT", 131, {"last": {"LOAN_OUT": 100}}, "confirm"),
        ("LOAN_OVD", 100, {"values": {"LOAN_OUT": 99}}, "refuse"),
        ("LOAN_OVD", 50_000_001, {"values": {"LOAN_OUT": 1_000_000_000}}, "confirm"),
        ("LOAN_OVD", 50_000_000, {"values": {"LOAN_OUT": 1_000_000_000}}, "accept"),
        ("LOAN_OVD", 1, {"last": {"LOAN_OVD": 0}}, "confirm"),
        ("INT_DUE", 15_000_001, {"values": {"LOAN_OUT": 1_000_000_000}}, "confirm"),
        ("INT_DUE", 15_000_000, {"values": {"LOAN_OUT": 1_000_000_000}}, "accept"),
        ("INT_COL", 301, {"values": {"INT_DUE": 100}}, "refuse"),
        ("INT_COL", 118, {"values": {"INT_DUE": 100}}, "confirm"),
        ("INT_COL", 7_999_999, {"values": {"INT_DUE": 10_000_000}}, "confirm"),
        ("INT_COL", 8_000_000, {"values": {"INT_DUE": 10_000_000}}, "accept"),
        ("INT_COL", 500, {"values": {"INT_DUE": 0}}, "confirm"),
        ("INT_ARR", 301, {"values": {"INT_DUE": 100}}, "confirm"),
        ("LOAN_OUT", 9_999_999, {}, "confirm"),
        ("LOAN_OUT", 10_000_000, {}, "accept"),
        ("LOAN_OVD", 499_999, {}, "confirm"),
        ("LOAN_OVD", 500_000, {}, "accept"),
        ("INT_DUE", 899_999, {"values": {"HH_LOAN": 45}}, "confirm"),
        ("INT_DUE", 900_000, {"values": {"HH_LOAN": 45}}, "accept"),
        ("INT_DUE", 100_000, {}, "accept"),
        ("INT_COL", 99_999, {}, "confirm"),
        ("INT_COL", 100_000, {}, "accept"),
        ("INT_ARR", 99_999, {}, "confirm"),
        ("INT_ARR", 100_000, {}, "accept"),
        ("SAV_BAL", 2_249_999, {"values": {"HH_LOAN": 45}}, "confirm"),
        ("SAV_BAL", 2_250_000, {"values": {"HH_LOAN": 45}}, "accept"),
        ("SAV_BAL", 999_999, {}, "confirm"),
        ("PRIN_DUE", 99_999, {}, "confirm"),
        ("PRIN_DUE", 100_000, {}, "accept"),
        ("PRIN_COL", 99_999, {}, "confirm"),
        ("LOAN_PLAN", 99_999_999, {}, "confirm"),
        ("LOAN_PLAN", 100_000_000, {}, "accept"),
        ("LOCAL_CAP", 9_999_999, {}, "confirm"),
        ("LOCAL_CAP", 10_000_000, {}, "accept"),
        ("SAV_HH", 46, {"values": {"HH_LOAN": 45}}, "confirm"),
        ("SAV_BAL", 101, {"values": {"LOAN_OUT": 100}}, "confirm"),
        ("GDX_ATT", 0, {"last": {"GDX_ATT": 0}}, "confirm"),
        ("GDX_ATT", 0, {"last": {"GDX_ATT": 1}}, "accept"),
        ("MEET_N", 14, {}, "refuse"),
        ("MEET_N", 0, {}, "confirm"),
        ("USE_BAD", 46, {"register": {"borrowers": 45}}, "refuse"),
        ("USE_BAD", 1, {"register": {"borrowers": 45}}, "explain"),
        ("REC_OK", 0, {}, "explain"),
        ("DOC_N", 100, {}, "refuse"),
        ("DOC_N", 21, {}, "confirm"),
        ("MTG_N", 61, {}, "refuse"),
        ("MTG_N", 16, {}, "confirm"),
        ("INSP_PLAN", 100, {}, "refuse"),
        ("DIFF_IN", 1000, {}, "refuse"),
        ("INSP_DONE", 3, {"values": {"INSP_PLAN": 4}}, "confirm"),
        ("GRP_INSP", 3, {"register": {"groups_open": 2}}, "refuse"),
        ("PROP_N", 51, {}, "confirm"),
        ("POOR_REV", 0, {"register": {"quarter": 4}}, "confirm"),
        ("POOR_REV", 0, {"register": {"quarter": 3}}, "accept"),
        ("DIFF_OK", 4, {"values": {"DIFF_IN": 2}, "register": {"difficulties_open": 1}}, "refuse"),
        ("DIFF_OK", 3, {"values": {"DIFF_IN": 2}, "register": {"difficulties_open": 1}}, "accept"),
        ("VIO_FOUND", 1, {}, "explain"),
        ("VIO_OK", 1, {"values": {"VIO_FOUND": 0}, "register": {"violations_open": 0}}, "refuse"),
        ("LOCAL_CAP", 131, {"last": {"LOCAL_CAP": 100}}, "confirm"),
        ("JOBS_N", 151, {"last": {"JOBS_N": 100}}, "confirm"),
        ("JOBS_N", 100_000, {}, "refuse"),
        ("MODEL_N", 1000, {}, "refuse"),
        ("LOAN_PLAN", 0, {}, "refuse"),
        ("PRIN_COL", 11, {"values": {"PRIN_DUE": 10}}, "refuse"),
        ("GRADE_PT", 10_001, {}, "refuse"),
        ("VIO_OPEN", 1, {}, "explain"),
        ("GDX_N", 32, {}, "refuse"),
        ("GDX_N", 2, {}, "confirm"),
    ],
)
def test_a_rule_holds_from_exactly_its_bound(
    code: str, value: int, known: dict[str, Any], expected: str
) -> None:
    assert judge(code, value, **known) == expected


def test_every_indicator_with_a_rule_is_tried_above() -> None:
    tried = {mark.args[1][n][0] for mark in test_a_rule_holds_from_exactly_its_bound.pytestmark
             for n in range(len(mark.args[1]))}  # fmt: skip
    ruled = {code for code, one in MOVEMENT.indicators.items() if one.rules}
    assert ruled <= tried


@pytest.mark.parametrize("code", MOVEMENT.indicators)
def test_the_example_of_a_question_is_not_refused(code: str) -> None:
    assert judge(code, MOVEMENT.indicators[code].example) in ("accept", "confirm", "explain")


def test_a_rule_about_something_not_known_does_not_apply() -> None:
    assert judge("LOAN_OVD", 10**12) == "accept"
    assert judge("LOAN_OVD", 10**12, values={"LOAN_OUT": None}) == "accept"


def test_what_other_answers_say_already_is_not_asked() -> None:
    def skipped(code: str, values: dict[str, int], **register: int) -> bool:
        known = Known(values, {}, {}, register)
        return MOVEMENT.indicators[code].skipped(known)

    assert skipped("GRP_INSP", {"INSP_PLAN": 0, "INSP_DONE": 0})
    assert not skipped("GRP_INSP", {"INSP_PLAN": 0, "INSP_DONE": 1})
    assert skipped("VIO_OK", {"VIO_FOUND": 0}, violations_open=0)
    assert not skipped("VIO_OK", {"VIO_FOUND": 0}, violations_open=2)
    assert not skipped("VIO_OK", {})


MONEY = [code for code, indicator in MOVEMENT.indicators.items() if indicator.unit == "VND"]


@pytest.mark.parametrize("code", MONEY)
@pytest.mark.parametrize("value", [1, 900, 12_400, 99_999])
def test_every_amount_of_money_has_a_floor_below_which_it_is_asked_about(
    code: str, value: int
) -> None:
    """A bare "12.400" is meant in thousands more often than in đồng."""
    assert judge(code, value) in ("confirm", "refuse")


@pytest.mark.parametrize("code", [code for code in MONEY if code != "LOAN_PLAN"])
def test_nothing_is_below_no_floor(code: str) -> None:
    assert judge(code, 0) == "accept"
