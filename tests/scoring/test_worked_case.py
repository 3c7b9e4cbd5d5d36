"""The worked case RC23: values, points and total exactly as the Council would compute by hand."""

from __future__ import annotations

import json
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from scoring.facts import Facts, Timeliness
from scoring.loading import builtin
from scoring.periods import Period, of_year
from scoring.points import measure, score

CASES = {
    case["id"]: case
    for case in json.loads((Path(__file__).parent / "real-cases.json").read_text())["cases"]
}
MONTHS = of_year("monthly", 2026)
QUARTERS = of_year("quarterly", 2026)


def spread(total: int) -> dict[Period, int]:
    """A year's total over twelve months, as evenly as whole numbers allow."""
    share, rest = divmod(total, 12)
    return {month: share + (n < rest) for n, month in enumerate(MONTHS)}


def worked(given: dict[str, Any]) -> Facts:
    end = MONTHS[-1]
    values = {
        "HH_LOAN": spread(given["HH_LOAN_year_sum"]),
        "SAV_HH": spread(given["SAV_HH_year_sum"]),
        "LOAN_OUT": {end: given["LOAN_OUT"]},
        "LOAN_OVD": {end: given["LOAN_OVD"]},
        "INT_DUE": spread(given["INT_DUE_year"]),
        "INT_COL": spread(given["INT_COL_year"]),
        "INT_ARR": {end: given["INT_ARR_end"]},
        "SAV_BAL": {end: given["SAV_BAL_end"]},
        "GDX_ATT": {m: int(n < given["GDX_yes"]) for n, m in enumerate(MONTHS)},
        "PRIN_DUE": {end: given["PRIN_DUE"]} | dict.fromkeys(MONTHS[:-1], 0),
        "PRIN_COL": {end: given["PRIN_COL"]} | dict.fromkeys(MONTHS[:-1], 0),
        "USE_BAD": dict.fromkeys(QUARTERS, given["USE_BAD"]),
        "GRADE_PT": {end: given["GRADE_PT"] * 100},
        "MEET_N": dict(zip(QUARTERS, given["MEET_N"], strict=True)),
        "REC_OK": dict(zip(QUARTERS, map(int, given["REC_OK"]), strict=True)),
        "VIO_OPEN": {QUARTERS[-1]: given["VIO_OPEN"]},
    }
    return Facts(
        values=values,
        opening={"INT_ARR": given["INT_ARR_start"], "SAV_BAL": given["SAV_BAL_start"]},
        reports=Timeliness(Fraction(given["reports_on_time"]), given["reports_required"], 16),
        active_from=MONTHS[0],
        as_of=date(2027, 1, 20),
        year=2026,
        level="group",
    )


def shown(value: Fraction, digits: int) -> Decimal:
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return exact.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)


def test_the_worked_case_gives_the_values_points_and_total_of_the_document() -> None:
    case = CASES["RC23"]
    movement = builtin()
    card = movement.cards["TN-G"]
    measures = measure(movement, movement.leagues["groups"], worked(case["input"]))
    for code, expected in case["expected"]["values"].items():
        found = measures[code].value
        assert found is not None, code
        assert float(shown(found, 4)) == expected, code
    result = score(card, measures)
    for item in result.items:
        assert float(shown(item.points, 2)) == case["expected"]["points"][item.code], item.code
    assert shown(result.total, 2) == Decimal("86.11")


@pytest.mark.parametrize("n", range(8))
def test_the_bands_of_the_bank_compare_unrounded(n: int) -> None:
    case = CASES["RC26"]
    points = Fraction(str(case["input"]["scores"][n]))
    assert builtin().derived["GRADE_F"].band(points * 100).name == case["expected"]["grades"][n]
