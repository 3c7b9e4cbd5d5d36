"""The files of a snapshot's papers: each as a document and as a page to print, and the workbook."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from bot.rendering.papers.typeset import pdf
from bot.rendering.papers.word import DOCX, docx
from bot.rendering.workbook import XLSX, xlsx
from handlers.papers import catalogue, workbook
from handlers.papers.paper import Paper
from handlers.papers.voice import Voice

PDF = "application/pdf"
FORMATS: dict[str, Callable[[Paper], bytes]] = {"docx": docx, "pdf": pdf}
MEDIA = {"docx": DOCX, "pdf": PDF, "xlsx": XLSX}
BOOK, SHEETS = "workbook", "xlsx"


def files(v: Voice) -> Iterator[tuple[str, bytes]]:
    """Every file with its name, which is ASCII; the same snapshot gives the same bytes.

    Nothing is made where a legal basis has lapsed: all papers are written before the first file.
    """
    written = catalogue.write(v)
    for paper in written:
        for ending, make in FORMATS.items():
            yield name(v, paper.code, ending), make(paper)
    yield name(v, BOOK, SHEETS), xlsx(workbook.book(v))


def name(v: Voice, code: str, ending: str) -> str:
    """A file's name: paper, language, snapshot. Codes of papers are our own, and ASCII."""
    return f"{code}-{v.language}-{v.snapshot.number}.{ending}"


def one(v: Voice, code: str, ending: str) -> tuple[str, bytes]:
    """One file; LookupError for a paper or a format that there is not."""
    if code == BOOK and ending == SHEETS:
        return name(v, BOOK, SHEETS), xlsx(workbook.book(v))
    paper = catalogue.one(v, code)
    if paper is None or ending not in FORMATS:
        raise LookupError(f"no paper {code} as {ending}")
    return name(v, code, ending), FORMATS[ending](paper)
