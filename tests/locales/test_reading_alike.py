"""Promise: an answer reads the same however the keyboard dresses it; never as another value."""

from __future__ import annotations

import csv
import unicodedata
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locales.fold import without_marks
from locales.reading import Outcome, Value, read
from locales.translator import languages

TODAY = date(2026, 12, 23)
DIGITS = {"arabic": 0x660, "extended": 0x6F0, "devanagari": 0x966, "khmer": 0x17E0, "wide": 0xFF10}


def _rows() -> list[dict[str, str]]:
    with (Path(__file__).parent / "more-cases.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


ROWS = _rows()


def _read(row: dict[str, str], text: str) -> Outcome:
    return read(row["kind"], text, row["locale"], today=TODAY, context=row["context"] or None)


def _dressed(row: dict[str, str]) -> list[str]:
    text = row["input"]
    native = [
        text.translate({48 + n: chr(zero + n) for n in range(10)}) for zero in DIGITS.values()
    ]
    return [
        unicodedata.normalize("NFD", text),
        unicodedata.normalize("NFC", text),
        text.upper(),
        f"  {text}\n",
        f"\u200f{text}\u200e",
        f"\u2068{text}\u2069",
        text.replace(" ", "\u00a0"),
        text.replace(" ", "\u2009 "),
        *native,
    ]


@pytest.mark.parametrize("locale", languages())
def test_the_same_answer_in_other_dress(locale: str) -> None:
    for row in ROWS:
        if row["locale"] == locale:
            for text in _dressed(row):
                assert _read(row, text) == _read(row, row["input"]), ascii(text)


def test_without_tone_marks_it_is_the_same_or_a_question() -> None:
    for row in ROWS:
        bare = without_marks(row["input"])
        found, meant = _read(row, bare), _read(row, row["input"])
        if row["locale"] == "vi" and isinstance(found, Value) and isinstance(meant, Value):
            assert found == meant, bare


def test_most_answers_are_understood_without_tone_marks() -> None:
    values = [
        row for row in ROWS if row["locale"] == "vi" and isinstance(_read(row, row["input"]), Value)
    ]
    bare = [row for row in values if isinstance(_read(row, without_marks(row["input"])), Value)]
    assert len(bare) > 0.97 * len(values)


@given(
    text=st.one_of(st.text(max_size=60), st.text("0123456789.,٫٬ /-%đk", max_size=60)),
    kind=st.sampled_from(["amount", "count", "percent", "points", "date", "period", "yesno"]),
    language=st.sampled_from(languages()),
    context=st.sampled_from(["future", "past", "none", None]),
)
def test_nothing_that_is_written_breaks_the_reading(
    text: str, kind: str, language: str, context: str | None
) -> None:
    assert read(kind, text, language, today=TODAY, context=context) is not None


WORDS = """
999999999999999999 10/1 tháng ngày thứ quý sau nữa
12 1,5 1.500 45.000 0 tr triệu tỷ nghìn k rưỡi năm mươi trăm lăm không có chưa hơn 15 - / , .
linh một hai và đồng hộ % phẩy đến
"""


@given(
    words=st.lists(st.sampled_from(WORDS.split()), max_size=7),
    language=st.sampled_from(languages()),
)
def test_any_order_of_number_words_gives_an_outcome(words: list[str], language: str) -> None:
    for kind in ("amount", "count", "percent", "points", "date", "period"):
        assert read(kind, " ".join(words), language, today=TODAY) is not None
