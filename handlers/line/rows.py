"""The rows of a line: where they begin, and which list number or bullet stands before each. Pure.

`2.` or `3)` at a row's head is no figure: it counts the rows, and may name the question.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

_HEAD = re.compile(
    r"\s*(\d{1,2})(?:\s?[.)/:\]-](?=(\s)|\S)|\ufe0f?\u20e3(?=(\s?))|(?=(\t)[^\W\d_]))\s*"
)
_INSIDE = re.compile(r"(?<![^\s,;|])(\d{1,2})[.)](?=\s+\S)")
_LETTERED = re.compile(r"(?<![^\s,;|])([a-zđ])(?:\)(?=\s*\S)|\.(?=\s+\S))", re.IGNORECASE)
_ALPHABETS = ("abcdefghi", "abcdđeghi")
_NAMED = re.compile(r"\s*(?:\w+\s+)?(\d{1,2})[.)]\s+(?=[^\W\d_])")
"""One number before a name: "2. Dư nợ: 2 tỷ"."""
_BULLET = re.compile(
    r"\s*[-+*•▪●·>]+\s+|\s*[+•▪●·](?=\S)|\s*[\u2190-\u2bff\U0001f000-\U0001faff\ufe0f]+\s*(?=\S)"
)
_COPIED = re.compile(r"\s*\[[^\]\n]*\d:\d\d[^\]\n]*\]\s*[^:\d\n]{1,40}:\s*")
"""[08:12, 1/12/2026] Chị Hoa: what chats put before a message that is copied."""
_MOST_ITEMS = 30
_LEAST = 2
_GLUED_FROM = 4
"""So many rows in sequence, and a number counts them even where no space follows it."""


@dataclass(frozen=True)
class Row:
    """From where to where its words stand; `item`: the list number before them."""

    start: int
    end: int
    item: int | None = None


def rows(flat: str) -> list[Row]:
    """The rows of a text, those of a list that stands in one row as well."""
    return _by_letters(flat) or _by_numbers(flat)


def _by_letters(flat: str) -> list[Row]:
    """`a) 45 b) 2285tr c) 0`, in one row or in several."""
    marks = list(_LETTERED.finditer(flat))
    letters = "".join(mark[1].lower() for mark in marks)
    if len(marks) < _LEAST or not any(known.startswith(letters) for known in _ALPHABETS):
        return []
    ends = [*(mark.start() for mark in marks[1:]), len(flat)]
    first = [Row(0, marks[0].start())] if flat[: marks[0].start()].strip() else []
    items = enumerate(zip(marks, ends, strict=True), 1)
    return first + [Row(mark.end(), end, n) for n, (mark, end) in items]


def _by_numbers(flat: str) -> list[Row]:
    found = [_uncopied(flat, m.start(), m.end()) for m in re.finditer(r"[^\n]*\S[^\n]*", flat)]
    if len(found) == 1:
        return _listed_in(flat, found[0])
    heads = [_HEAD.match(flat, row.start, row.end) for row in found]
    spaced = [
        h
        if h and any(gap is not None for gap in h.groups()[1:]) and int(h[1]) <= _MOST_ITEMS
        else None
        for h in heads
    ]
    if not _counted(spaced, 2):
        spaced = [h if h and _NAMED.match(flat, row.start) else None
                  for h, row in zip(spaced, found, strict=True)]  # fmt: skip
    if _counted(heads, _GLUED_FROM):
        spaced = heads
    return [
        Row(head.end(), row.end, int(head[1])) if head else _unmarked(flat, row)
        for row, head in zip(found, spaced, strict=True)
    ]


def _uncopied(flat: str, start: int, end: int) -> Row:
    copied = _COPIED.match(flat, start, end)
    return Row(copied.end() if copied else start, end)


def _counted(heads: list[re.Match[str] | None], least: int) -> bool:
    """Whether the numbers count: so many at least, and each more than the one before.

    Or each less, from the last question to the first.
    """
    numbers = [int(head[1]) for head in heads if head]
    up = all(a < b <= _MOST_ITEMS for a, b in pairwise(numbers))
    down = len(numbers) > _LEAST and all(_MOST_ITEMS >= a > b for a, b in pairwise(numbers))
    return len(numbers) >= least and (up or down)


def _unmarked(flat: str, row: Row) -> Row:
    bullet = _BULLET.match(flat, row.start, row.end)
    return Row(bullet.end(), row.end) if bullet else row


def _listed_in(flat: str, row: Row) -> list[Row]:
    """`1. Số hộ 45 2. Dư nợ 2285tr`: a list whose rows were joined."""
    marks = list(_INSIDE.finditer(flat, row.start, row.end))
    numbers = [int(mark[1]) for mark in marks]
    named = _NAMED.match(flat, row.start, row.end)
    if len(marks) == 1 and named:
        return [Row(row.start, named.start(1)), Row(named.end(), row.end, numbers[0])]
    if len(marks) < 2 or numbers != list(range(numbers[0], numbers[0] + len(marks))):
        return [_unmarked(flat, row)]
    ends = [*(mark.start() for mark in marks[1:]), row.end]
    first = [Row(row.start, marks[0].start())] if flat[row.start : marks[0].start()].strip() else []
    items = zip(marks, numbers, ends, strict=True)
    return first + [Row(mark.end(), end, number) for mark, number, end in items]
