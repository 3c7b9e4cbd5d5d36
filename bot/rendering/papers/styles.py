"""How each kind of words looks: one style of the file each, so that an office can change it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.styles.style import ParagraphStyle

from bot.rendering.papers import marks

_LEFT, _CENTER, _RIGHT, _BOTH = (WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.CENTER,
                                 WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.JUSTIFY)  # fmt: skip
_FRAME = 4
"""Between a frame and its words, in points."""
SIDES = {"left": _LEFT, "center": _CENTER, "right": _RIGHT}
"""In a paragraph from right to left Word takes left for where it begins."""


@dataclass(frozen=True)
class Look:
    """Size in points, letters, side, room after in points, indents in cm, distance of lines."""

    size: float = 14
    bold: bool = False
    italic: bool = False
    side: WD_ALIGN_PARAGRAPH = _CENTER
    after: float = 0
    before: float = 0
    first: float = 0
    indent: float = 0
    apart: float = 1.0
    next: bool = False
    framed: bool = False


LOOKS = {
    "superior": Look(12), "issuer": Look(12, bold=True),
    "state": Look(12, bold=True), "motto": Look(13, bold=True),
    "number": Look(13, before=6), "place": Look(13, italic=True, before=6),
    "title": Look(bold=True, before=12), "about": Look(bold=True),
    "to": Look(before=6, after=6),
    "to head": Look(side=_LEFT, before=6, after=3, indent=3),
    "to line": Look(side=_LEFT, indent=4.2, after=3),
    "body": Look(side=_BOTH, after=6, first=1.27, apart=1.15),
    "heading": Look(bold=True, side=_BOTH, after=6, first=1.27, apart=1.15, next=True),
    "basis": Look(italic=True, side=_BOTH, after=6, first=1.27, apart=1.15),
    "center": Look(after=6, apart=1.15),
    "note": Look(12, italic=True, side=_LEFT, after=6),
    "box": Look(side=_LEFT, after=6, before=6, framed=True),
    "cell": Look(12, side=_LEFT, before=2, after=2),
    "cell head": Look(12, bold=True, before=2, after=2),
    "capacity": Look(bold=True), "hint": Look(13, italic=True), "name": Look(bold=True, before=60),
    "copies head": Look(12, bold=True, italic=True, side=_LEFT), "copies": Look(11, side=_LEFT),
    "footnote": Look(11, side=_LEFT, after=3),
    "annex": Look(bold=True, next=True), "annex of": Look(italic=True, after=6, next=True),
    "page": Look(13), "draft": Look(11, bold=True), "footer": Look(9),
    "line": Look(1), "gap": Look(6),
}  # fmt: skip


def identity(name: str) -> str:
    """By which a paragraph names its style."""
    return f"Paper{name.replace(' ', '')}"


def install(document: Document, language: str, *, right_to_left: bool) -> None:
    """All styles; what a file of the library brings with it is overruled."""
    defaults = document.styles.element.find(qn("w:docDefaults"))
    standard = defaults.find(qn("w:rPrDefault")).find(qn("w:rPr"))
    marks.face(standard)
    marks.language(standard, language)
    _letters(document.styles["Normal"], Look(side=_LEFT))
    for name, look in LOOKS.items():
        made = document.styles.add_style(f"Paper {name}", WD_STYLE_TYPE.PARAGRAPH)
        made.base_style = document.styles["Normal"]
        _letters(made, look)
        _place(made, look)
        if right_to_left:
            marks.bidi(made.element.get_or_add_pPr())


def _letters(style: Any, look: Look) -> None:
    font = style.font
    font.size, font.bold, font.italic = Pt(look.size), look.bold, look.italic
    font.cs_bold, font.cs_italic = look.bold, look.italic
    properties = style.element.get_or_add_rPr()
    marks.face(properties)
    marks.script_size(properties, look.size)


def _place(style: ParagraphStyle, look: Look) -> None:
    place = style.paragraph_format
    place.alignment, place.line_spacing = look.side, look.apart
    place.space_before, place.space_after = Pt(look.before), Pt(look.after)
    place.keep_with_next, place.widow_control = look.next, True
    if look.first:
        place.first_line_indent = Cm(look.first)
    if look.indent:
        place.left_indent = Cm(look.indent)
    if look.framed:
        place.left_indent = place.right_indent = Pt(_FRAME + 1)
        marks.border(style.element, "top", "left", "bottom", "right", space=_FRAME)
