"""Numbers as papers write them: shares, points, money in short words, lower bounds, changes."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Protocol

from locales import formats
from locales.translator import N_
from services.papers.parts import Row

UNITS = {
    "%": N_("percent"),
    "points": N_("points"),
    "count": N_("number"),
    "factor": N_("factor"),
    "per_100": N_("per 100"),
    "VND": N_("dong"),
}
"""What values are given in, in a table's column."""
MONEY, SHARE = "VND", "%"
_STEPS = ((10**9, 10**8), (10**6, 10**5), (10**3, 10**3))
"""From an amount on, short words keep whole steps of this."""


class Speaks(Protocol):
    """Whoever words a paper."""

    @property
    def language(self) -> str:
        """Its code."""

    @property
    def record(self) -> bool:
        """Whether it is the language of record."""

    def named(self, text: str) -> str:
        """A text of the movement's file."""

    def t(self, text: str, /, **fields: object) -> str:
        """A sentence."""


def percent(value: Fraction, language: str, *, close: bool) -> str:
    """A share of a hundred; `close`: the sign stands at the number."""
    said = formats.rate(value, language)
    return re.sub(r"\s+%", "%", said) if close else said


def value(v: Speaks, row: Row) -> str:
    """A row's value in short; words where nothing is known."""
    exact = row.exact
    if exact is None:
        return v.t("no figure")
    return _written(v, row, exact)


def _written(v: Speaks, row: Row, exact: Fraction) -> str:
    language = v.language
    if row.grade is not None:
        return v.named(row.grade)
    if row.change:
        return _signed(percent(abs(exact), language, close=v.record), exact)
    if row.unit == SHARE:
        return percent(exact, language, close=v.record)
    if row.unit == MONEY:
        return money(v, int(exact))
    if row.unit == "points":
        return formats.points(exact, language)
    return formats.number(exact, language)


def money(v: Speaks, amount: int) -> str:
    """In short words; what is more than they say is "over" that."""
    step = next((step for least, step in _STEPS if abs(amount) >= least), 1)
    lower = amount // step * step
    said = formats.money_short(lower, v.language)
    return said if lower == amount else v.t("over {amount}", amount=said)


def difference(v: Speaks, now: Row, before: Row) -> str:
    """The value less that of last year, in the same unit; shares in percentage points."""
    if now.exact is None or before.exact is None:
        return "–"
    language, change = v.language, now.exact - before.exact
    if now.unit == SHARE or now.change:
        said = formats.number(abs(change), language)
        return v.t("{n} points of percent", n=_signed(said, change))
    if now.unit == MONEY:
        return _signed(formats.money_long(abs(int(change)), language), change)
    return _signed(formats.number(abs(change), language), change)


def _signed(said: str, value: Fraction) -> str:
    return ("+" if value > 0 else "−" if value < 0 else "") + said
