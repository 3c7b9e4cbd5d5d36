"""Promise: every case of the shared table reads as agreed; what is not clear becomes a question.

`parse-cases.csv` is the shared table as it came, `more-cases.csv` holds more of the same kinds; an
expected value with " ~" behind it is an approximate one.
"""

from __future__ import annotations

from datetime import date

import pytest
import tables
from tables import Row

from locales.reading import Ambiguous, Invalid, Outcome, Value, read
from locales.reading.outcome import Read

TODAY = date(2026, 12, 23)


def _read(row: Row) -> Outcome:
    context = row["context"] or None
    return read(row["kind"], row["input"], row["locale"], today=TODAY, context=context)


def _said(outcome: Outcome) -> str:
    if not isinstance(outcome, Value):
        return type(outcome).__name__.lower()
    value = outcome.value
    text = value.isoformat() if isinstance(value, date) else str(value)
    return f"{text} ~" if outcome.approximate else text


@pytest.mark.parametrize("rows", tables.by_kind("parse-cases.csv"))
def test_the_shared_cases(rows: list[Row]) -> None:
    said = [(row["input"], _said(_read(row)).removesuffix(" ~"), row["expected"]) for row in rows]
    assert [one for one in said if one[1] != one[2]] == []


@pytest.mark.parametrize("rows", tables.by_kind("more-cases.csv"))
def test_the_further_cases(rows: list[Row]) -> None:
    said = [(row["input"], _said(_read(row)), row["expected"]) for row in rows]
    assert [one for one in said if one[1] != one[2]] == []


@pytest.mark.parametrize(
    "text", ["khoảng 15 triệu", "hơn 15 triệu", "15 triệu trở lên", "about 15m", "حوالي ١٥ مليون"]
)
def test_about_and_more_than_are_kept_as_a_flag(text: str) -> None:
    assert read("amount", text, "vi", today=TODAY) == Value(15_000_000, approximate=True)


@pytest.mark.parametrize(
    ("kind", "text", "readings"),
    [
        ("amount", "45", (45_000, 45_000_000)),
        ("amount", "1,5", (1_500_000, 1_500_000_000)),
        ("amount", "1 tỷ 25", (1_250_000_000, 1_025_000_000)),
        ("amount", "2,391 triệu", (2_391_000, 2_391_000_000)),
        ("amount", "15-20 triệu", (15_000_000, 20_000_000)),
        ("amount", "45.000.000 triệu", (45_000_000, 45_000_000_000_000)),
        ("count", "45 hộ, 2 hộ mới", (45, 2)),
        ("count", "2 hộ chậm lãi nhưng mai nộp", (2,)),
        ("amount", "chưa có", (0,)),
        ("date", "thứ tư", (date(2026, 12, 23), date(2026, 12, 30))),
        ("yesno", "1", ("yes", "no")),
    ],
)
def test_a_doubt_offers_its_readings(kind: str, text: str, readings: tuple[Read, ...]) -> None:
    context = "future" if kind == "date" else None
    assert read(kind, text, "vi", today=TODAY, context=context) == Ambiguous(readings)


@pytest.mark.parametrize(
    ("kind", "text", "reason"),
    [
        ("amount", "", "empty"),
        ("amount", " \u200b\n", "empty"),
        ("amount", "1" * 201, "too_long"),
        ("amount", "abc", "not_a_number"),
        ("amount", "15O triệu", "letter_for_digit"),
        ("amount", "12.50.000", "bad_grouping"),
        ("amount", "-5 triệu", "negative"),
        ("count", "35,5", "not_whole"),
        ("amount", "98%", "wrong_unit"),
        ("count", "45 triệu", "wrong_unit"),
        ("amount", "15 chai", "slang"),
        ("amount", "9" * 18, "too_big"),
        ("date", "abc", "not_a_date"),
        ("date", "30/2", "no_such_date"),
        ("period", "abc", "not_a_period"),
        ("yesno", "abc", "not_yes_no"),
    ],
)
def test_a_refusal_says_why(kind: str, text: str, reason: str) -> None:
    assert read(kind, text, "vi", today=TODAY) == Invalid(reason)


def test_an_unknown_kind_is_a_mistake_of_the_program() -> None:
    with pytest.raises(LookupError):
        read("colour", "red", "vi", today=TODAY)
