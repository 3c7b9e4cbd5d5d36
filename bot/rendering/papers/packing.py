"""A DOCX whose bytes come from its words alone: no clock, no picture, no order by chance."""

from __future__ import annotations

import zipfile
from datetime import UTC
from io import BytesIO

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE

from handlers.papers.paper import Paper

_DAY = (1980, 1, 1, 0, 0, 0)
_FIRST = "[Content_Types].xml"


def packed(document: Document, paper: Paper) -> bytes:
    """The file."""
    _tell(document, paper)
    _without_thumbnail(document)
    written = BytesIO()
    document.save(written)
    out = BytesIO()
    with zipfile.ZipFile(written) as given, zipfile.ZipFile(out, "w") as made:
        for name in sorted(given.namelist(), key=lambda name: (name != _FIRST, name)):
            entry = zipfile.ZipInfo(name, _DAY)
            made.writestr(entry, given.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _tell(document: Document, paper: Paper) -> None:
    """What a list of files shows; only the paper's own moment dates it."""
    told, made = document.core_properties, paper.made.astimezone(UTC).replace(tzinfo=None)
    told.title, told.language = paper.title[:255], paper.language
    told.author = told.last_modified_by = paper.issuer[:255]
    told.comments = told.keywords = told.subject = ""
    told.created = told.modified = made
    told.revision = 1


def _without_thumbnail(document: Document) -> None:
    links = document.part.package.rels
    for name in [n for n, link in links.items() if link.reltype == RELATIONSHIP_TYPE.THUMBNAIL]:
        links.pop(name)
