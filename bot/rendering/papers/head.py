"""The head of a DOCX: who writes beside the state, the title, whom it is for, what is missing."""

from __future__ import annotations

from docx.table import _Cell

from bot.rendering.papers.pen import Pen
from handlers.papers.paper import Paper

_ISSUER, _STATE = 43, 57
"""The two columns, in parts of a hundred."""
_SHARE = 0.4
"""How long the line under the issuer and under the subject is: the rule says a third to a half."""


def write(pen: Pen, paper: Paper) -> None:
    """All of it, in the order of the rule."""
    table = pen.table(2, (_ISSUER, _STATE), bordered=False)
    (left, right), (number, place) = (row.cells for row in table.rows)
    _issuer(pen, left, paper)
    _state(pen, right, paper)
    pen.write(number, "number", paper.number)
    pen.write(place, "place", paper.place)
    pen.write(pen.document, "title", paper.title)
    if paper.about:
        pen.write(pen.document, "about", paper.about)
        pen.line(pen.document, paper.about, "about", _SHARE, pen.width)
    pen.write(pen.document, "gap", "")
    for words in paper.missing:
        pen.write(pen.document, "box", words)
    _to(pen, paper.to)


def _issuer(pen: Pen, cell: _Cell, paper: Paper) -> None:
    pen.lines(cell, "superior", paper.superior)
    pen.write(cell, "issuer", paper.issuer)
    if paper.issuer:
        pen.line(cell, paper.issuer, "issuer", _SHARE, pen.width * _ISSUER / 100)


def _state(pen: Pen, cell: _Cell, paper: Paper) -> None:
    pen.lines(cell, "state", paper.state)
    if paper.motto:
        pen.write(cell, "motto", paper.motto)
        pen.line(cell, paper.motto, "motto", 1, pen.width * _STATE / 100)


def _to(pen: Pen, lines: tuple[str, ...]) -> None:
    if len(lines) == 1:
        pen.write(pen.document, "to", lines[0])
        return
    for words in lines:
        pen.write(pen.document, "to head" if words.endswith(":") else "to line", words)
