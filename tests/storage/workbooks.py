"""Makes the smallest workbook that a spreadsheet opens, from rows of texts and numbers."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
Cell = str | float | None


def xlsx(*sheets: Sequence[Sequence[Cell]], names: Sequence[str] = ()) -> bytes:
    """A workbook with these sheets; numbers are kept as spreadsheets keep them, with a fraction."""
    out = io.BytesIO()
    numbers = range(1, len(sheets) + 1)
    with zipfile.ZipFile(out, "w") as book:
        kinds = "".join(_kind(f"worksheets/sheet{n}.xml", "worksheet") for n in numbers)
        book.writestr("[Content_Types].xml", f'<Types xmlns="{_PACKAGE}/content-types">'
                      '<Default Extension="rels" ContentType="application/vnd.openxmlformats-'
                      f'package.relationships+xml"/>{_kind("workbook.xml", "sheet.main")}{kinds}'
                      "</Types>")  # fmt: skip
        book.writestr("_rels/.rels", _relations([("officeDocument", "xl/workbook.xml")]))
        called = names or [f"S{n}" for n in numbers]
        listed = "".join(f'<sheet name="{escape(name)}" sheetId="{n}" r:id="rId{n}"/>'
                         for n, name in zip(numbers, called, strict=True))  # fmt: skip
        book.writestr(
            "xl/workbook.xml",
            f'<workbook {_MAIN} xmlns:r="{_OFFICE}"><sheets>{listed}</sheets></workbook>',
        )
        book.writestr(
            "xl/_rels/workbook.xml.rels",
            _relations([("worksheet", f"worksheets/sheet{n}.xml") for n in numbers]),
        )
        for n, rows in enumerate(sheets, 1):
            book.writestr(f"xl/worksheets/sheet{n}.xml", _sheet(rows))
    return out.getvalue()


def _kind(part: str, kind: str) -> str:
    content = f"application/vnd.openxmlformats-officedocument.spreadsheetml.{kind}+xml"
    return f'<Override PartName="/xl/{part}" ContentType="{content}"/>'


def _relations(parts: Sequence[tuple[str, str]]) -> str:
    found = "".join(f'<Relationship Id="rId{n}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
                    for n, (kind, target) in enumerate(parts, 1))  # fmt: skip
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{found}</Relationships>'


def _sheet(rows: Sequence[Sequence[Cell]]) -> str:
    lines = "".join(f'<row r="{n}">{_cells(n, row)}</row>' for n, row in enumerate(rows, 1))
    return f"<worksheet {_MAIN}><sheetData>{lines}</sheetData></worksheet>"


def _cells(number: int, row: Sequence[Cell]) -> str:
    found = []
    for column, value in zip("ABCDEFGHIJKLMNOP", row, strict=False):
        place = f'r="{column}{number}"'
        if isinstance(value, str):
            found.append(f'<c {place} t="inlineStr"><is><t>{escape(value)}</t></is></c>')
        elif value is not None:
            found.append(f"<c {place}><v>{float(value)}</v></c>")
    return "".join(found)
