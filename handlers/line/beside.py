"""What stands beside a figure and is none: the column of its unit, a remark about another. Pure.

It is blanked, so that every word keeps its place.
"""

from __future__ import annotations

import re
from functools import cache

from locales.reading import line as written


def with_units(flat: str) -> str:
    """`2.310<tab>triệu đồng`: the cell of a unit belongs to the figure before it."""
    return _units().sub(" ", flat) if "\t" in flat else flat


def without_remarks(flat: str) -> str:
    """`2310tr (tháng trước 2285tr)`: what brackets say of another time."""
    return _remarks().sub(lambda remark: " " * len(remark[0]), flat) if "(" in flat else flat


@cache
def _units() -> re.Pattern[str]:
    return re.compile(rf"(?<=\d)\t(?=(?:{_any('units')})[ .]*(?:[\t\n]|$))", re.IGNORECASE)


@cache
def _remarks() -> re.Pattern[str]:
    return re.compile(rf"\((?:{_any('compared')})(?=[\s:,])[^()\n]{{0,80}}\)", re.IGNORECASE)


def _any(kind: str) -> str:
    return "|".join(
        re.escape(phrase) for phrase in sorted(written.said(kind), key=len, reverse=True)
    )
