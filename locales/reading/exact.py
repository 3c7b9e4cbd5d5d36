"""Reads an exact number of points: "7,5", "7.25", "15/2", or as points are read elsewhere."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction

from locales.reading import read
from locales.reading.clean import clean
from locales.reading.outcome import Value

_DECIMAL = re.compile(r"(\d{1,3})(?:[.,٫](\d{1,6}))?", re.ASCII)
_SHARE = re.compile(r"(\d{1,6}) ?/ ?(\d{1,6})", re.ASCII)
_LONGEST = 40
_ARABIC_POINT = re.compile(r"(?<=\d)،(?=\d)")


def exact(text: str, language: str) -> Fraction | None:
    """The number, nothing rounded; None where it is none, or may be another one."""
    cleaned = _ARABIC_POINT.sub(",", clean(text)) if len(text) <= _LONGEST else ""
    if share := _SHARE.fullmatch(cleaned):
        return Fraction(int(share[1]), int(share[2])) if int(share[2]) else None
    if decimal := _DECIMAL.fullmatch(cleaned):
        return Fraction(decimal[1]) + _decimals(decimal[2])
    found = read("points", text, language, today=date.min) if cleaned else None
    known = isinstance(found, Value) and isinstance(found.value, int) and not found.approximate
    return Fraction(found.value, 100) if known else None  # type: ignore[union-attr,arg-type]


def _decimals(digits: str | None) -> Fraction:
    return Fraction(int(digits), 10 ** len(digits)) if digits else Fraction(0)
