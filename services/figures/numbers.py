"""Numbers as tables of figures write them, each with one meaning only."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

HINT = "write digits only, such as 2285000000"
_NUMBER = re.compile(r"[0-9]{1,18}")
_WHOLE = re.compile(r"([0-9]{1,18})[.,]0{1,2}")
_DECIMAL = re.compile(r"([0-9]{1,6})(?:[.,]([0-9]{1,20}))?")
_AMOUNT = re.compile(r"[0-9]{1,15}(?:[.,][0-9]{1,6})?")
_GROUPED = re.compile(r"[0-9]{1,3}([.,\u00a0\u202f ])[0-9]{3}(?:\1[0-9]{3})+")
"""At least two groups of three: no decimals are written so."""


class Separators(ValueError):
    """A file in which thousands are parted in two ways."""


def separator(cells: Iterable[str]) -> str | None:
    """What parts thousands in a file: what does so where nothing else can be meant."""
    found = {match[1]: cell for cell in cells if (match := _GROUPED.fullmatch(cell))}
    if len(found) > 1:
        one, other = list(found.values())[:2]
        raise Separators(f"thousands are parted in two ways, {one!r} and {other!r}")
    return next(iter(found), None)


def integer(cell: str, parts: str | None = None, factor: int = 1) -> int:
    """A plain integer from 0 on, times `factor`; ValueError for what may mean two things.

    `parts`: what parts thousands in this file. Where a factor is given, decimals are meant.
    """
    plain = _ungrouped(cell, parts)
    if factor > 1 and _AMOUNT.fullmatch(plain):
        value = Decimal(plain.replace(",", ".")) * factor
        if value == value.to_integral_value():
            return int(value)
    whole = _WHOLE.fullmatch(plain)
    plain = whole[1] if whole else plain
    if not _NUMBER.fullmatch(plain):
        raise ValueError(f"{cell!r} is not a plain integer, {HINT}")
    return int(plain) * factor


def _ungrouped(cell: str, parts: str | None) -> str:
    if parts and re.fullmatch(rf"[0-9]{{1,3}}(?:{re.escape(parts)}[0-9]{{3}})+", cell):
        return cell.replace(parts, "")
    return cell


def hundredths(cell: str) -> int:
    """A number with decimals after a comma or a dot, times 100; further digits are cut off.

    Cut and not rounded: 84.999 must not reach the grade that begins at 85.
    """
    found = _DECIMAL.fullmatch(cell)
    if not found:
        raise ValueError(f"{cell!r} is not a number such as 85.5")
    whole, decimals = found.groups()
    return int(whole) * 100 + int((decimals or "").ljust(2, "0")[:2])
