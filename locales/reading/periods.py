"""Reads a reporting period: a month, quarter, half-year or year; the value is its code."""

from __future__ import annotations

import re
from datetime import date

from locales.reading.date_words import Words, words
from locales.reading.halves import Half, halves
from locales.reading.outcome import Ambiguous, Invalid, Outcome, Value

_CODE = re.compile(r"\d{4}(?:-(?:q[1-4]|h[12]|0[1-9]|1[0-2]))?")
_MONTH = re.compile(r"t?x|tn(y?n)?|t?mt?(y?n)?|ny?m")
_QUARTER = re.compile(r"qx|q[nr](y?n)?|(r|ns?)q(y?n)?|n[rs]?q")
_YEAR = re.compile(r"y?n|ny")
_RELATIVE = re.compile(r"([tqy])([HLN])|([HLN])([tqy])")
_PARTS = re.compile(r"\d+")
_YEARS = range(2000, 2101)
_SHORT_YEARS = (20, 99)


def period(cleaned: str, language: str, today: date, context: str | None) -> Outcome:
    """The period a cleaned answer names.

    Without a year it is the latest that has begun; with the context "future" the next that has
    not; with "none" both are offered.
    """
    if _CODE.fullmatch(cleaned) and int(cleaned[:4]) in _YEARS:
        return Value(cleaned.upper())
    named = tuple(halves(cleaned))
    if named:
        read = (_half(one, language, today, context) for one in named)
        return next((one for one in read if one is not None), Ambiguous())
    said = words(cleaned, language)
    plain = said if said.sure() else said.without("uv")
    found = _found(plain, today, context)
    if found is None:
        return Ambiguous() if set(said.letters) - {"j", "n"} else Invalid("not_a_period")
    if not found:
        several = len(plain.values("nmr")) > 1
        return Ambiguous() if several else Invalid("not_a_period")
    sure = said.sure() and len(found) == 1 and plain.letters != "x"
    return Value(found[0]) if sure or _month_and_year(said) else Ambiguous(found)


def _half(named: Half, language: str, today: date, context: str | None) -> Outcome | None:
    """With a year beside it, or none; beside anything else nobody knows what it is."""
    if named.which in ("this", "last"):
        step = -1 if named.which == "last" else 0
        return None if named.rest else Value(_beside("h", step, today))
    index = 1 if named.which == "first" else 2
    if not named.rest:
        found = _of([], [index], 2, today, context)
        return Value(found[0]) if len(found) == 1 else Ambiguous(found)
    year = period(named.rest, language, today, context)
    code = str(year.value) if isinstance(year, Value) else ""
    return Value(_code(int(code), index, 2)) if code.isdecimal() else None


def _month_and_year(said: Words) -> bool:
    return said.letters == "x" and len(_PARTS.findall(said.items[0].text)) == 2


def _found(said: Words, today: date, context: str | None) -> tuple[str, ...] | None:
    relative = _RELATIVE.fullmatch(said.letters)
    if relative:
        unit, way = relative[1] or relative[4], relative[2] or relative[3]
        return (_beside(unit, {"H": 0, "L": -1, "N": 1}[way], today),)
    numbers = [n for item in said.values("nx") for n in _numbers(item.text, said.letters)]
    named = [item.value for item in said.values("mr")]
    if _YEAR.fullmatch(said.letters):
        return (str(numbers[0]),) if numbers[0] in _YEARS else ()
    for form, per_year in ((_MONTH, 12), (_QUARTER, 4)):
        if form.fullmatch(said.letters):
            return _of(numbers, named, per_year, today, context)
    return None


def _numbers(text: str, letters: str) -> list[int]:
    """The numbers of "11/2026"; behind the word for a month or quarter "11/26" has a year too."""
    numbers = [int(n) for n in _PARTS.findall(text)]
    named = letters[:1] in ("t", "q") and len(numbers) == len((0, 1))
    if named and _SHORT_YEARS[0] <= numbers[1] <= _SHORT_YEARS[1]:
        numbers[1] += _YEARS.start
    return numbers


def _of(
    numbers: list[int], named: list[int], per_year: int, today: date, context: str | None
) -> tuple[str, ...]:
    years = [n for n in numbers if n in _YEARS]
    indexes = [*named, *(n for n in numbers if n not in _YEARS)]
    if len(years) > 1 or len(indexes) != 1 or not 1 <= indexes[0] <= per_year:
        return ()
    if years:
        return (_code(years[0], indexes[0], per_year),)
    now = (today.month - 1) * per_year // 12 + 1
    back = today.year if indexes[0] <= now else today.year - 1
    ahead = today.year if indexes[0] > now else today.year + 1
    wanted = {"future": (ahead,), "none": (back, ahead)}.get(context or "", (back,))
    return tuple(_code(year, indexes[0], per_year) for year in wanted)


def _beside(unit: str, step: int, today: date) -> str:
    per_year = {"t": 12, "q": 4, "h": 2, "y": 1}[unit]
    now = today.year * per_year + (today.month - 1) * per_year // 12 + step
    return _code(now // per_year, now % per_year + 1, per_year)


def _code(year: int, index: int, per_year: int) -> str:
    written = {12: f"{index:02}", 4: f"Q{index}", 2: f"H{index}"}.get(per_year)
    return f"{year}-{written}" if written else str(year)
