"""A workbook before it is written: numbers stay numbers, days stay days, words are the reader's."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Literal

Cell = str | int | Fraction | date | datetime | bool | None
"""Moments are local ones, without a zone: a spreadsheet knows none."""
Kind = Literal["text", "whole", "points", "number", "share", "money", "day", "moment"]
"""How a column's values are written. A share is one of 1, points have two decimals."""


@dataclass(frozen=True)
class Column:
    """A column: its title, how its values are written, its width in letters."""

    title: str
    kind: Kind = "text"
    width: int = 14


@dataclass(frozen=True)
class Sheet:
    """A sheet: its name, its columns, its rows, which may be read one by one."""

    name: str
    columns: tuple[Column, ...]
    rows: Iterable[tuple[Cell, ...]]


@dataclass(frozen=True)
class Book:
    """A file's title, its moment (local, without a zone) and its sheets.

    `right_to_left`: the first column stands on the right.
    """

    title: str
    as_of: datetime
    right_to_left: bool
    sheets: Iterable[Sheet]
