"""Promise: what we write, people can send back: every format reads as the value it was made of."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from locales import formats
from locales.reading import Value, read
from locales.rounding import half_up
from locales.translator import languages, translator, with_own_digits

TODAY = date(2026, 12, 23)
every_language = pytest.mark.parametrize("language", languages())
amounts = st.integers(0, 10**14)
counts = st.integers(0, 10**6)


def _back(kind: str, text: str, language: str) -> object:
    outcome = read(kind, text, language, today=TODAY, context="past")
    assert isinstance(outcome, Value), f"{text!r} gives {outcome}"
    assert not outcome.approximate
    return outcome.value


@every_language
@given(amount=amounts)
def test_money_to_the_last_digit(language: str, amount: int) -> None:
    assert _back("amount", formats.money_long(amount, language), language) == amount


@every_language
@given(amount=amounts)
def test_money_in_words_and_digits(language: str, amount: int) -> None:
    assert _back("amount", formats.value_full("VND", amount, language), language) == amount


@every_language
@given(tenths=st.integers(10, 9999), size=st.sampled_from([10**3, 10**6, 10**9]))
def test_short_money_with_one_decimal(language: str, tenths: int, size: int) -> None:
    amount = tenths * size // 10
    assume(language != "hi" or amount < 10**5 or amount >= 10**9)  # lakh and crore: below
    assert _back("amount", formats.money_short(amount, language), language) == amount


@every_language
@given(amount=st.integers(10**4, 10**14))
def test_short_money_is_the_amount_rounded_and_nothing_else(language: str, amount: int) -> None:
    read_back = _back("amount", formats.money_short(amount, language), language)
    steps = (10**2, 10**3, 10**5, 10**8)
    assert read_back in [half_up(Fraction(amount, step), 0) * step for step in steps]


@given(hundredths=st.integers(100, 9999), size=st.sampled_from([10**5, 10**7]))
def test_lakh_and_crore_with_two_decimals(hundredths: int, size: int) -> None:
    amount = hundredths * size // 100
    assert _back("amount", formats.money_short(amount, "hi"), "hi") == amount


@pytest.mark.parametrize("tag", with_own_digits())
@given(amount=amounts, count=counts)
def test_values_in_the_languages_own_digits(tag: str, amount: int, count: int) -> None:
    t = translator(tag)
    for kind, unit, value in (("amount", "VND", amount), ("count", "households", count)):
        written = str(t("{value}", value=formats.value_full(unit, value, t.language)))
        assert written.isascii() is False
        assert not any(digit in written for digit in "0123456789")
        assert _back(kind, written, t.language) == value


@every_language
@given(count=counts)
def test_counts_and_households(language: str, count: int) -> None:
    assert _back("count", formats.value("count", count, language), language) == count
    assert _back("count", formats.value("households", count, language), language) == count


@every_language
@given(hundredths=st.integers(0, 20000))
def test_shares_and_points(language: str, hundredths: int) -> None:
    share = Decimal(hundredths) / 100
    assert _back("percent", formats.share(Fraction(hundredths, 100), language), language) == share
    assert _back("points", formats.points(Fraction(hundredths, 100), language), language) == (
        hundredths
    )
    assert _back("points", formats.value("points", hundredths, language), language) == hundredths


@every_language
@given(day=st.dates(date(2000, 1, 1), date(2100, 12, 31)))
def test_days_and_periods(language: str, day: date) -> None:
    assert _back("date", formats.day(day, language), language) == day
    quarter = f"{day.year}-Q{(day.month + 2) // 3}"
    for code in (f"{day:%Y-%m}", quarter, f"{day.year}"):
        assert _back("period", formats.period(code, language), language) == code
        assert _back("period", code, language) == code


@every_language
@given(amount=amounts)
def test_a_field_that_is_isolated_reads_the_same(language: str, amount: int) -> None:
    shown = translator(language)("{value}", value=formats.money_long(amount, language))
    assert _back("amount", shown.unescape(), language) == amount


@every_language
@pytest.mark.parametrize(("number", "word"), [(1, "yes"), (0, "no")])
def test_yes_and_no(language: str, number: int, word: str) -> None:
    assert _back("yesno", formats.value("yesno", number, language), language) == word
