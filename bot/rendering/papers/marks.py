"""What python-docx has no words for, each one element of the format at its place."""

from __future__ import annotations

from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.table import Table, _Row
from docx.text.paragraph import Paragraph

FACE = "Times New Roman"
_EIGHTHS, _TWENTIETHS = 8, 20
"""Lines are counted in eighths of a point, lengths in twentieths."""
_AFTER_BIDI = (
    "w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing",
    "w:mirrorIndents", "w:suppressOverlap", "w:jc", "w:textDirection", "w:textAlignment",
    "w:textboxTightWrap", "w:outlineLvl", "w:divId", "w:cnfStyle", "w:rPr", "w:sectPr",
    "w:pPrChange",
)  # fmt: skip
_AFTER_BORDERS = (
    "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:kinsoku", "w:wordWrap", "w:overflowPunct",
    "w:topLinePunct", "w:autoSpaceDE", "w:autoSpaceDN", "w:bidi", *_AFTER_BIDI,
)  # fmt: skip
_AFTER_SIZE = ("w:highlight", "w:u", "w:effect", "w:bdr", "w:shd", "w:fitText", "w:vertAlign",
               "w:rtl", "w:cs", "w:em", "w:lang")  # fmt: skip
_AFTER_FACE = ("w:b", "w:bCs", "w:i", "w:iCs", "w:caps", "w:color", "w:spacing", "w:sz", "w:szCs",
               *_AFTER_SIZE)  # fmt: skip
_TAGS = {"vi": "vi-VN", "en": "en-GB", "hi": "hi-IN", "ar": "ar-SA"}


def element(name: str, **values: object) -> Any:
    """An element with attributes, all of Word's own namespace."""
    made = OxmlElement(name)
    for key, value in values.items():
        made.set(qn(f"w:{key}"), str(value))
    return made


def face(properties: Any) -> None:
    """The font for each script: without this Word takes those of its theme."""
    for old in properties.findall(qn("w:rFonts")):
        properties.remove(old)
    named = dict.fromkeys(("ascii", "hAnsi", "eastAsia", "cs"), FACE)
    properties.insert_element_before(element("w:rFonts", **named), *_AFTER_FACE)


def script_size(properties: Any, points: float) -> None:
    """The size of Arabic and Hindi letters."""
    size = element("w:szCs", val=round(points * 2))
    properties.insert_element_before(size, *_AFTER_SIZE)


def language(properties: Any, code: str) -> None:
    """What a spelling checker takes the words for."""
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    tag = _TAGS.get(code, code)
    properties.append(element("w:lang", val=tag, eastAsia=tag, bidi=tag))


def bidi(properties: Any) -> None:
    """Of a paragraph: it begins on the right."""
    properties.insert_element_before(element("w:bidi"), *_AFTER_BIDI)


def border(paragraph: Any, *sides: str, points: float = 0.75, space: int = 0) -> None:
    """Lines around a paragraph or a style; neighbours with the same ones share a frame."""
    lines = element("w:pBdr")
    for side in sides:
        drawn = {"val": "single", "sz": round(points * _EIGHTHS), "space": space, "color": "auto"}
        lines.append(element(f"w:{side}", **drawn))
    properties = paragraph.get_or_add_pPr()
    properties.insert_element_before(lines, *_AFTER_BORDERS)


def repeated(row: _Row) -> None:
    """The row stands again on each page."""
    row._tr.get_or_add_trPr().append(element("w:tblHeader"))


def whole(row: _Row) -> None:
    """The row is not parted by the end of a page."""
    row._tr.get_or_add_trPr().append(element("w:cantSplit"))


def margins(table: Table, points: float) -> None:
    """So much room on both sides of the words in each cell; the table is as wide as the page."""
    room = element("w:tblCellMar")
    for side in ("left", "right"):
        room.append(element(f"w:{side}", w=round(points * _TWENTIETHS), type="dxa"))
    table._tbl.tblPr.insert_element_before(room, "w:tblLook")


def page_number(paragraph: Paragraph) -> None:
    """A field: whoever opens the file counts."""
    field = element("w:fldSimple", instr=" PAGE ")
    run = paragraph.add_run("2")
    field.append(run._r)
    paragraph._p.append(field)
