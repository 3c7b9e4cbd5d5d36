"""A workbook as an XLSX file: frozen headers, filters, real numbers and days, no formula."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from handlers.books.book import Book, Cell, Kind, Sheet

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FORMATS: dict[Kind, str] = {
    "text": "@", "whole": "#,##0", "points": "0.00", "number": "#,##0.##", "share": "0.00%",
    "money": "#,##0", "day": "yyyy-mm-dd", "moment": "yyyy-mm-dd hh:mm",
}  # fmt: skip
_LONGEST_NAME, _LONGEST_CELL = 31, 32_767
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_INVISIBLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_EXACT = 15
"""Digits that a spreadsheet's numbers keep; longer ones are written as text."""


def xlsx(book: Book) -> bytes:
    """The file. Texts are written as texts, whatever they begin with."""
    out = BytesIO()
    made = Workbook(out, {"constant_memory": True, "in_memory": True, "strings_to_urls": False,
                          "strings_to_formulas": False, "strings_to_numbers": False})  # fmt: skip
    made.set_properties({"title": book.title, "created": book.as_of})
    head = made.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    formats = {kind: made.add_format({"num_format": said}) for kind, said in _FORMATS.items()}
    taken: set[str] = set()
    for sheet in book.sheets:
        page = made.add_worksheet(_name(sheet.name, taken))
        if book.right_to_left:
            page.right_to_left()
        _write(page, sheet, head, formats)
    made.close()
    return out.getvalue()


def _name(wanted: str, taken: set[str]) -> str:
    """A sheet's name as the format allows it, each once."""
    bare = _FORBIDDEN.sub(" ", wanted).strip("' ") or "-"
    name, number = bare[:_LONGEST_NAME], 1
    while name.casefold() in taken:
        number += 1
        name = f"{bare[: _LONGEST_NAME - 1 - len(str(number))]} {number}"
    taken.add(name.casefold())
    return name


def _write(page: Worksheet, sheet: Sheet, head: Format, formats: Mapping[Kind, Format]) -> None:
    styles = [formats[column.kind] for column in sheet.columns]
    for at, column in enumerate(sheet.columns):
        page.set_column(at, at, column.width)
        page.write_string(0, at, column.title, head)
    page.freeze_panes(1, 0)
    last = 0
    for last, row in enumerate(sheet.rows, 1):
        for at, cell in enumerate(row):
            if cell is not None:
                _cell(page, last, at, cell, styles[at])
    page.autofilter(0, 0, max(last, 1), len(sheet.columns) - 1)


def _cell(page: Worksheet, row: int, at: int, cell: Cell, style: Format) -> None:
    if isinstance(cell, str):
        page.write_string(row, at, _INVISIBLE.sub("", cell)[:_LONGEST_CELL])
    elif isinstance(cell, date):
        page.write_datetime(row, at, cell, style)
    elif isinstance(cell, int) and len(str(abs(cell))) > _EXACT:
        page.write_string(row, at, str(cell))
    else:
        page.write_number(row, at, float(cell) if isinstance(cell, Fraction) else cell, style)
