"""Promise: no wrong value in silence. A slip of the finger gives the same value or a question."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locales.reading import Ambiguous, Value, read
from locales.translator import languages

TODAY = date(2026, 12, 23)
every_language = pytest.mark.parametrize("language", languages())


def _amount(text: str, language: str = "vi") -> object:
    outcome = read("amount", text, language, today=TODAY)
    return outcome.value if isinstance(outcome, Value) else None


@every_language
@given(number=st.integers(1, 9999), letter=st.sampled_from("oOlIzsSxq"), at=st.integers(0, 3))
def test_a_letter_among_the_digits_is_never_a_value(
    language: str, number: int, letter: str, at: int
) -> None:
    digits = str(number)
    text = f"{digits[:at]}{letter}{digits[at:]}"
    for unit in ("", " million", " triệu", " मिलियन", " مليون"):
        assert _amount(text + unit, language) is None


@every_language
@given(number=st.integers(1, 9999))
def test_a_bare_small_amount_is_asked_back_with_its_readings(language: str, number: int) -> None:
    outcome = read("amount", str(number), language, today=TODAY)
    assert isinstance(outcome, Ambiguous)
    assert len(outcome.readings) == 2


@every_language
@given(first=st.integers(1, 99), second=st.integers(1, 99), mark=st.sampled_from(",;/-&\n"))
def test_two_numbers_are_never_one(language: str, first: int, second: int, mark: str) -> None:
    outcome = read("count", f"{first} {mark} {second}", language, today=TODAY)
    assert not isinstance(outcome, Value)


@every_language
@given(number=st.integers(0, 10**9), word=st.sampled_from(["xyz", "ngõ", "qwerty", "कखग", "ثثث"]))
def test_a_word_that_is_not_understood_is_never_passed_over(
    language: str, number: int, word: str
) -> None:
    for kind in ("amount", "count", "percent", "points"):
        for text in (f"{number} {word}", f"{word} {number}"):
            assert not isinstance(read(kind, text, language, today=TODAY), Value)


@every_language
@given(number=st.integers(0, 10**12))
def test_a_negative_or_a_question_is_never_a_value(language: str, number: int) -> None:
    for kind in ("amount", "count", "percent", "points"):
        for text in (f"-{number}", f"- {number}", f"−{number}", f"{number}?"):
            assert not isinstance(read(kind, text, language, today=TODAY), Value)


DOUBTFUL = """
lãi 2 triệu | nợ 2 triệu | không phải 45 triệu | không có 45 triệu | thiếu 2 triệu | +5 triệu|
mười mấy triệu | vài triệu | hai ba triệu | 5 t | 15 chai | 2 tỏi | tất cả 45 triệu|
1 triệu 2 tỷ | 2 tỷ 3000 triệu | 1,5 tỷ 200 triệu | .5 tỷ | 12..5 triệu | 1e5 | nan | 0912345678|
45 nghìn triệu | 45.000.000 triệu | triệu | K | (500 triệu) | bao nhiêu | từ 15 triệu|
15 triệu, 200 nghìn | 12tr50 | 1 tỷ 25 | 2.3.4 tỷ | ⅓ triệu | 2 hộ
"""


@pytest.mark.parametrize("text", [text.strip() for text in DOUBTFUL.split("|")])
def test_what_leaves_a_doubt_is_asked_back(text: str) -> None:
    assert _amount(text) is None


NOT_NO = {
    "vi": ["không biết", "hình như không", "không sao", "không sai"],
    "en": ["I don't know", "no problem", "not bad", "no doubt"],
    "hi": ["पता नहीं", "क्यों नहीं", "कोई बात नहीं", "नहीं पता"],
    "ar": ["لا أعرف", "لا بأس", "لا شك", "لا مانع"],
}


@pytest.mark.parametrize(("language", "text"), [(c, text) for c in NOT_NO for text in NOT_NO[c]])
def test_negation_is_not_always_no(language: str, text: str) -> None:
    assert not isinstance(read("yesno", text, language, today=TODAY), Value)
    assert not isinstance(read("amount", text, language, today=TODAY), Value)


def test_tone_marks_of_short_words_count() -> None:
    """bà is no number and cô no yes, though without marks they look like ba and có."""
    assert not isinstance(read("count", "bà", "vi", today=TODAY), Value)
    assert not isinstance(read("yesno", "cô", "vi", today=TODAY), Value)
    assert not isinstance(read("period", "tháng sau", "vi", today=TODAY), Value)
