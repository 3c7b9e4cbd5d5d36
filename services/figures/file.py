"""Reads a table of figures: our own columns, or the bank's sheet as it is with named columns.

In our own table every column is a figure's code. In the bank's sheet the header may stand below
titles, columns that were not named are left out, and so are rows without a unit's code (totals).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from services.figures.columns import KEY, Columns, header, key
from services.figures.errors import FiguresError
from services.figures.numbers import Separators, separator
from services.figures.text import SEARCHED, Rows, tables

_CODE = re.compile(r"([0-9]+)[.,]0+")
_NO_CODE = re.compile(r"\(?[0-9]{1,2}\)|[^0-9]*")
"""What stands in the column of codes and is none: the number of a column, a word for a total."""

_MOST_NAMED = 8
Numbered = tuple[int, list[str]]


@dataclass(frozen=True)
class Line:
    """A row: its number as a spreadsheet counts, the unit's code, and the cells that are filled."""

    number: int
    unit: str
    cells: dict[str, str]


@dataclass(frozen=True)
class Sheet:
    """The columns beside `unit`, in capitals, and the rows that say anything.

    `notes`: what was left out; `separator`: what parts thousands here; `factors`: in what a
    column counts, where that is not one.
    """

    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    notes: tuple[str, ...] = ()
    separator: str | None = None
    factors: dict[str, int] = field(default_factory=dict)


def read(data: bytes, columns: Columns | None = None) -> Sheet:
    """The table in the file; FiguresError if it is none, or a row does not fit its header.

    `columns`: those of the bank's sheet that were named.
    """
    named = columns or {}
    found = tables(data, lambda cells: header(cells, named))
    rows, at = _headed(found, named)
    head = rows[at][1]
    bank = not any(cell.upper() == KEY for cell in head)
    names, notes = _named(head, named) if bank else (_codes(rows[at]), [])
    lines = list(_lines(rows[at + 1 :], names, notes, bank=bank))
    factors = {named[key(cell)].code: named[key(cell)].factor for cell in head
               if bank and key(cell) in named}  # fmt: skip
    try:
        parts = separator(cell for line in lines for cell in line.cells.values())
    except Separators as error:
        raise FiguresError([str(error)]) from None
    filled = tuple(name for name in names if name and name != KEY)
    return Sheet(filled, tuple(lines), tuple(notes), parts, factors)


def _headed(found: list[Rows], named: Columns) -> tuple[list[Numbered], int]:
    """The rows of the first table with a header, and which of them it is."""
    full: list[list[Numbered]] = []
    for table in found:
        rows = [(n, row) for n, row in enumerate(table, 1) if any(row)]
        if rows and rows[0][1][0].lower().startswith("sep="):
            rows = rows[1:]
        at = next((n for n, (_, row) in enumerate(rows[:SEARCHED]) if header(row, named)), None)
        if at is not None:
            return rows, at
        full += [rows] if rows else []
    if not full:
        raise FiguresError(["the file is empty"])
    raise FiguresError([_without_header(full[0])])


def _without_header(rows: Sequence[Numbered]) -> str:
    """What the row that looks most like a header has, so that its columns can be named."""
    n, row = max(rows[:SEARCHED], key=lambda one: sum(map(bool, one[1])))
    cells = ", ".join(repr(" ".join(cell.split())) for cell in row[:_MOST_NAMED] if cell)
    how = "a sheet with columns of its own is read after --map 'Mã tổ=unit' --map 'Dư nợ=LOAN_OUT'"
    return f"row {n}: must name the columns, and `unit` is not among them ({cells}); {how}"


def _codes(numbered: Numbered) -> list[str]:
    n, row = numbered
    names = [name.upper() for name in row]
    while names and not names[-1]:
        names.pop()
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise FiguresError([f"row {n}: column {name or '(no name)'} stands there twice"
                            for name in twice])  # fmt: skip
    if "" in names:
        raise FiguresError([f"row {n}: column {names.index('') + 1} has no name"])
    if len(names) == 1:
        raise FiguresError([f"row {n}: there is no column beside `unit`"])
    return names


def _named(row: Sequence[str], named: Columns) -> tuple[list[str], list[str]]:
    """The codes of the columns that were named, "" for the others; a note about those."""
    names = [named[key(cell)].code if key(cell) in named else "" for cell in row]
    twice = sorted({name for name in names if name and names.count(name) > 1})
    if twice:
        raise FiguresError([f"two columns were named {name}" for name in twice])
    others = [" ".join(cell.split()) for cell, name in zip(row, names, strict=True)
              if cell and not name]  # fmt: skip
    return names, [f"columns left out: {', '.join(others)}"] if others else []


def _lines(
    rows: Sequence[Numbered], names: list[str], notes: list[str], *, bank: bool
) -> Iterator[Line]:
    problems = []
    for n, row in rows:
        if not bank and any(row[len(names) :]):
            problems.append(f"row {n}: {len(row)} cells, but the header has {len(names)}")
        cells = {name: cell for name, cell in zip(names, row, strict=False) if name}
        unit = cells.pop(KEY, "")
        if bank and _NO_CODE.fullmatch(unit):
            notes.append(f"row {n}: left out, {unit!r} is no unit's code")
            continue
        code = _CODE.fullmatch(unit)
        filled = {name: cell for name, cell in cells.items() if cell}
        yield Line(n, code[1] if code else unit, filled)
    if problems:
        raise FiguresError(problems)
