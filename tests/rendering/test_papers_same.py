"""Guards: the same paper is the same bytes whenever and however often it is made, so that a stored
digest proves a file; another word makes another file."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
import time_machine
from docx import Document
from sample_paper import MADE, sample

from bot.rendering.papers.typeset import pdf
from bot.rendering.papers.word import docx
from bot.rendering.workbook import xlsx
from handlers.books.book import Book, Column, Sheet
from handlers.papers.paper import Paper
from locales.translator import languages

TIMES = (datetime(2027, 1, 12, 3, tzinfo=UTC), datetime(2031, 6, 1, 17, 59, tzinfo=UTC))
ANEW = """
import hashlib, sys
sys.path.insert(0, {here!r})
from sample_paper import sample
from bot.rendering.papers.typeset import pdf
from bot.rendering.papers.word import docx
for made in (pdf, docx):
    print(hashlib.blake2b(made(sample("vi"))).hexdigest())
"""


def book(paper: Paper) -> bytes:
    sheet = Sheet(paper.title, (Column("a"), Column("b", "points")), ((paper.issuer, 3),))
    made = paper.made.replace(tzinfo=None)
    return xlsx(Book(paper.title, made, right_to_left=paper.dir == "rtl", sheets=(sheet,)))


FORMATS = {"docx": docx, "pdf": pdf, "xlsx": book}


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("kind", FORMATS)
def test_the_clock_changes_nothing(kind: str, language: str) -> None:
    made = set()
    for moment in TIMES:
        with time_machine.travel(moment, tick=False):
            made.add(FORMATS[kind](sample(language)))
    assert len(made) == 1


@pytest.mark.parametrize("kind", FORMATS)
def test_another_word_is_another_file(kind: str) -> None:
    paper = sample("vi")
    other = paper.model_copy(update={"issuer": "Chi nhánh khác"})
    assert FORMATS[kind](paper) != FORMATS[kind](other)


def test_another_process_makes_the_same_bytes() -> None:
    """The order of a set or a hash is another one in each process."""
    code = ANEW.format(here=str(Path(__file__).parent))
    made = {
        subprocess.run([sys.executable, "-c", code], check=True, capture_output=True).stdout
        for _ in range(2)
    }
    assert len(made) == 1


def test_a_file_is_dated_by_the_paper_alone() -> None:
    told = Document(BytesIO(docx(sample("vi")))).core_properties
    assert told.created == told.modified == MADE
    assert told.author == told.last_modified_by == sample("vi").issuer.upper()
    assert told.comments == ""
