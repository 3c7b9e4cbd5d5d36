"""Guards: what an office prints has all the words of the paper and no others, whether it opens the
DOCX or the PDF, in every language."""

from __future__ import annotations

from pathlib import Path

import pytest
from hostile_paper import HOSTILE, STYLES, hostile
from printed import above_and_below, plain, printed, read, text, words
from sample_paper import paragraph, sample

from bot.rendering.papers.typeset import pdf
from bot.rendering.papers.word import docx
from bot.rendering.papers.words import prepared
from handlers.papers.paper import Paper
from locales.translator import languages

pytestmark = pytest.mark.xdist_group("printed")  # LibreOffice is started once

FOLDED = {"emoji", "letters", "marks", "turned"}
"""What has no letters, no room in a line or no order from left to right is looked at by eye."""
Office = tuple[dict[str, Path], list[str]]


def differences(paper: Paper, file: Path) -> tuple[set[str], set[str]]:
    """Words that are lost, words that nobody wrote or that stand too often."""
    wanted, found = words(paper), read(file)
    more = {word for word in found - wanted if not word.isdigit()}
    return set(wanted - found), more - above_and_below(paper)


@pytest.mark.parametrize("language", languages())
def test_the_docx_says_the_words_of_the_paper(language: str, through_office: Office) -> None:
    files, _ = through_office
    assert differences(sample(language, confirmed=language == "en"), files[language]) == (
        set(),
        set(),
    )


def test_nobody_complains_of_the_docx(through_office: Office) -> None:
    _, complaints = through_office
    assert complaints == []


@pytest.mark.parametrize("language", languages())
def test_the_pdf_says_the_words_of_the_paper(language: str, tmp_path: Path) -> None:
    paper = sample(language, confirmed=language == "en")
    (tmp_path / "paper.pdf").write_bytes(pdf(paper))
    assert differences(paper, tmp_path / "paper.pdf") == (set(), set())


@pytest.mark.parametrize("kind", sorted(HOSTILE.keys() - FOLDED))
def test_signs_stand_in_the_pdf_as_they_are_written(kind: str, tmp_path: Path) -> None:
    """Taken for markup they would be gone."""
    (tmp_path / "paper.pdf").write_bytes(pdf(hostile(HOSTILE[kind])))
    assert times(kind, tmp_path / "paper.pdf") >= len(STYLES)


def test_an_office_prints_whatever_was_written(tmp_path: Path) -> None:
    files = [tmp_path / f"{kind}.docx" for kind in HOSTILE]
    for file in files:
        file.write_bytes(docx(hostile(HOSTILE[file.stem])))
    made, complaints = printed(files, tmp_path)
    assert complaints == []
    for file in made:
        assert file.stem in FOLDED or times(file.stem, file) >= len(STYLES), file.stem


def times(kind: str, file: Path) -> int:
    """How often a file says the words, wherever its lines end."""
    paper = prepared(sample("vi").model_copy(update={"body": (paragraph(HOSTILE[kind]),)}))
    (block,) = paper.body
    assert block.kind == "paragraph"
    said = plain(block.runs[0].text)
    return plain(text(file)).count(said) if said else len(STYLES)
