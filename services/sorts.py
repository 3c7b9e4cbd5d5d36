"""What a file is, by its own bytes: what it is called, and what a platform says, prove nothing.

A list of what an office sends, and can open on any computer. Pictures are looked into by the
library that draws ours; a document is named by the parts that its format must have. Libraries that
guess by the first bytes were looked at: they take any archive for a document (puremagic), or are
kept no more (filetype).
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from io import BytesIO

_HEAD = 4096
_CONTENT_TYPES = "[Content_Types].xml"
_MOST_TYPES = 2**18
"""Bytes of the list of an Office document's parts: a small archive may unpack to gigabytes."""
_HEIC = frozenset({b"heic", b"heix", b"heim", b"heis", b"mif1", b"msf1"})


@dataclass(frozen=True)
class Sort:
    """A kind of file: the `ending` of its name, its media type, how people call it."""

    ending: str
    media: str
    label: str


PDF = Sort("pdf", "application/pdf", "PDF")
JPEG = Sort("jpg", "image/jpeg", "JPEG")
PNG = Sort("png", "image/png", "PNG")
WEBP = Sort("webp", "image/webp", "WEBP")
HEIC = Sort("heic", "image/heic", "HEIC")
_OPEN_XML = "application/vnd.openxmlformats-officedocument."
DOCX = Sort("docx", f"{_OPEN_XML}wordprocessingml.document", "Word (.docx)")
XLSX = Sort("xlsx", f"{_OPEN_XML}spreadsheetml.sheet", "Excel (.xlsx)")

SORTS = (PDF, JPEG, PNG, WEBP, HEIC, DOCX, XLSX)
"""All that is known here; a purpose may take fewer."""
PICTURES = (JPEG, PNG, WEBP, HEIC)


def sort_of(data: bytes) -> Sort | None:
    """What the bytes are; `None` for whatever is not on the list."""
    return next((sort for sort, is_it in _TESTS if is_it(data)), None)


def labels(sorts: Iterable[Sort]) -> str:
    """The kinds as people call them, in any language."""
    return ", ".join(sort.label for sort in sorts)


def named(name: str, sort: Sort) -> str:
    """A name that ends as the file is; of one without a name that of its kind."""
    known = {sort.ending} | ({"jpeg", "jpe"} if sort is JPEG else set())
    stem, dot, ending = name.rpartition(".")
    if dot and stem and ending.casefold() in known:
        return name
    return f"{name or sort.label.split()[0].lower()}.{sort.ending}"


def _pdf(data: bytes) -> bool:
    return data[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"%PDF-")


def _heic(data: bytes) -> bool:
    return data[4:8] == b"ftyp" and data[8:12] in _HEIC


def _picture(form: str) -> Callable[[bytes], bool]:
    def is_it(data: bytes) -> bool:
        from PIL import Image  # a picture is seldom sent, and it is slow to load

        try:
            with Image.open(BytesIO(data), formats=(form,)):
                return True
        except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
            return False

    return is_it


def _office(main: str) -> Callable[[bytes], bool]:
    """Whether its main part is this one: one with macros in it has another type."""
    wanted = re.compile(f"ContentType=[\"']{re.escape(main)}\\.main\\+xml[\"']".encode())

    def is_it(data: bytes) -> bool:
        if not data.startswith(b"PK\x03\x04"):
            return False
        try:
            with zipfile.ZipFile(BytesIO(data)) as parts, parts.open(_CONTENT_TYPES) as listed:
                return wanted.search(listed.read(_MOST_TYPES)) is not None
        except (zipfile.BadZipFile, zlib.error, KeyError, ValueError, OSError, EOFError,
                RuntimeError):  # fmt: skip
            return False

    return is_it


_TESTS: tuple[tuple[Sort, Callable[[bytes], bool]], ...] = (
    (PDF, _pdf),
    (JPEG, _picture("JPEG")),
    (PNG, _picture("PNG")),
    (WEBP, _picture("WEBP")),
    (HEIC, _heic),
    (DOCX, _office(DOCX.media)),
    (XLSX, _office(XLSX.media)),
)
