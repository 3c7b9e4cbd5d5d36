"""Writes words into a DOCX: paragraphs in the paper's styles, tables from edge to edge."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any, Protocol

from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT, WD_TABLE_DIRECTION
from docx.shared import Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from bot.rendering.papers import marks
from bot.rendering.papers.lengths import MILLIMETRE, length
from bot.rendering.papers.styles import LOOKS, SIDES, identity
from handlers.papers.paper import Cell, Run

UPRIGHT, LYING = 165, 252
"""What the margins leave of A4, in millimetres."""


class Place(Protocol):
    """Where paragraphs stand one below the other: the page, a cell, what is above a page."""

    def add_paragraph(self, text: str = ..., style: str = ...) -> Paragraph:
        """One more."""
        ...


@dataclass
class Pen:
    """Knows the file, the direction, and how wide the page is where it writes."""

    document: Document
    language: str
    right_to_left: bool
    width: int
    ready: dict[tuple[str, str], Any] = field(default_factory=dict)

    def write(self, place: Place, style: str, words: str | Iterable[Run]) -> Paragraph:
        """One paragraph; the empty one that each cell begins with is taken first."""
        paragraph = _unused(place) or place.add_paragraph()
        paragraph._p.style = identity(style)
        for run in (Run(text=words),) if isinstance(words, str) else words:
            self._run(paragraph, run)
        return paragraph

    def fill(self, tc: Any, style: str, cell: Cell) -> None:
        """The paragraph of an empty cell: a copy of the first one of its style and side, for there
        are thousands of them.
        """
        empty, key = tc.p_lst[0], (style, cell.align)
        if key not in self.ready:
            empty.style, empty.alignment = identity(style), SIDES[cell.align]
            self.ready[key] = deepcopy(empty)
        p = deepcopy(self.ready[key])
        tc.replace(empty, p)
        paragraph = Paragraph(p, self.document._body)
        for run in cell.runs:
            self._run(paragraph, run)

    def lines(self, place: Place, style: str, words: str) -> None:
        """The same, where there are words."""
        if words:
            self.write(place, style, words)

    def _run(self, paragraph: Paragraph, run: Run) -> None:
        key = ("run", f"{run.bold}{run.italic}")
        if key not in self.ready:
            self.ready[key] = self._look(paragraph, run)
        made = deepcopy(self.ready[key])
        made.text = run.text
        paragraph._p.append(made)
        if run.note is not None:
            paragraph.add_run(str(run.note)).font.superscript = True

    def _look(self, paragraph: Paragraph, run: Run) -> Any:
        """A run without words, as those of its kind look."""
        made = paragraph.add_run("")
        if run.bold:
            made.font.bold = made.font.cs_bold = True
        if run.italic:
            made.font.italic = made.font.cs_italic = True
        made.font.rtl = True if self.right_to_left else None
        paragraph._p.remove(made._r)
        return made._r

    def line(self, place: Place, words: str, style: str, share: float, room: float) -> None:
        """A line as long as this share of the words above it, which have so many millimetres."""
        width = room * MILLIMETRE
        drawn = min(length(words, int(LOOKS[style].size), self.language), width) * share
        paragraph = self.write(place, "line", "")
        marks.border(paragraph._p, "bottom")
        form = paragraph.paragraph_format
        form.left_indent = form.right_indent = Pt(round((width - drawn) / 2))
        form.line_spacing = Pt(3)

    def table(self, rows: int, shares: Sequence[float], *, bordered: bool) -> Table:
        """An empty table over the whole width."""
        made: Table = self.document.add_table(rows, len(shares))
        if bordered:
            made.style = "Table Grid"
        made.autofit = False
        made.alignment = WD_TABLE_ALIGNMENT.CENTER
        if self.right_to_left:
            made.table_direction = WD_TABLE_DIRECTION.RTL
        marks.margins(made, 4 if bordered else 0)
        widths = [Mm(self.width * share / (sum(shares) or 1)) for share in shares]
        for column, width in zip(made.columns, widths, strict=True):
            column.width = width
        for tr in made._tbl.tr_lst:
            for tc, width in zip(tr.tc_lst, widths, strict=True):
                tc.width = width
        return made


def _unused(place: Place) -> Paragraph | None:
    """The paragraph that each new cell begins with."""
    found = place.paragraphs if isinstance(place, _Cell) else []
    return found[0] if len(found) == 1 and found[0]._p.style is None else None
