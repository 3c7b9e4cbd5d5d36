"""Guards: whatever somebody writes becomes a file that opens, with the words as they were written
and without a sign that the format forbids."""

from __future__ import annotations

import json

import pytest
from hostile_paper import HOSTILE, hostile
from opened import everywhere, opened
from sample_paper import cell, sample, table

from bot.rendering import typesetting
from bot.rendering.papers.lengths import parted
from bot.rendering.papers.typeset import _data, pdf
from bot.rendering.papers.words import parts, prepared
from handlers.papers.paper import Cell, Run, Table

LITERAL = ("set", "markup", "backslashes", "quotes", "tags", "emoji", "letters", "turned")


@pytest.mark.parametrize("kind", LITERAL)
def test_a_docx_says_literally_what_was_written(kind: str) -> None:
    said = [paragraph.text for paragraph in everywhere(opened(hostile(HOSTILE[kind])))]
    assert said.count(HOSTILE[kind]) >= 20


@pytest.mark.parametrize("kind", HOSTILE)
def test_both_files_are_made(kind: str) -> None:
    assert opened(hostile(HOSTILE[kind])).tables
    assert pdf(hostile(HOSTILE[kind])).startswith(b"%PDF-")


def test_a_document_is_made_where_its_tags_cannot_be() -> None:
    """typst panics over the tags of this one: a footnote in a row that moves to another page."""
    data = _data(prepared(hostile(HOSTILE["letters"])))
    for place in data["annexes"][0]["blocks"][0]["cells"]:
        for run in place["runs"]:
            run["said"] = run["note"] and parted(HOSTILE["letters"], 100)
    told = json.dumps(data)
    with pytest.raises(BaseException, match="parent_idx"):
        typesetting._document("paper", told, tags=True)
    assert typesetting.document("paper", told).startswith(b"%PDF-")


def test_signs_that_a_file_cannot_hold_are_left_out() -> None:
    kept = prepared(hostile("a\x00b\x1f\ufffe\x7fc\x0bd\r\ne\u2028f"))
    assert kept.number == "abc\nd\ne\nf"


def test_letters_are_written_in_one_way() -> None:
    assert prepared(hostile("ti\u0309nh")).number == "tỉnh"


def test_a_table_of_three_hundred_rows_is_whole() -> None:
    paper = sample("vi").model_copy(update={"body": (table(["a", "b", "c", "d"], "tổ", 300),)})
    made = next(one for one in opened(paper).tables if len(one.columns) == 4)
    assert [row.cells[0].text for row in made.rows[2:]] == [str(n) for n in range(1, 301)]


def test_a_row_has_as_many_columns_as_its_table() -> None:
    """Nothing that is written is lost: what is too much stands in the last cell."""
    given = Table(widths=(1, 1), rows=((cell("a"), cell("b"), cell("c")), (cell("d", span=7),), ()))
    (kept,) = prepared(sample("vi").model_copy(update={"body": (given,)})).body
    assert isinstance(kept, Table)
    assert [[(text(one), one.span) for one in row] for row in kept.rows] == [
        [("a", 1), ("b c", 1)], [("d", 2)], [("", 1), ("", 1)]]  # fmt: skip
    assert kept.heads == 1


def test_annexes_part_a_paper() -> None:
    whole, *annexes = parts(prepared(sample("vi")))
    assert whole.annex is None
    assert [part.annex and part.annex.name for part in annexes] == ["Phụ lục I", "Phụ lục II"]


def text(given: Cell) -> str:
    return "".join(run.text for run in given.runs if isinstance(run, Run))
