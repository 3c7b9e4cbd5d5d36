"""Guards: a table as spreadsheets write it is read; what cannot be read is named by its place."""

from __future__ import annotations

import pytest

from services.figures import file
from services.figures.errors import FiguresError
from services.figures.numbers import hundredths, integer

EXPECTED = [(2, "G1", {"PRIN_DUE": "100", "GRADE_PT": "85,5"}), (4, "G2", {"PRIN_DUE": "0"})]


@pytest.mark.parametrize("data", [
    'unit,PRIN_DUE,GRADE_PT\nG1,100,"85,5"\n,,\nG2,0,\n',
    "unit;PRIN_DUE;GRADE_PT\r\nG1;100;85,5\r\n;;\r\nG2;0;\r\n",
    "\ufeffUnit ; prin_due;Grade_PT;;\n G1 ; 100;\u00a085,5;;\n\nG2;0;;;",
    'unit;"PRIN_DUE";GRADE_PT\n"G1";"100";"85,5"\n\nG2;0',
])  # fmt: skip
def test_every_way_of_writing_a_table_is_read(data: str) -> None:
    sheet = file.read(data.encode())
    assert sheet.columns == ("PRIN_DUE", "GRADE_PT")
    assert [(line.number, line.unit, line.cells) for line in sheet.lines] == EXPECTED


def test_excels_separator_line_is_skipped() -> None:
    sheet = file.read(b"sep=;\r\nunit;PRIN_DUE\r\nG1;5\r\n")
    assert [(line.number, line.cells) for line in sheet.lines] == [(3, {"PRIN_DUE": "5"})]


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"", "the file is empty"),
        (b"\n;;\n", "the file is empty"),
        (b"group;A\nG1;1", "row 1: must name the columns, and `unit` is not among them"),
        (b"unit\nG1", "row 1: there is no column beside `unit`"),
        (b"unit;A;a\nG1;1;1", "row 1: column A stands there twice"),
        (b"unit;;A\nG1;1;1", "row 1: column 2 has no name"),
        (b"unit;A\nG1;1;2", "row 2: 3 cells, but the header has 2"),
        (b'unit;A\n"G1";"1', "not a CSV file: unexpected end of data"),
    ],
)
def test_what_is_no_table_is_said_in_a_line(data: bytes, line: str) -> None:
    with pytest.raises(FiguresError) as caught:
        file.read(data)
    assert caught.value.problems[0].startswith(line)


@pytest.mark.parametrize("cell", [
    "1.000", "1,5", "1 000", "2.285E+09", "1e5", "NaN", "", "abc", "١٢", "1" * 19, "-1", "+1",
])  # fmt: skip
def test_an_integer_has_one_meaning_only(cell: str) -> None:
    with pytest.raises(ValueError, match="is not a plain integer, write digits only"):
        integer(cell)


def test_integers() -> None:
    assert [integer(cell) for cell in ("0", "007", "2285000000")] == [0, 7, 2_285_000_000]


@pytest.mark.parametrize(
    ("cell", "value"),
    [("85", 8500), ("85,5", 8550), ("85.50", 8550), ("84.999", 8499), ("0,05", 5)],
)
def test_points_are_hundredths_and_never_rounded_up(cell: str, value: int) -> None:
    assert hundredths(cell) == value


@pytest.mark.parametrize("cell", ["85,", ",5", "8.5.1", "85%", "-0.5", "1e1", "٨٥"])
def test_points_that_cannot_be_read(cell: str) -> None:
    with pytest.raises(ValueError, match="is not a number such as 85"):
        hundredths(cell)
