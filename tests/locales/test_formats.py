"""Promise: values are written as the readers of each language write them; halves go up."""

from __future__ import annotations

from datetime import UTC, date, datetime
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest

from locales import formats, listing
from locales.rounding import half_up


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("vi", "586 tỷ đồng"),
        ("en", "586 billion VND"),
        ("hi", "586 बिलियन वीएनडी"),
        ("ar", "586 مليار دونج"),
    ],
)
def test_the_shared_case_of_an_amount(language: str, text: str) -> None:
    assert formats.money_short(586_000_000_000, language) == text


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (0, "0 đồng"),
        (999, "999 đồng"),
        (1000, "1 nghìn đồng"),
        (12_500_000, "12,5 triệu đồng"),
        (662_449_999_999, "662,4 tỷ đồng"),
        (662_450_000_000, "662,5 tỷ đồng"),
        (950_000_000, "950 triệu đồng"),
        (999_949_999, "999,9 triệu đồng"),
        (999_950_000, "1 tỷ đồng"),
        (2_391_000_000_000, "2.391 tỷ đồng"),
    ],
)
def test_short_money_has_one_decimal_at_most(amount: int, text: str) -> None:
    assert formats.money_short(amount, "vi") == text


def test_long_money_and_both() -> None:
    assert formats.money_long(586_000_000_000, "vi") == "586.000.000.000 đồng"
    assert formats.money_both(12_500_000, "vi") == "12,5 triệu đồng (12.500.000 đ)"
    assert formats.money_both(500, "vi") == "500 đồng"
    assert formats.money_long(12_345_678, "hi") == "1,23,45,678 वीएनडी"
    assert formats.money_long(12_345_678, "ar") == "12٬345٬678 دونج"


def test_shares_points_and_changes() -> None:
    assert formats.share(Fraction(9785, 100), "vi") == "97,85 %"
    assert formats.share(Fraction(32 * 100, 35), "en", digits=1) == "91.4%"
    assert formats.share(None, "vi") == "–"
    assert formats.points(Fraction(86105, 1000), "vi") == "86,11"
    assert formats.change(Fraction(51, 10), "vi") == "+5,1 %"
    assert formats.change(Fraction(-1, 3), "en") == "−0.3%"


def test_days_and_moments_are_local_and_name_the_year() -> None:
    moment = datetime(2027, 1, 9, 18, 30, tzinfo=UTC)
    zone = ZoneInfo("Asia/Ho_Chi_Minh")
    assert formats.moment(moment, zone, "vi") == "10/01/2027 01:30"
    assert formats.day(date(2027, 1, 10), "en") == "10 January 2027"
    assert formats.day(date(2027, 1, 10), "hi") == "10 जनवरी 2027"
    assert formats.day(date(2027, 1, 10), "ar") == "10 يناير 2027"


def test_periods_by_their_code() -> None:
    codes = ("2026-09", "2026-Q3", "2026-H2", "2026")
    assert [formats.period(c, "vi") for c in codes] == [
        "tháng 9/2026", "quý 3/2026", "6 tháng cuối năm 2026", "năm 2026",
    ]  # fmt: skip
    assert [formats.period(c, "en") for c in codes] == [
        "September 2026", "Q3 2026", "second half of 2026", "2026",
    ]  # fmt: skip
    for code in ("2026-13", "2026-Q5", "2026-H3", "26", ""):
        with pytest.raises(ValueError, match="not a period"):
            formats.period(code, "vi")


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "0 أسرة"),
        (1, "أسرة واحدة"),
        (2, "أسرتان"),
        (3, "3 أسر"),
        (11, "11 أسرة"),
        (100, "100 أسرة"),
    ],
)
def test_arabic_has_six_forms(number: int, text: str) -> None:
    assert formats.value("households", number, "ar") == text


def test_a_value_by_its_unit() -> None:
    assert formats.value("households", 1, "en") == "1 household"
    assert formats.value("count", 2043, "vi") == "2.043"
    assert formats.value("yesno", 0, "vi") == "Không"
    assert formats.value("points", 950, "vi") == "9,5 điểm"
    assert formats.value("percent", Fraction(1, 3), "vi") == "0,33 %"
    assert formats.value_full("VND", 45_000_000, "vi") == "45 triệu đồng (45.000.000 đ)"
    assert listing.listing(["a", "b", "c"], "vi") == "a, b và c"


def test_halves_go_away_from_zero_without_a_float() -> None:
    assert str(half_up(Fraction(25, 1000), 2)) == "0.03"
    assert str(half_up(Fraction(-25, 1000), 2)) == "-0.03"
    assert str(half_up(10**15 + 1, 0)) == str(10**15 + 1)


@pytest.mark.parametrize(
    ("language", "texts"),
    [
        ("vi", ["hạng 1", "hạng 2", "hạng 3", "hạng 11", "hạng 22"]),
        ("en", ["1st", "2nd", "3rd", "11th", "22nd"]),
        ("hi", ["1ला", "2रा", "3रा", "11वाँ", "22वाँ"]),
        ("ar", ["1", "2", "3", "11", "22"]),
    ],
)
def test_places_are_ordinal_numbers(language: str, texts: list[str]) -> None:
    assert [formats.ordinal(n, language) for n in (1, 2, 3, 11, 22)] == texts
