"""Guards: points of an appraiser are read exactly, in every language's digits; a doubt is none."""

from __future__ import annotations

from fractions import Fraction

import pytest

from locales.reading.exact import exact


@pytest.mark.parametrize(
    ("language", "said", "value"),
    [
        ("vi", "7,5", Fraction(15, 2)),
        ("vi", "7,5 điểm", Fraction(15, 2)),
        ("vi", "bảy rưỡi", Fraction(15, 2)),
        ("vi", "7/2", Fraction(7, 2)),
        ("vi", " 7 / 3 ", Fraction(7, 3)),
        ("en", "7.125", Fraction(57, 8)),
        ("en", "0", Fraction(0)),
        ("hi", "७.५", Fraction(15, 2)),
        ("ar", "٧٫٥", Fraction(15, 2)),
        ("ar", "٧،٥", Fraction(15, 2)),
    ],
)
def test_it_is_read_exactly(language: str, said: str, value: Fraction) -> None:
    assert exact(said, language) == value


@pytest.mark.parametrize(
    "said", ["", "-3", "7/0", "khoảng 7", "7-8", "1/2/3", "7 5", "nhiều", "9" * 50, "<b>7</b>"]
)
def test_what_is_in_doubt_is_not_read(said: str) -> None:
    assert exact(said, "vi") is None
