"""Writes values as the readers of a language do; `locales.reading` reads all of it back."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, tzinfo
from fractions import Fraction
from functools import cache, lru_cache
from typing import Any

from babel import Locale
from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal

from locales.rounding import Number, half_up
from locales.tables import table

_SCALES = {
    "billion": (10**9, 1), "crore": (10**7, 2), "million": (10**6, 1), "lakh": (10**5, 2),
    "thousand": (10**3, 1),
}  # fmt: skip
"""Words of the table `write`, those that a language has: their size, and decimals at most."""
_PERIOD = re.compile(r"(\d{4})(?:-(?:Q([1-4])|H([12])|(0[1-9]|1[0-2])))?")


def number(value: Number, language: str) -> str:
    """A number with its thousands grouped and up to two decimals, half up."""
    return _decimals(value, language, least=0, most=2)


def money_short(value: int, language: str) -> str:
    """đồng in the largest word that fits, few decimals, half up: "662,4 tỷ đồng"."""
    for word, size, digits, least in _scales(language):
        if abs(value) >= least:
            return _counted(word, half_up(Fraction(value, size), digits), language)
    return money_long(value, language)


@cache
def _scales(language: str) -> list[tuple[str, int, int, Fraction]]:
    """Words, sizes, decimals, the largest first; and from which amount on each is the word.

    999,95 million would be written as 1.000 million: it is 1 billion from there on.
    """
    found, smaller = [], (1, 0)
    for word, (size, digits) in reversed(_SCALES.items()):
        if word in _write(language):
            least = size - Fraction(smaller[0], 2 * 10 ** smaller[1])
            found.append((word, size, digits, least))
            smaller = (size, digits)
    return found[::-1]


def money_long(value: int, language: str) -> str:
    """đồng to the last digit: "662.400.000.000 đồng"."""
    return _counted("vnd", value, language)


def money_both(value: int, language: str) -> str:
    """Words and digits, as on a receipt: "12,5 triệu đồng (12.500.000 đ)"."""
    short = money_short(value, language)
    if short == money_long(value, language):
        return short
    digits = str(_write(language)["digits"]).format(n=number(value, language))
    return f"{short} ({digits})"


def share(value: Number | None, language: str, digits: int = 2) -> str:
    """Percent points: Fraction(9785, 100) is "97,85 %"; a dash where there is no value."""
    if value is None:
        return str(_write(language)["unknown"])
    written = _decimals(abs(value), language, least=digits, most=digits)
    return ("−" if value < 0 else "") + str(_write(language)["percent"]).format(n=written)


def rate(value: Number, language: str, digits: int = 2) -> str:
    """Percent points without zeros at the end: "93,33 %", "100 %"."""
    written = _decimals(value, language, least=0, most=digits)
    return str(_write(language)["percent"]).format(n=written)


def change(value: Number, language: str, digits: int = 1) -> str:
    """A change in percent points, with its sign: "+5,2 %"."""
    written = _decimals(half_up(abs(Fraction(value)), digits), language, least=0, most=digits)
    sign = "+" if value > 0 else "−" if value < 0 else ""
    return sign + str(_write(language)["percent"]).format(n=written)


def points(value: Number, language: str) -> str:
    """Points with two decimals, half up: "86,11"."""
    return _decimals(value, language, least=2, most=2)


def decimals(value: Number, language: str, digits: int) -> str:
    """A number with just so many decimals, rounded half up: "1,0825"."""
    return _decimals(value, language, digits, digits)


def day(value: date, language: str) -> str:
    """A day with its year, in digits or with the month's name where digits could mislead."""
    return format_date(value, _write(language)["day"], locale=language)


def moment(value: datetime, zone: tzinfo, language: str) -> str:
    """A moment in the zone's time: the day, then hours and minutes."""
    local = value.astimezone(zone)
    return f"{day(local.date(), language)} {format_datetime(local, 'HH:mm', locale=language)}"


def period(code: str, language: str) -> str:
    """A period's name from its code: "2026-09", "2026-Q3", "2026-H2", "2026"; else ValueError."""
    match = _PERIOD.fullmatch(code)
    if match is None:
        raise ValueError(f"not a period: {code!r}")
    year, quarter, half, month = match.groups()
    if half:
        named: str = _write(language)["halves"][int(half) - 1]
        return named.format(year=year)
    kind = "quarter" if quarter else "month" if month else "year"
    first = date(int(year), int(month or 3 * int(quarter or 1) - 2), 1)
    return format_date(first, _write(language)[kind], locale=language)


def value(unit: str, amount: Any, language: str) -> str:
    """A value in short, by its unit.

    VND, households, count: int; yesno: 1 or 0; points, %: int, hundredths; percent: percent
    points; date: its ordinal; text: itself; unit, person: the id and the name.
    """
    return _VALUES[unit](amount, language)


def value_long(unit: str, amount: Any, language: str) -> str:
    """As `value`, but money to the last digit."""
    return money_long(amount, language) if unit == "VND" else value(unit, amount, language)


def value_full(unit: str, amount: Any, language: str) -> str:
    """As `value`, but money in words and digits."""
    return money_both(amount, language) if unit == "VND" else value(unit, amount, language)


def ordinal(place: int, language: str) -> str:
    """A place in an order: "thứ 3", "3rd"."""
    forms = _write(language)["ordinal"]
    tag = Locale(language).ordinal_form(place)
    return str(forms.get(tag, forms["other"])).format(n=number(place, language))


def _write(language: str) -> dict[str, Any]:
    found: dict[str, Any] = table(language)["write"]
    return found


@lru_cache(maxsize=4096)
def _counted(word: str, amount: Number, language: str) -> str:
    forms = _write(language)[word]
    whole = Fraction(amount).denominator == 1
    tag = Locale(language).plural_form(int(amount) if whole else half_up(amount, 2))
    return str(forms.get(tag, forms["other"])).format(n=number(amount, language))


@cache
def _pattern(language: str, least: int, most: int) -> str:
    whole = Locale(language).decimal_formats[None].pattern.split(".")[0]
    return f"{whole}.{'0' * least}{'#' * (most - least)}"


@lru_cache(maxsize=4096)
def _decimals(value: Number, language: str, least: int, most: int) -> str:
    return format_decimal(
        half_up(value, most),
        format=_pattern(language, least, most),
        locale=language,
        numbering_system=_write(language)["symbols"],
    )


_VALUES: Mapping[str, Callable[[Any, str], str]] = {
    "VND": money_short,
    "households": lambda amount, language: _counted("households", amount, language),
    "count": number,
    "%": lambda amount, language: rate(Fraction(amount, 100), language),
    "percent": share,
    "points": lambda amount, language: _counted(
        "points", half_up(Fraction(amount, 100), 2), language
    ),
    "yesno": lambda amount, language: str(_write(language)["yes" if amount else "no"]),
    "date": lambda ordinal, language: day(date.fromordinal(ordinal), language),
    "text": lambda words, _language: str(words),
    "choice": lambda words, _language: str(words),
    "unit": lambda named, _language: str(named[1]),
    "person": lambda named, _language: str(named[1]),
}
"""By unit; a choice is written by its name, which its movement knows."""
