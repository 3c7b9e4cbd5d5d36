"""Guards: the bank's own sheet is read as it is, however it was saved, or the real reason named."""

from __future__ import annotations

import unicodedata

import pytest
from workbooks import Cell, xlsx

from services.figures import columns as figures_columns
from services.figures import file
from services.figures.columns import Columns
from services.figures.errors import FiguresError
from services.figures.numbers import integer
from storage.engine import Db

WISHES = ("Mã tổ=unit", "Dư nợ=LOAN_OUT", "Lãi phải thu=INT_DUE")
TONES = "\u0300\u0301\u0303\u0309\u0323"
ROWS: list[list[Cell]] = [
    ["NGÂN HÀNG CHÍNH SÁCH XÃ HỘI", None, None, None, None],
    ["Sao kê tổ, tháng 9 năm 2026", None, None, None, None],
    [],
    [None, None, None, "Đơn vị: đồng", None],
    ["STT", "MÃ TỔ", "Tổ trưởng", "Dư\nnợ", "Lãi phải  thu"],
    ["A", "B", "C", "(1)", "(2)"],
    [1, 46007818, "Lê Thị Mẫu", 2285000000, 12400000],
    [2, 46007819, "Trần Mẫu", 1900500000, 900000],
    [None, "Tổng cộng", None, 4185500000, 13300000],
    [None, None, None, None, "Người lập biểu"],
]
LINES = [(7, "46007818", {"LOAN_OUT": "2285000000", "INT_DUE": "12400000"}),
         (8, "46007819", {"LOAN_OUT": "1900500000", "INT_DUE": "900000"})]  # fmt: skip


def columns(*wishes: str) -> Columns:
    return figures_columns.said(wishes or WISHES, {})


def text(delimiter: str, number: str = "{:.0f}") -> str:
    def cell(value: Cell) -> str:
        if isinstance(value, str):
            return f'"{value}"' if "\n" in value else value
        return "" if value is None else number.format(value).replace(",", ".")

    return "\r\n".join(delimiter.join(map(cell, row)) for row in ROWS)


def lines(data: bytes, of: Columns | None = None) -> list[tuple[int, str, dict[str, str]]]:
    sheet = file.read(data, columns() if of is None else of)
    return [(line.number, line.unit, line.cells) for line in sheet.lines]


def test_a_workbook_is_read_as_it_is() -> None:
    assert lines(xlsx(ROWS)) == LINES
    notes = file.read(xlsx(ROWS), columns()).notes
    assert notes == ("columns left out: STT, Tổ trưởng", "row 6: left out, 'B' is no unit's code",
                     "row 9: left out, 'Tổng cộng' is no unit's code",
                     "row 10: left out, '' is no unit's code")  # fmt: skip


def test_the_sheet_that_has_the_columns_is_taken() -> None:
    assert lines(xlsx([["Bìa"]], ROWS)) == LINES


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("delimiter", ["\t", ";", ",", "|"])
def test_text_is_read_however_it_was_saved(encoding: str, delimiter: str) -> None:
    # a cell that holds a line break is one row to a spreadsheet, and to us
    assert lines(text(delimiter).encode(encoding)) == LINES


def windows(words: str) -> bytes:
    """As Windows wrote Vietnamese before UTF-8: tone marks stand behind their letters."""
    found = []
    for letter in words:
        base, *marks = unicodedata.normalize("NFD", letter)
        tones = [mark for mark in marks if mark in TONES]
        kept = unicodedata.normalize("NFC", base + "".join(m for m in marks if m not in TONES))
        found.append(kept + "".join(tones) if tones else letter)
    return "".join(found).encode("cp1258")


def test_text_of_before_utf_8_is_read() -> None:
    assert lines(windows(text(";"))) == LINES


def test_a_code_that_a_spreadsheet_took_for_a_number_is_the_code() -> None:
    assert lines(b"unit;PRIN_DUE\n46007818.0;5\n46007819,00;6", {}) == [
        (2, "46007818", {"PRIN_DUE": "5"}), (3, "46007819", {"PRIN_DUE": "6"}),
    ]  # fmt: skip


@pytest.mark.parametrize("parts", [".", " ", "\u00a0"])
def test_thousands_are_parted_as_the_file_does_it(parts: str) -> None:
    table = f"unit;A;B\nG1;2{parts}285{parts}000{parts}000;900{parts}000\nG2;12;0\n"
    sheet = file.read(table.encode())
    assert sheet.separator == parts
    cells = [cell for line in sheet.lines for cell in line.cells.values()]
    assert [integer(cell, sheet.separator) for cell in cells] == [2285000000, 900000, 12, 0]


def test_two_ways_of_parting_thousands_are_refused() -> None:
    with pytest.raises(FiguresError, match="parted in two ways"):
        file.read(b"unit;A;B\nG1;2.285.000.000;1 900 500 000\n")


def test_a_column_in_millions_is_told_so_once() -> None:
    of = columns("Mã tổ=unit", "Dư nợ (triệu đồng)=LOAN_OUT*1000000")
    sheet = file.read("Mã tổ;Dư nợ (triệu đồng)\n46;2285,4\n47;1900".encode(), of)
    cells = [line.cells["LOAN_OUT"] for line in sheet.lines]
    factor = sheet.factors["LOAN_OUT"]
    assert [integer(cell, None, factor) for cell in cells] == [2285400000, 1900000000]


def test_columns_are_kept_changed_and_forgotten(db: Db) -> None:
    figures_columns.keep(db, columns())
    again = figures_columns.said(["DU NO=LOAN_OUT*1000", "lãi phải thu="], figures_columns.kept(db))
    figures_columns.keep(db, again)
    assert figures_columns.shown(figures_columns.kept(db)) == ["Mã tổ=unit", "DU NO=LOAN_OUT*1000"]


@pytest.mark.parametrize("wish", ["Mã tổ", "=unit", "x=LOAN OUT", "x=LOAN_OUT*0", "x=LOAN_OUT*a"])
def test_what_names_no_column_is_refused(wish: str) -> None:
    with pytest.raises(ValueError, match="is not like"):
        figures_columns.said([wish], {})


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (xlsx(ROWS), "row 5: must name the columns, and `unit` is not among them ('STT', 'MÃ TỔ'"),
        (b"PK\x03\x04 nothing", "the workbook cannot be read"),
        (b"\xff\xfeu\x00n\x00i", "the file is broken: it begins as utf-16"),
        (bytes(range(128, 160)) * 20, "line 1: neither UTF-8 nor Windows text"),
    ],
)
def test_what_cannot_be_read_is_named(data: bytes, line: str) -> None:
    with pytest.raises(FiguresError) as caught:
        file.read(data)
    assert caught.value.problems[0].startswith(line)
