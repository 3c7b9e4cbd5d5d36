"""A paper as a DOCX, to be changed and signed by an office."""

from __future__ import annotations

from bot.rendering.papers import body, foot, head, pages
from bot.rendering.papers.blank import blank
from bot.rendering.papers.packing import packed
from bot.rendering.papers.pen import UPRIGHT, Pen
from bot.rendering.papers.words import parts, prepared
from handlers.papers.paper import Paper

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def docx(paper: Paper) -> bytes:
    """The file. The same paper gives the same bytes."""
    kept = prepared(paper)
    right_to_left = kept.dir == "rtl"
    document = blank(kept.language, right_to_left=right_to_left)
    pen = Pen(document, kept.language, right_to_left, UPRIGHT)
    pages.first(pen, kept)
    head.write(pen, kept)
    for part in parts(kept):
        if part.annex:
            body.write(pen, part.annex)
        for block in part.blocks:
            body.write(pen, block)
        if not part.annex:
            foot.write(pen, kept)
    return packed(document, kept)
