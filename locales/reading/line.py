"""Words and values of a quick line: how it begins, what says nothing in it, how it is written."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

from locales.fold import fold
from locales.tables import FOLDER, languages, table

_CLEAR = 10_000
"""From here on a bare amount can only be meant in đồng (usage, section 7)."""
_SIZES = (("million", 10**6), ("thousand", 10**3))


def word(language: str) -> str:
    """The word with which a quick line begins."""
    return str(_write(language)["line_word"])


@cache
def said(kind: str) -> tuple[str, ...]:
    """The phrases of a list of the `line.toml` of every language: courtesy, about …"""
    tables = (
        tomllib.loads((FOLDER / code / "line.toml").read_text("utf-8")) for code in languages()
    )
    return tuple(phrase for one in tables for phrase in one[kind])


@cache
def folded(kind: str) -> frozenset[str]:
    """The same phrases, folded."""
    return frozenset(map(fold, said(kind)))


@cache
def quiet() -> frozenset[str]:
    """What says nothing beside a figure, with its marks."""
    return frozenset(phrase.lower() for kind in ("about", "courtesy") for phrase in said(kind))


@cache
def begins() -> frozenset[str]:
    """The words with which a report begins, in every language, folded."""
    found = {fold(name) for code in languages() for name in table(code)["command"]["report"]}
    return frozenset(found | {fold(word(code)) for code in languages()} | folded("begins"))


def value(unit: str, amount: int, language: str) -> str:
    """A value by its unit, as `formats.value` takes it: "12,4tr"."""
    forms = _write(language)["line"]
    if unit == "yesno":
        return str(_write(language)["yes" if amount else "no"]).lower()
    if unit == "points":
        return _pointed(amount, 100, forms["point"])
    if unit != "VND" or amount == 0:
        return str(amount)
    for name, size in _SIZES:
        if amount % (size // 10) == 0 and amount >= size:
            return _pointed(amount, size, forms["point"]) + str(forms[name])
    return str(amount) if amount >= _CLEAR else f"{amount}{forms['one']}"


def _pointed(amount: int, size: int, point: str) -> str:
    whole, rest = divmod(amount, size)
    return f"{whole}{point}{rest * 100 // size:02}".rstrip("0") if rest else str(whole)


def _write(language: str) -> dict[str, Any]:
    found: dict[str, Any] = table(language)["write"]
    return found
