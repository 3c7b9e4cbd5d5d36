"""The end of a DOCX: who signs, who confirms, who gets it, the notes on the figures."""

from __future__ import annotations

from docx.shared import Mm, Pt
from docx.table import _Cell

from bot.rendering.papers import marks
from bot.rendering.papers.pen import Pen, Place
from handlers.papers.paper import Paper, Run, Signature

_ABREAST = 3
_NOTES_LINE = 30
"""The line above the notes, in parts of a hundred."""


def write(pen: Pen, paper: Paper) -> None:
    """The last part of the paper itself, before its annexes."""
    signs = ((paper.confirms,) if paper.confirms else ()) + paper.signs
    pen.write(pen.document, "gap", "")
    if len(signs) == 1:
        left, right = _cells(pen, 2)
        _copies(pen, left, paper.copies)
        _sign(pen, right, signs[0])
    else:
        for start in range(0, len(signs), _ABREAST):
            some = signs[start : start + _ABREAST]
            for cell, sign in zip(_cells(pen, min(len(signs), _ABREAST)), some, strict=False):
                _sign(pen, cell, sign)
            pen.write(pen.document, "gap", "")
        _copies(pen, pen.document, paper.copies)
    _notes(pen, paper)


def _cells(pen: Pen, columns: int) -> tuple[_Cell, ...]:
    """A row without borders that stays on one page."""
    row = pen.table(1, (1,) * columns, bordered=False).rows[0]
    marks.whole(row)
    return row.cells


def _sign(pen: Pen, cell: _Cell, sign: Signature) -> None:
    """Room is left for the hand and the seal."""
    pen.write(cell, "capacity", sign.capacity)
    pen.lines(cell, "hint", sign.hint)
    pen.write(cell, "name", sign.name)


def _copies(pen: Pen, place: Place, lines: tuple[str, ...]) -> None:
    for words in lines:
        pen.write(place, "copies head" if words.endswith(":") else "copies", words)


def _notes(pen: Pen, paper: Paper) -> None:
    if not paper.notes:
        return
    line = pen.write(pen.document, "gap", "")
    line.paragraph_format.space_before = Pt(12)
    marks.border(line._p, "bottom")
    line.paragraph_format.right_indent = Mm(pen.width * (100 - _NOTES_LINE) / 100)
    for number, words in paper.notes:
        pen.write(pen.document, "footnote", (Run(text="", note=number), Run(text=f" {words}")))
