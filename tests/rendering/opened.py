"""A DOCX as python-docx opens it, and what a style or a run makes of letters."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from docx import Document
from docx.document import Document as Opened
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from bot.rendering.papers.word import docx
from handlers.papers.paper import Paper


def opened(paper: Paper) -> Opened:
    """The file, read anew."""
    return Document(BytesIO(docx(paper)))


def parts(paper: Paper) -> dict[str, bytes]:
    """Everything that lies in the file."""
    with zipfile.ZipFile(BytesIO(docx(paper))) as file:
        return {name: file.read(name) for name in file.namelist()}


def everywhere(document: Opened) -> Iterator[Paragraph]:
    """All paragraphs, those in tables too, in the order in which they stand."""
    for element in document.element.body.iter(qn("w:p")):
        yield Paragraph(element, document)


def saying(document: Opened, words: str) -> Paragraph:
    """The first paragraph with these words."""
    return next(one for one in everywhere(document) if words in one.text)


def value(element: Any, path: str, attribute: str = "w:val") -> str | None:
    """An attribute of what lies at the path."""
    found = element.find("/".join(qn(name) for name in path.split("/")))
    return None if found is None else found.get(qn(attribute))


def letters(paragraph: Paragraph) -> tuple[float, bool, bool]:
    """Size, whether bold, whether italic, as its style says."""
    font = paragraph.style.font
    return font.size.pt, bool(font.bold), bool(font.italic)
