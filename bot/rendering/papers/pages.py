"""The pages of a DOCX: A4 and its margins, what stands above and below each."""

from __future__ import annotations

from docx.enum.section import WD_ORIENTATION, WD_SECTION
from docx.section import Section, _BaseHeaderFooter
from docx.shared import Mm

from bot.rendering.papers import marks
from bot.rendering.papers.pen import LYING, UPRIGHT, Pen
from bot.rendering.papers.styles import identity
from handlers.papers.paper import Paper

SHORT, LONG = Mm(210), Mm(297)
TOP, BOTTOM, LEFT, RIGHT = Mm(20), Mm(20), Mm(30), Mm(15)


def first(pen: Pen, paper: Paper) -> None:
    """The first page has no number; the mark of a draft stands on every page."""
    section = pen.document.sections[0]
    lay(pen, section, wide=paper.wide)
    section.different_first_page_header_footer = True
    _above(pen, section.first_page_header, paper.draft, numbered=False)
    _above(pen, section.header, paper.draft, numbered=True)
    for below in (section.first_page_footer, section.footer):
        _empty(below)
        pen.write(below, "footer", paper.footer)


def more(pen: Pen, *, wide: bool) -> None:
    """A new page, upright or lying; what stands above and below goes on."""
    section = pen.document.add_section(WD_SECTION.NEW_PAGE)
    section.different_first_page_header_footer = False
    lay(pen, section, wide=wide)
    closing = pen.document.element.body.xpath("./w:p[w:pPr/w:sectPr]")[-1]
    closing.style = identity("line")


def lay(pen: Pen, section: Section, *, wide: bool) -> None:
    """The size and the margins of the section's pages."""
    pen.width = LYING if wide else UPRIGHT
    section.orientation = WD_ORIENTATION.LANDSCAPE if wide else WD_ORIENTATION.PORTRAIT
    section.page_width, section.page_height = (LONG, SHORT) if wide else (SHORT, LONG)
    section.top_margin, section.bottom_margin = TOP, BOTTOM
    section.left_margin, section.right_margin = LEFT, RIGHT
    section.header_distance, section.footer_distance = Mm(7), Mm(9)


def _above(pen: Pen, header: _BaseHeaderFooter, draft: str, *, numbered: bool) -> None:
    _empty(header)
    if numbered:
        marks.page_number(pen.write(header, "page", ""))
    if draft or not numbered:
        pen.write(header, "draft", draft)


def _empty(place: _BaseHeaderFooter) -> None:
    """Without the paragraph that the library begins with."""
    place.is_linked_to_previous = False
    for paragraph in place.paragraphs:
        place._element.remove(paragraph._p)
