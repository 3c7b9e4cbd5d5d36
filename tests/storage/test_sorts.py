"""Guards: a file is what its bytes are, whatever it is called; nothing that only begins like a
document, hides macros or unpacks without end is taken for one."""

from __future__ import annotations

import io
import zipfile

import pytest
import xlsxwriter

from services import sorts
from services.sorts import DOCX, HEIC, JPEG, PDF, PNG, WEBP, XLSX, Sort, named, sort_of
from tests.paper_box import archive, office, pdf, picture

MACROS = "application/vnd.ms-word.document.macroEnabled"


def workbook() -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as made:
        made.add_worksheet()
    return out.getvalue()


IS = [
    (pdf(), PDF), (b"\xef\xbb\xbf\r\n" + pdf(), PDF), (picture("JPEG"), JPEG),
    (picture("PNG"), PNG), (picture("WEBP"), WEBP), (b"\0\0\0\x18ftypheic\0\0\0\0mif1", HEIC),
    (office(), DOCX), (office(quote="'"), DOCX), (office(XLSX.media), XLSX), (workbook(), XLSX),
]  # fmt: skip
IS_NOT = {
    "nothing": b"",
    "a text": b"hello",
    "a film": b"\0\0\0\x18ftypisom\0\0\0\0mp42",
    "a program": b"MZ\x90\0" + bytes(200),
    "a program with a document behind it": b"MZ\x90\0" + bytes(200) + pdf(),
    "a page with a script": b"<html><script>alert(1)</script>%PDF-1.7",
    "a form of a document": b"%FDF-1.2\n",
    "a drawing with scripts": b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    "a GIF": picture("GIF"),
    "the first bytes of a picture": picture("PNG")[:8],
    "an archive": archive(("a.exe", b"MZ")),
    "an archive with the name of a document in it": archive(("word/document.xml", b"<w/>")),
    "a document with macros": office(MACROS),
    "slides": office("application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    "the beginning of an archive": office()[:40],
    "an old document": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "a list of parts that unpacks to 64 MB": archive(("[Content_Types].xml", bytes(2**26))),
}


@pytest.mark.parametrize(("data", "sort"), IS, ids=lambda one: getattr(one, "ending", ""))
def test_it_is_what_its_bytes_are(data: bytes, sort: Sort) -> None:
    assert sort_of(data) == sort


@pytest.mark.parametrize("what", IS_NOT)
def test_nothing_else_is_on_the_list(what: str) -> None:
    assert sort_of(IS_NOT[what]) is None


def test_every_kind_on_the_list_can_be_met() -> None:
    assert {sort for _, sort in IS} == set(sorts.SORTS)


def test_a_damaged_archive_is_no_document() -> None:
    whole = bytearray(office())
    for at in range(len(whole)):
        damaged = bytes([*whole[:at], whole[at] ^ 0x5A, *whole[at + 1 :]])
        assert sort_of(damaged) in (DOCX, None)


def test_one_behind_a_password_is_none() -> None:
    data = bytearray(office())
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as parts:
        begin = parts.getinfo("[Content_Types].xml").header_offset
    data[begin + 6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert sort_of(bytes(data)) is None


@pytest.mark.parametrize(
    ("name", "sort", "shown"),
    [("Tờ trình.pdf", PDF, "Tờ trình.pdf"), ("A.PDF", PDF, "A.PDF"), ("a.jpeg", JPEG, "a.jpeg"),
     ("a.exe", PDF, "a.exe.pdf"), ("a", DOCX, "a.docx"), ("", JPEG, "jpeg.jpg"),
     ("", DOCX, "word.docx"), (".pdf", PDF, ".pdf.pdf")],
)  # fmt: skip
def test_a_name_ends_as_the_file_is(name: str, sort: Sort, shown: str) -> None:
    assert named(name, sort) == shown
