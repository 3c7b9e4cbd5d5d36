"""Guards: what people write every day is read as a person reads it; what is in doubt is asked.

`parse-cases-2.csv` and `word-cases.csv` are the shared tables as they came; `everyday-cases.csv`
holds other wordings of the same kinds ("?": any question back is right).
"""

from __future__ import annotations

from datetime import date

import pytest
import tables
from tables import Row

from locales.reading import Ambiguous, Invalid, Labels, Outcome, Value, read
from locales.reading.clean import clean
from locales.reading.words import command, language_named, word

TODAY = date(2026, 12, 23)
ASKED = ("ambiguous", "invalid")


def _read(row: Row) -> Outcome:
    context = row["context"] or None
    return read(row["kind"], row["input"], row["locale"], today=TODAY, context=context)


def _said(row: Row) -> str:
    if row.get("kind", "word") == "word":
        return word(row["input"], row["locale"]) or "-"
    outcome = _read(row)
    return str(outcome.value) if isinstance(outcome, Value) else type(outcome).__name__.lower()


def _right(row: Row) -> tuple[str, ...]:
    back = row["expected"] == "?" or "any question back" in row.get("note", "")
    return ASKED if back else (row["expected"],)


TABLES = ("parse-cases-2.csv", "word-cases.csv", "everyday-cases.csv")


@pytest.mark.parametrize("rows", [one for name in TABLES for one in tables.by_kind(name)])
def test_what_is_written_every_day_is_read_as_it_is_meant(rows: list[Row]) -> None:
    said = [(row["input"], _said(row), _right(row)) for row in rows]
    assert [one for one in said if one[1] not in one[2]] == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("barah qqlakh", "hi"), ("zwölf million", "en"), ("12 xyz triệu", "vi"),
        ("12 triệu xyz", "vi"), ("ثثث مليون", "ar"), ("không đúng", "vi"), ("không đủ", "vi"),
        ("vài triệu", "vi"), ("hundreds of thousands", "en"), ("12tr trừ 500k", "vi"),
    ],
)  # fmt: skip
def test_what_is_half_understood_offers_nothing(text: str, language: str) -> None:
    outcome = read("amount", text, language, today=TODAY)
    assert outcome == Ambiguous() or isinstance(outcome, Invalid)


OWN = Labels(frozenset(("du no",)), frozenset(("no qua han", "lai ton")))


@pytest.mark.parametrize("text", ["dư nợ: 12tr", "Dư nợ 12tr ạ", "du no = 12tr", "12tr"])
def test_the_label_of_the_very_question_says_nothing_more(text: str) -> None:
    assert read("amount", text, "vi", today=TODAY, labels=OWN) == Value(12_000_000)


@pytest.mark.parametrize(
    "text",
    ["nợ quá hạn 12tr", "lãi tồn: 12tr", "lãi 12tr", "tiết kiệm 12tr", "tồn 12tr", "thu lãi 12tr"],
)
def test_the_label_of_another_question_is_asked_about(text: str) -> None:
    assert read("amount", text, "vi", today=TODAY, labels=OWN) == Ambiguous((12_000_000,))
    assert not isinstance(read("amount", text, "vi", today=TODAY, labels=Labels()), Value)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("english", "en"), ("tieng viet", "vi"), ("Tiếng Việt", "vi"), ("हिन्दी", "hi"),
        ("hindi", "hi"), ("العربية", "ar"), ("tiếng Anh", "en"), ("anh", None), ("45", None),
        ("", None), ("english please report", None),
    ],
)  # fmt: skip
def test_a_language_named_by_itself(text: str, code: str | None) -> None:
    assert language_named(text) == code


@pytest.mark.parametrize("language", ["vi", "en", "hi", "ar"])
@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("confirm", "yes"), ("giữ nguyên", "keep"), ("giu nguyen", "keep"), ("không biết", "skip"),
        ("xác nhận", "yes"), ("skip", "skip"), ("don't know", "skip"), ("إبقاء", "keep"),
        ("waisa hi", "keep"), ("pata nahi", "skip"), ("रद्द करें", "cancel"), ("quay lại", "back"),
        ("trợ giúp", "help"), ("unchanged", "keep"),
    ],
)  # fmt: skip
def test_words_of_every_language_work_in_every_chat(language: str, text: str, meant: str) -> None:
    assert word(text, language) == meant


@pytest.mark.parametrize("language", ["vi", "en", "hi", "ar"])
def test_commands_of_every_language_work_in_every_chat(language: str) -> None:
    assert command("kiểm tra", language) == "review"
    assert command("bc", language) == "report"
    assert command("xếp hạng", language) == "standings"


def test_what_is_cleaned_keeps_every_letter_that_was_written() -> None:
    assert clean("dư nợ 12，5 tr") == "dư nợ 12,5 tr"
