"""Reads a table of figures as spreadsheets write it: CSV, UTF-8, comma or semicolon."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

KEY = "UNIT"
HINT = "write digits only, such as 2285000000"
_NUMBER = re.compile(r"[0-9]{1,18}")
_DECIMAL = re.compile(r"([0-9]{1,6})(?:[.,]([0-9]{1,12}))?")


class FiguresError(Exception):
    """The file cannot be taken; `problems` names every bad cell by its place, with the reason."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = tuple(problems)


@dataclass(frozen=True)
class Line:
    """A row: its number as a spreadsheet counts, the unit's code, and the cells that are filled."""

    number: int
    unit: str
    cells: dict[str, str]


@dataclass(frozen=True)
class Sheet:
    """The columns beside `unit`, in capitals, and the rows that say anything."""

    columns: tuple[str, ...]
    lines: tuple[Line, ...]


def read(data: bytes) -> Sheet:
    """The table in the file; FiguresError if it is none, or a row does not fit its header."""
    rows = [(n, row) for n, row in enumerate(_rows(_text(data)), 1) if any(row)]
    if rows and rows[0][1][0].lower().startswith("sep="):
        rows = rows[1:]
    if not rows:
        raise FiguresError(["the file is empty"])
    header = [name.upper() for name in rows[0][1]]
    while header and not header[-1]:
        header.pop()
    _check_header(header)
    problems = [
        f"row {n}: {len(row)} cells, but the header has {len(header)}"
        for n, row in rows[1:]
        if any(row[len(header) :])
    ]
    if problems:
        raise FiguresError(problems)
    lines = (_line(n, dict(zip(header, row, strict=False))) for n, row in rows[1:])
    return Sheet(tuple(name for name in header if name != KEY), tuple(lines))


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        reason = "the file is not UTF-8 text (in Excel: save as CSV UTF-8)"
        raise FiguresError([f"line {line}: {reason}"]) from None


def _rows(text: str) -> Iterator[list[str]]:
    first = text.lstrip().split("\n", 1)[0]
    delimiter = ";" if ";" in first else ","
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True):
            yield [cell.strip() for cell in row]
    except csv.Error as error:
        raise FiguresError([f"not a CSV file: {error}"]) from None


def _check_header(header: list[str]) -> None:
    twice = sorted({name for name in header if header.count(name) > 1})
    if KEY not in header:
        raise FiguresError(["row 1: must name the columns, and `unit` is not among them"])
    if twice:
        raise FiguresError([f"row 1: column {name or '(no name)'} stands there twice"
                            for name in twice])  # fmt: skip
    if "" in header:
        raise FiguresError([f"row 1: column {header.index('') + 1} has no name"])
    if len(header) == 1:
        raise FiguresError(["row 1: there is no column beside `unit`"])


def _line(number: int, cells: dict[str, str]) -> Line:
    unit = cells.pop(KEY, "")
    return Line(number, unit, {name: cell for name, cell in cells.items() if cell})


def integer(cell: str) -> int:
    """A plain integer from 0 on; ValueError otherwise: a separator may mean two things."""
    if not _NUMBER.fullmatch(cell):
        raise ValueError(f"{cell!r} is not a plain integer, {HINT}")
    return int(cell)


def hundredths(cell: str) -> int:
    """A number with decimals after a comma or a dot, times 100; further digits are cut off.

    Cut and not rounded: 84.999 must not reach the grade that begins at 85.
    """
    found = _DECIMAL.fullmatch(cell)
    if not found:
        raise ValueError(f"{cell!r} is not a number such as 85.5")
    whole, decimals = found.groups()
    return int(whole) * 100 + int((decimals or "").ljust(2, "0")[:2])
