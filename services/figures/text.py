"""The tables in a file, whatever program wrote it: a workbook, or text in any usual encoding."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, time, timedelta

import python_calamine
from python_calamine import CalamineError, CalamineWorkbook

from services.figures.errors import FiguresError

Rows = list[list[str]]
IsHeader = Callable[[Sequence[str]], bool]

SEARCHED = 40
"""Rows in which the header is looked for: titles, the branch's name and a date go before it."""

_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How xlsx, xlsm and ods files begin, and the older xls."""

_DELIMITERS = (";", ",", "\t", "|")
_OLDER = ("cp1258", "cp1252")
"""What Windows wrote in Viet Nam before UTF-8."""


def tables(data: bytes, is_header: IsHeader) -> list[Rows]:
    """The tables of a file, one for each sheet; FiguresError in words if it is no table."""
    return list(named(data, is_header).values())


def named(data: bytes, is_header: IsHeader) -> dict[str, Rows]:
    """The same by the names of the sheets; a text is one table, without a name."""
    if is_workbook(data):
        return _sheets(data)
    text = _text(data)
    return {"": list(_split(text, _delimiter(text, is_header)))}


def is_workbook(data: bytes) -> bool:
    """Whether the file is one of a spreadsheet's own."""
    return data.startswith(_WORKBOOKS)


def _sheets(data: bytes) -> dict[str, Rows]:
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            names = book.sheet_names
            return {name: _cells(book.get_sheet_by_name(name)) for name in names}
    except python_calamine.PasswordError:
        raise FiguresError(["the workbook is protected by a password"]) from None
    except CalamineError as error:
        raise FiguresError([f"the workbook cannot be read: {error}"]) from None


def _cells(sheet: python_calamine.CalamineSheet) -> Rows:
    return [[_cell(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]


def _cell(value: int | float | str | bool | time | date | datetime | timedelta) -> str:
    """A cell as it would be typed: a workbook keeps every number with a fraction."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def _text(data: bytes) -> str:
    """The text: UTF-8, Excel's "Unicode text" (UTF-16), or an older Vietnamese encoding."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decoded(data, "utf-16")
    if b"\0" in data[:200]:
        return _decoded(data, "utf-16-le" if data[1:2] == b"\0" else "utf-16-be")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return _guessed(data, data[: error.start].count(b"\n") + 1)


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise FiguresError([f"the file is broken: it begins as {encoding}, and is none"]) from None


def _guessed(data: bytes, line: int) -> str:
    """Loading the library is a tenth of the program's start: only who needs it waits for it."""
    from charset_normalizer import from_bytes

    found = from_bytes(data, cp_isolation=list(_OLDER)).best()
    if found is None:
        reason = "neither UTF-8 nor Windows text (in Excel: save as CSV UTF-8, or as xlsx)"
        raise FiguresError([f"line {line}: {reason}"])
    return str(found)


def _delimiter(text: str, is_header: IsHeader) -> str:
    """What parts the cells: where a row of names stands; else where the most cells stand."""
    first = text.lstrip().split("\n", 1)[0].strip().lower()
    if first.startswith("sep=") and len(first) == len("sep=;"):
        return first[-1]
    begins = "\n".join(text.splitlines()[:SEARCHED])
    widths = {}
    for delimiter in _DELIMITERS:
        rows = list(csv.reader(io.StringIO(begins, newline=""), delimiter=delimiter))
        named = any(is_header([cell.strip() for cell in row]) for row in rows)
        widths[delimiter] = (named, max((len(row) for row in rows), default=0))
    return max(widths, key=lambda one: widths[one])


def _split(text: str, delimiter: str) -> Iterator[list[str]]:
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True):
            yield [cell.strip() for cell in row]
    except csv.Error as error:
        raise FiguresError([f"not a CSV file: {error}"]) from None
