"""The body of a DOCX: paragraphs, tables, annexes."""

from __future__ import annotations

from docx.table import Table as Grid
from docx.table import _Row

from bot.rendering.papers import marks, pages
from bot.rendering.papers.pen import Pen
from handlers.papers.paper import Annex, Block, Cell, Paragraph, Table


def write(pen: Pen, block: Block) -> None:
    """One block below what is there."""
    if isinstance(block, Paragraph):
        pen.write(pen.document, block.style, block.runs)
    elif isinstance(block, Table):
        _table(pen, block)
    else:
        _annex(pen, block)


def _annex(pen: Pen, annex: Annex) -> None:
    pages.more(pen, wide=annex.wide)
    pen.write(pen.document, "annex", annex.name)
    pen.write(pen.document, "annex", annex.title)
    pen.lines(pen.document, "annex of", annex.of)


def _table(pen: Pen, table: Table) -> None:
    made: Grid = pen.table(len(table.rows), table.widths, bordered=True)
    for n, (row, cells) in enumerate(zip(made.rows, table.rows, strict=True)):
        marks.whole(row)
        if n < table.heads:
            marks.repeated(row)
        _row(pen, row, cells, head=n < table.heads)
    pen.write(pen.document, "gap", "")


def _row(pen: Pen, row: _Row, cells: tuple[Cell, ...], *, head: bool) -> None:
    style, at = "cell head" if head else "cell", 0
    if all(cell.span == 1 for cell in cells):
        for tc, cell in zip(row._tr.tc_lst, cells, strict=True):
            pen.fill(tc, style, cell)
        return
    places = row.cells
    for cell in cells:
        place = places[at].merge(places[at + cell.span - 1])
        at += cell.span
        pen.fill(place._tc, style, cell)
