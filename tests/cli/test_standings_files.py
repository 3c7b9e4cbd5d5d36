"""Guards: the desk has the standings as a workbook, a picture, a document, in four languages; what
cannot be written is one line and leaves what was there."""

from __future__ import annotations

import io

import pytest
from PIL import Image
from python_calamine import CalamineWorkbook
from shell import Shell

ASKED = ("standings", "--year", "2026", "--format")
BEGINS = {"xlsx": b"PK\x03\x04", "png": b"\x89PNG", "pdf": b"%PDF-"}


@pytest.mark.parametrize("language", ["vi", "en", "hi", "ar"])
@pytest.mark.parametrize("format", BEGINS)
def test_a_file_is_written_whole(imported: Shell, format: str, language: str) -> None:
    out = imported.folder / f"standings.{format}"
    out.write_bytes(b"before")
    status, said, wrong = imported(*ASKED, format, "--out", out.name, "--language", language)
    assert (status, said, wrong) == (0, "", "")
    assert out.read_bytes().startswith(BEGINS[format])
    assert [one.name for one in imported.folder.glob("*standings*")] == [out.name]


def test_the_files_are_what_they_say(imported: Shell) -> None:
    for format in BEGINS:
        assert imported(*ASKED, format, "--unit", "25459", "--out", f"s.{format}")[0] == 0
    with Image.open(imported.folder / "s.png") as picture:
        assert picture.size == (1080, 1350)
    book = CalamineWorkbook.from_filelike(io.BytesIO((imported.folder / "s.xlsx").read_bytes()))
    assert len(book.get_sheet_by_index(0).to_python()) == 4  # the head, and three groups
    assert book.sheet_names[0] == "Xếp hạng"


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("table", "--out", "x.txt"), "--out is for --format xlsx, png or pdf"),
        (("pdf", "--out", "nowhere/x.pdf"), "nowhere/x.pdf: no such file or directory"),
        (("png", "--out", "x.png", "--unit", "99"), "no unit 99"),
    ],
)
def test_what_cannot_be_is_one_line(imported: Shell, words: tuple[str, ...], why: str) -> None:
    status, said, wrong = imported(*ASKED, *words)
    assert (status, said) == (1, "")
    assert wrong.splitlines() == [f"thidua: {why}"]
    assert not list(imported.folder.glob("*x.*"))
