"""Guards: a half-year is read as one, however people call it, and never as a month or a quarter."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest

from locales import formats
from locales.reading import Ambiguous, Invalid, Outcome, Value, read

TODAY = date(2026, 12, 23)
FIRST, SECOND = "2026-H1", "2026-H2"
SAID = {
    "vi": {
        FIRST: ("6 tháng đầu năm 2026", "6 thang dau nam", "sáu tháng đầu năm nay", "nửa đầu năm",
                "Nửa năm đầu 2026", "báo cáo 6 tháng đầu năm 2026", "H1", "h1/2026", "2026 H1",
                "nửa năm trước", "nua dau nam 2026", "06 tháng đầu năm 2026."),
        SECOND: ("6 tháng cuối năm", "nửa cuối năm 2026", "H2 2026", "sáu tháng cuối năm nay",
                 "nửa năm này", "6 thang cuoi nam 2026"),
        "2025-H2": ("6 tháng cuối năm ngoái", "nửa cuối năm trước", "H2/2025"),
    },
    "en": {
        FIRST: ("first half of 2026", "the first half", "1st half 2026", "H1 '26", "last half-year",
                "first six months of 2026", "the first half of this year"),
        SECOND: ("second half", "2nd half of 2026", "this half-year", "half-year 2 2026"),
        "2025-H1": ("first half of last year", "2025-H1"),
    },
    "hi": {
        FIRST: ("पहली छमाही 2026", "2026 की पहली छमाही", "pehli chhamahi", "पिछली छमाही",
                "प्रथम छमाही २०२६"),
        SECOND: ("दूसरी छमाही", "dusri chhamahi 2026", "इस छमाही"),
    },
    "ar": {
        FIRST: ("النصف الأول من 2026", "النصف الأول من عام ٢٠٢٦", "النصف الاول",
                "نصف السنة الماضي"),
        SECOND: ("النصف الثاني", "النصف الثاني من السنة 2026"),
    },
}  # fmt: skip
DOUBTFUL = {
    "vi": ("6 tháng", "nửa đầu tháng 11", "6 tháng đầu năm 2025 và 2026", "nửa năm", "6 tháng qua"),
    "en": ("first half of november", "half", "half of 2026", "six months"),
    "hi": ("छमाही", "6 महीने"),
    "ar": ("النصف", "ستة أشهر"),
}


def said(text: str, language: str) -> Outcome:
    return read("period", text, language, today=TODAY, context="past")


@pytest.mark.parametrize("language", SAID)
def test_a_half_year_is_read_however_it_is_called(language: str) -> None:
    for code, ways in SAID[language].items():
        for way in (*ways, *(unicodedata.normalize("NFD", way) for way in ways)):
            assert said(way, language) == Value(code), way


@pytest.mark.parametrize("language", DOUBTFUL)
def test_what_may_be_something_else_is_asked(language: str) -> None:
    for way in DOUBTFUL[language]:
        found = said(way, language)
        assert isinstance(found, Ambiguous | Invalid), (way, found)


@pytest.mark.parametrize("language", SAID)
def test_what_is_written_is_read_again(language: str) -> None:
    for code in (FIRST, SECOND, "2031-H1"):
        assert said(formats.period(code, language), language) == Value(code)


def test_without_a_year_the_nearest_is_meant() -> None:
    june = date(2026, 6, 3)
    assert read("period", "6 tháng cuối năm", "vi", today=june) == Value("2025-H2")
    ahead = read("period", "6 tháng cuối năm", "vi", today=june, context="future")
    assert ahead == Value("2026-H2")
    both = read("period", "6 tháng cuối năm", "vi", today=june, context="none")
    assert both == Ambiguous(("2025-H2", "2026-H2"))
