"""Numbers in digits: what their separators can mean."""

from __future__ import annotations

import re
from fractions import Fraction

from locales.tables import table

_SEPARATED = re.compile(r"\d+([.,٫٬' ])\d+")
_THREES = re.compile(r"\d{1,3}(?:([.,٬' ])\d{3})(?:\1\d{3})*")
_INDIAN = re.compile(r"\d{1,2}(?:,\d{2})+,\d{3}")
_DECIMALS = re.compile(r"(.+)([.,٫])(\d{1,2})")
_NOT_DIGIT = re.compile(r"\D")
_LEADING_ZERO = re.compile(r"0\d{3,}")


def meanings(literal: str, language: str, *, share: bool = False) -> tuple[Fraction, ...]:
    """The values that a literal can have: one if it is clear, none if it is badly grouped.

    `share` is for percents and points, where three decimals are as likely as thousands. The
    likelier meaning for a writer of this language comes first.
    """
    if literal.isdecimal():
        # 0912345678 is a telephone number or a slip rather than an amount.
        return () if _LEADING_ZERO.fullmatch(literal) else (Fraction(int(literal)),)
    single = _SEPARATED.fullmatch(literal)
    if single:
        return _single(literal, single[1], language, share=share)
    return _several(literal, language)


def _single(literal: str, mark: str, language: str, *, share: bool) -> tuple[Fraction, ...]:
    whole, decimals = literal.split(mark)
    grouped = Fraction(int(whole + decimals))
    decimal = Fraction(int(whole + decimals), 10 ** len(decimals))
    if mark == " ":
        return (grouped, Fraction(int(whole)), Fraction(int(decimals)))
    if mark == "٬" or mark == "'":
        grouping = len(whole) <= 3 == len(decimals) and whole[0] != "0"
        return ((grouped, decimal) if share else (grouped,)) if grouping else ()
    if mark == "٫" or len(decimals) <= 2 or whole == "0":
        return (decimal,)
    if len(decimals) != 3 or len(whole) > 3 or whole[0] == "0":
        return ()
    if share:
        return (decimal, grouped)
    usual = table(language)["number"]["thousands"]
    if usual:
        return (grouped,) if mark == usual else (decimal, grouped)
    return (decimal, grouped) if mark == "." else (grouped, decimal)


def _several(literal: str, language: str) -> tuple[Fraction, ...]:
    whole, decimals = literal, ""
    mixed = _DECIMALS.fullmatch(literal)
    if mixed and mixed[2] not in mixed[1]:
        whole, decimals = mixed[1], mixed[3]
    indian = table(language)["number"]["indian"] and _INDIAN.fullmatch(whole)
    if whole[0] == "0" or not (indian or _THREES.fullmatch(whole)):
        return ()
    digits = _NOT_DIGIT.sub("", whole)
    return (Fraction(int(digits + decimals), 10 ** len(decimals)),)
