"""Reads amounts of money (đồng), counts, percents and points."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

from locales.reading.decide import BIGGEST, decide, whole
from locales.reading.numbers import Number
from locales.reading.outcome import Ambiguous, Invalid, Outcome, Value
from locales.reading.phrases import Phrase, phrase
from locales.reading.words import word
from locales.rounding import half_up

Reader = Callable[[str, str], Outcome]

_BARE_FROM = 10_000
_BILLIONS = 9
_SYMBOL_FROM = 1_000
_TWICE = re.compile(r"([^()]*\S) ?\(([^()]+)\)([^()\d]*)")
"""Words, then digits in brackets, and the unit of both behind them."""
_NOT_MONEY = frozenset(("percent", "households", "noun", "points"))
_NOT_COUNT = frozenset(("percent", "currency", "points"))
_NOT_SHARE = frozenset(("currency", "households", "noun"))


def amount(cleaned: str, language: str) -> Outcome:
    """đồng. Without a unit, less than 10,000 leaves the unit open: thousands or millions?"""
    twice = _TWICE.fullmatch(cleaned)
    if twice:
        return _said_twice(amount, twice, language)
    return decide(phrase(cleaned, language), _NOT_MONEY, _money)


_ROUNDED_TO = (1, 10**2, 10**3, 10**5, 10**8)
"""What short money is rounded to: tenths of thousand, million and billion, hundredths of lakh and
crore."""


def count(cleaned: str, language: str) -> Outcome:
    """A whole number of households, groups, meetings."""
    twice = _TWICE.fullmatch(cleaned)
    if twice:
        return _said_twice(count, twice, language)
    return decide(phrase(cleaned, language), _NOT_COUNT, _counted, whole_group=True)


def percent(cleaned: str, language: str) -> Outcome:
    """Percent points as a Decimal; "32/35" is 91.43 (two decimals, half up)."""
    found = phrase(cleaned, language, share=True)
    ratio = _ratio(found)
    return ratio if ratio else decide(found, _NOT_SHARE | {"points"}, _shared)


def points(cleaned: str, language: str) -> Outcome:
    """Points in hundredths: "86,11" is 8611."""
    found = phrase(cleaned, language, share=True)
    return decide(found, _NOT_SHARE | {"percent"}, _pointed)


def _said_twice(read: Reader, said: re.Match[str], language: str) -> Outcome:
    """Words, then digits: "12,3 triệu đồng (12.345.678 đ)"; the digits hold if they round so.

    "29 hộ (giống tháng trước)" says one figure.
    """
    if word(said[2], language) == "keep":
        return read(said[1] + said[3], language)
    words, digits = (read(said[n] + said[3], language) for n in (1, 2))
    if isinstance(words, Value) and isinstance(digits, Value):
        short, full = Fraction(str(words.value)), Fraction(str(digits.value))
        if any(half_up(full / step, 0) * step == short for step in _ROUNDED_TO):
            return Value(digits.value, words.approximate or digits.approximate)
        return Ambiguous((words.value, digits.value))
    return Ambiguous()


def _money(number: Number, said: Phrase) -> Outcome:
    unit = said.unit()
    values, sure = number.values, number.sure
    if number.scale is None and unit is None:
        sure = sure and (values[0] == 0 or values[0] >= _BARE_FROM)
        values = tuple(v for value in values for v in _with_units(value))
    elif number.scale is None:
        # There is no half a đồng: "1,500 đồng" can only be grouped.
        values = tuple(Fraction(v) for v in whole(values)) or values
        sure = len(values) == 1 and (
            unit not in ("đ", "d") or values[0] == 0 or values[0] >= _SYMBOL_FROM
        )
    if number.scale == _BILLIONS and len(values) > 1 and values[1] == values[0] * 1000:
        # "2,285 tỷ", as it is said back here: a decimal first, and no unit has a thousand billions.
        values, sure = values[:1], True
    return _value(values, sure, said)


def _with_units(value: Fraction) -> tuple[Fraction, ...]:
    if value == 0 or value >= _BARE_FROM:
        return (value,)
    sizes = (10**3, 10**6) if value >= 10 else (10**6, 10**9)
    return tuple(value * size for size in sizes)


def _counted(number: Number, said: Phrase) -> Outcome:
    if number.scale is not None and number.scale > 5:
        return Invalid("wrong_unit")
    return _value(number.values, number.sure, said)


def _value(values: tuple[Fraction, ...], sure: bool, said: Phrase) -> Outcome:
    found = whole(values)
    if not sure:
        return Ambiguous(found)
    if not found:
        return Invalid("too_big" if values[0].denominator == 1 else "not_whole")
    return Value(found[0], approximate="approx" in said.said)


def _shared(number: Number, said: Phrase) -> Outcome:
    if number.scale is not None:
        return Invalid("wrong_unit")
    found = tuple(_decimal(value) for value in number.values if value <= BIGGEST)
    if number.values and not found:
        return Invalid("too_big")
    approximate = "approx" in said.said
    if any(token.kind in ("semi", "fourth") for token in said.tokens):
        return Ambiguous(tuple(value * 100 for value in found))
    # "About 100 %" hides the difference between all and nearly all.
    if not number.sure or len(found) != 1 or (approximate and found[0] >= 100):
        return Ambiguous(found)
    return Value(found[0], approximate)


def _ratio(found: Phrase) -> Outcome | None:
    if len(found.numbers) != 2 or not found.said & {"slash", "of", "base"}:
        return None
    part, base = (number.values for number in found.numbers)
    if "base" in found.said:
        part, base = base, part
    kinds = found.said - {"slash", "of", "base", "households", "noun"}
    if kinds or len(part) != 1 or len(base) != 1 or not 0 < base[0] <= BIGGEST >= part[0]:
        return None
    share = half_up(part[0] * 100 / base[0], 2).normalize()
    return Value(_plain(share)) if part[0] <= base[0] else Ambiguous((_plain(share),))


def _pointed(number: Number, said: Phrase) -> Outcome:
    if number.scale is not None:
        return Invalid("wrong_unit")
    return _value(tuple(value * 100 for value in number.values), number.sure, said)


def _decimal(value: Fraction) -> Decimal:
    return _plain((Decimal(value.numerator) / Decimal(value.denominator)).normalize())


def _plain(value: Decimal) -> Decimal:
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value
