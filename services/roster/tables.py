"""Rows of units and people in text or a workbook: a sheet a kind, or one of each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from locales.fold import fold
from scoring.movement import Movement
from services.figures.errors import FiguresError
from services.figures.text import SEARCHED, Rows, named
from services.roster import headers
from services.roster.entries import RosterError, What
from services.roster.reading import Raw, Read

_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_ISO = re.compile(r"(\d{4}-\d{2}-\d{2})(?: 00:00:00)?")
_MONTH = re.compile(r"(\d{1,2})[/.-](\d{4})")
_WHOLE = re.compile(r"(\d+)(?:[.,]0+)?")
_NUMBERS = ("households", "transaction_day", "members", "women")
_MAY_BE_EMPTY = (*_NUMBERS, "phone", "language", "collective_kind", "person_kind", "gender",
                 "leads", "born", "post")  # fmt: skip
_YES = frozenset(("1", "true", "yes", "x", "co", "hoat dong", "dang hoat dong"))
_NO = frozenset(("0", "false", "no", "khong", "nghi", "ngung", "ngung hoat dong"))


def read(data: bytes, movement: Movement) -> Read:
    """The rows of a file by what they are; RosterError where no table names its columns."""
    try:
        sheets = named(data, lambda cells: bool(headers.columns(cells, movement, kind=False)))
    except FiguresError as error:
        raise RosterError(list(error.problems)) from None
    found: dict[What, list[Raw]] = {}
    problems = []
    for name, rows in sheets.items():
        at = f"sheet {name}, " if len(sheets) > 1 else ""
        kind = headers.kinds(movement).get(fold(name))
        begins = _begins(rows, movement, kind)
        if begins is not None:
            what, names, start = begins
            lines = _lines(rows[start:], names, start, at, kind)
            found.setdefault(what, []).extend(lines)
        elif _expected(name, kind) or (len(sheets) == 1 and any(map(any, rows))):
            of = "person" if fold(name) in headers.PEOPLE else "unit"
            problems.append(f"{at}row 1: must name the columns: {headers.RIGHT[of]}")
    if not found and not problems:
        problems = ["no table in the file names a code and a name"]
    if problems:
        raise RosterError(problems)
    return Read(found.get("unit"), found.get("person"))


def _expected(name: str, kind: str | None) -> bool:
    """Whether a sheet of this name is one of units or people, so that it cannot be left out."""
    return kind is not None or fold(name) in (*headers.UNITS, *headers.PEOPLE)


def _begins(rows: Rows, movement: Movement, kind: str | None) -> tuple[What, list[str], int] | None:
    """What a table holds, its columns, and the first row below their names."""
    for n, cells in enumerate(rows[:SEARCHED]):
        found = headers.columns(cells, movement, kind=kind is not None)
        if found is not None:
            return ("person" if found[0] == "person" else "unit"), found[1], n + 1
    return None


def _lines(
    rows: Rows, names: Sequence[str], start: int, at: str, kind: str | None
) -> Iterator[Raw]:
    for number, cells in enumerate(rows, start + 1):
        row: dict[str, object] = {}
        for name, cell in zip(names, cells, strict=False):
            if name and (cell or name in _MAY_BE_EMPTY):
                row[name] = _value(name, cell) if cell else None
        if any(value is not None for value in row.values()):
            yield Raw(f"{at}row {number}", ", ", {"kind": kind} | row if kind else row)


def _value(name: str, cell: str) -> object:
    """A cell as JSON would have it; what cannot be read so stays as it is, and is refused."""
    if name in _NUMBERS:
        whole = _WHOLE.fullmatch(cell)
        return int(whole[1]) if whole else cell
    if name == "active":
        said = fold(cell)
        return True if said in _YES else False if said in _NO else cell
    if name == "effective_from":
        return day(cell) or cell
    if name == "reports_from":
        return month(cell)
    code = _WHOLE.fullmatch(cell) if _is_code(name) else None
    return code[1] if code else cell


def _is_code(name: str) -> bool:
    return name in ("code", "parent", "unit", "merged_into") or name.startswith(headers.inside(""))


def day(cell: str) -> str | None:
    """A day as people or spreadsheets write it, in ISO's way; None where it is none."""
    if found := _ISO.fullmatch(cell):
        return found[1]
    if found := _DAY.fullmatch(cell):
        try:
            return date(int(found[3]), int(found[2]), int(found[1])).isoformat()
        except ValueError:
            return None
    return None


def month(cell: str) -> str:
    """`2026-09`, `9/2026`, or the first day that a spreadsheet makes of it."""
    if found := _MONTH.fullmatch(cell):
        return f"{found[2]}-{int(found[1]):02}"
    found_day = day(cell)
    return found_day[:7] if found_day else cell
