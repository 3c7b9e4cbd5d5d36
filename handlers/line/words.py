"""A line as words that know where they were written, and what may not be joined. Pure.

Nothing joins across a newline, a tab, `;`, `|`, `#`, a comma or full stop with a space. A comma or
full stop between digits parts them only if together they are no number (`45,2285tr`); where many
stand between them it may do either (`45,2285tr,0,12tr`).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from handlers.line.beside import with_units, without_remarks
from handlers.line.grouped import alike
from handlers.line.marks import HARD, marked
from handlers.line.rows import Row, rows
from locales.fold import ascii_digits, fold
from locales.reading.clean import undrawn
from locales.reading.spelling import without_keys

OPEN = "?"
"""What stands for "ask me": `/report line` writes it where there is no last value."""

_WIDE = {wide: chr(wide - 0xFEE0) for wide in range(0xFF01, 0xFF5F)}
_ALIKE = _WIDE | str.maketrans(
    {
        **dict.fromkeys("‐‑‒–—―−﹣", "-"),
        **dict.fromkeys("\u00a0\u2002\u2003\u2007\u2009\u202f\u3000\r\v\f", " "),
        **dict.fromkeys("،、", ","),
        **{"؛": ";", "؟": "?", "।": ".", "\u2028": "\n", "\u2029": "\n"},
    }
)
_MOST = 400
_AND = "و"


@dataclass(frozen=True)
class Word:
    """`text` as it was written, from `start` to `end`; words of another cell never join it.

    `colon`: a colon follows; `soft`: a comma or full stop joins it to the word before, or parts it;
    `item`: the number of its row in a list; `keyed`: `folded` without keys of Telex
    or the Arabic "and".
    """

    text: str
    start: int
    end: int
    cell: int
    folded: str
    colon: bool = False
    soft: bool = False
    item: int | None = None
    keyed: str = ""

    @property
    def figure(self) -> bool:
        """Whether there is a digit in it."""
        return any(map(str.isdecimal, self.text))


@dataclass(frozen=True)
class Line:
    """What was written, and its words; `before`: those in front of the word for a report."""

    text: str
    words: tuple[Word, ...]
    before: tuple[Word, ...] = ()

    def piece(self, start: int, end: int) -> str:
        """The words from one to another, as they were written."""
        if start >= end or end == start + 1:
            return self.words[start].text if start < end else ""
        return self.text[self.words[start].start : self.words[end - 1].end]

    def after(self, start: int) -> Line:
        """The line from a word on."""
        return replace(self, words=self.words[start:])


def read(text: str) -> Line:
    """The words of a text; beyond more than any report has there are none."""
    text = alike(text)
    flat = undrawn(ascii_digits(text).translate(_ALIKE))
    if len(flat) != len(text):  # nothing keeps its place then
        flat = text
    flat = without_remarks(with_units(flat))
    writer = _Writer(text, flat)
    for row in rows(flat):
        writer.row(row)
    return Line(text, _opened(writer.words) if len(writer.words) <= _MOST else ())


def _opened(words: list[Word]) -> tuple[Word, ...]:
    """Dots alone in their cell leave it open."""
    cells = Counter(word.cell for word in words)
    return tuple(
        replace(word, text=OPEN, folded=OPEN)
        if cells[word.cell] == 1 and not word.text.strip("._")
        else word
        for word in words
    )


class _Writer:
    """Puts the words of rows into cells; an empty cell between two marks is left open."""

    def __init__(self, text: str, flat: str) -> None:
        self._text, self._flat = text, flat
        self.words: list[Word] = []
        self._cell, self._mark, self._soft = 0, "", False

    def row(self, row: Row) -> None:
        """The words of a row."""
        self._cell, self._mark, self._soft = self._cell + 1, "", False
        for start, end, mark in marked(self._flat, row):
            if start < end:
                self._word(start, end, row.item)
            elif mark == "soft":
                self._soft = True
            elif mark == "colon":
                self.words[-1:] = [replace(word, colon=True) for word in self.words[-1:]]
            else:
                self._parted(end, mark, row.item)

    def _word(self, start: int, end: int, item: int | None) -> None:
        folded = fold(self._flat[start:end])
        soft = self._soft and self._is_filled()
        keyed = without_keys(folded).removeprefix(_AND)
        word = Word(
            self._text[start:end], start, end, self._cell, folded, soft=soft, item=item, keyed=keyed
        )
        self.words.append(word)
        self._mark, self._soft = "", False

    def _parted(self, at: int, mark: str, item: int | None) -> None:
        if mark == self._mark and self.words:
            self.words.append(Word(OPEN, at, at, self._cell, OPEN, item=item))
        self._cell += self._is_filled()
        dash = mark == "-" and self._mark  # "; - ;" is left open
        self._mark = mark if mark in HARD or mark == "," else self._mark if dash else ""

    def _is_filled(self) -> bool:
        return bool(self.words) and self.words[-1].cell == self._cell
