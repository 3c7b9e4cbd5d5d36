"""Writes the values of a quick line: one word each, exact, and read back the same."""

from __future__ import annotations

from typing import Any

from locales.tables import table

_CLEAR = 10_000
"""From here on a bare amount can only be meant in đồng (usage, section 7)."""
_SIZES = (("million", 10**6), ("thousand", 10**3))


def word(language: str) -> str:
    """The word with which a quick line begins."""
    return str(_write(language)["line_word"])


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
