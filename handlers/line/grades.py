"""How well words of a line answer its questions, and which ways to read it are likely. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Protocol

from handlers.line.layout import Layout
from handlers.line.reading import VAGUE, Reading
from handlers.line.ways import Grade, Piece, Way
from handlers.line.words import OPEN, Line


class Odd(Protocol):
    """What is odd in figures that are meant together."""

    def __call__(self, figures: Mapping[str, int], looked: frozenset[str]) -> int:
        """How many figures of some codes are odd, beside all the others."""

    def far(self, code: str, figures: Mapping[str, int]) -> bool:
        """Whether one of them is far from usual."""


_NEXT = 2
_DOUBTFUL = 2
"""A doubtful answer is odder than a clear one at which a rule wonders."""
_MOST_COUNTED = 10_000
"""So many households are none: it is money."""


class Grades(Layout):
    """What the first words of a line may answer, of the questions that are asked."""

    def __init__(
        self, line: Line, words: int, asked: Sequence[str], reading: Reading, odd: Odd
    ) -> None:
        super().__init__(line, words, asked, reading)
        self._odd = odd

    def grade(self, question: int, start: int, end: int) -> Grade:
        """How well words answer a question."""
        text, last = self._line.piece(start, end), self._line.words[end - 1].text
        if end > start + 1 and self._reading.ends_in_another(text, last):
            return "no"
        if self._grouped_by_chance(start, end) or self._names_somebody(start, end):
            return "no"
        code = self.asked[question]
        figure = any(word.figure for word in self._line.words[start:end])
        if figure and self._reading.kind(code) == "yesno":
            return "no"
        fit = self._reading.fit(code, text)
        number = self._reading.number(code, text) or 0
        if self._reading.kind(code) == "count" and number >= _MOST_COUNTED:
            return "no"
        if fit != "no" or text == OPEN:
            return fit
        slip = self._alone(start, end) and (
            self._reading.value(code, text) == VAGUE
            or any(word.figure for word in self._line.words[start:end] if len(word.text) > 1)
        )
        return "slip" if slip and not self._reading.any_fits(self.asked, text) else "no"

    def _grouped_by_chance(self, start: int, end: int) -> bool:
        """36 187,5tr, 14tr 0,3tr: two figures, of which reading makes one (36187,5tr, 14,3tr)."""
        words = self._line.words[start:end]
        glued = (
            a.text[-1:].isdecimal() and b.text[:1].isdecimal() and not b.text.isdecimal()
            for a, b in pairwise(words)
            if not b.soft
        )
        return any(glued) or any(w.text[0] == "0" for w in words[1:] if not w.soft and w.figure)

    def _names_somebody(self, start: int, end: int) -> bool:
        """Ông Ba: a name, though "ba" is three."""
        first = start + (start == 0 or self._cell(start - 1) != self._cell(start))
        named = (word.text for word in self._line.words[first:end] if not word.figure)
        return any(text[:1].isupper() and not text.isupper() for text in named)

    def few_slips(self, way: Way) -> bool:
        """One figure may be misspelt; where each stands in a cell of its own, one in three."""
        if self.soft():
            return all(piece.grade != "slip" for piece in way)
        alone = len({self._cell(piece.start) for piece in way}) == len(way)
        return sum(piece.grade == "slip" for piece in way) <= (len(way) // 3 if alone else 1)

    def none(self, whole: Sequence[Piece]) -> Piece | None:
        """Where all else is clear a single "k" for "không" is clear too: none."""
        doubts = [piece for piece in whole if piece.grade != "sure"]
        one = len(doubts) == 1 and len(whole) == len(self.asked)
        return doubts[0] if one and self._reading.says_none(self._text(doubts[0])) else None

    def common(self, ways: Sequence[Way]) -> tuple[Piece, ...]:
        """The pieces that every way has, wherever they end."""
        every = [{(p.question, self._value(p)) for p in way} for way in ways]
        return tuple(
            p for p in ways[0] if all((p.question, self._value(p)) in way for way in every)
        )

    def number(self, piece: Piece) -> int | None:
        """The number that a piece clearly says."""
        value = self._value(piece) if piece.grade == "sure" else None
        return value if isinstance(value, int) else None

    def leaves_open(self, way: Way) -> bool:
        """Whether its writer has marked what is not known: then nothing else is left out."""
        return any(isinstance(self._value(piece), str) for piece in way)

    def odd(self, way: Way, same: set[int]) -> int:
        """How many of its answers are doubtful or odd, of those in which it differs from others."""
        read = {self.asked[piece.question]: self.number(piece) for piece in way}
        looked = frozenset(self.asked[p.question] for p in way if p.question not in same)
        doubtful = sum(p.grade != "sure" and p.question not in same for p in way)
        return _DOUBTFUL * doubtful + self._odd(
            {c: n for c, n in read.items() if n is not None}, looked
        )

    def up_to_doubt(self, way: Way, kept: Way) -> Way:
        """What is kept of a way up to the first that is asked about, or far from usual."""
        read = {self.asked[piece.question]: self.number(piece) for piece in way}
        figures = {code: number for code, number in read.items() if number is not None}
        for n, piece in enumerate(way):
            code = self.asked[piece.question]
            far = piece in kept and code in figures and self._odd.far(code, figures)
            if far or piece.grade != "sure":
                clear = way[: n + (not far)]
                return tuple(one for one in clear if one in kept)
        return tuple(one for one in way if one in kept)

    def answers_too(self, piece: Piece) -> bool:
        """Whether what follows a piece could as well answer its question."""
        at = piece.end
        ends = range(at + 1, min(at + _NEXT, self.words) + 1)
        return any(self.grade(piece.question, at, end) == "sure" for end in ends)

    def _value(self, piece: Piece) -> object:
        if piece.grade != "sure":
            return ("unread", piece.start)
        return self._reading.value(self.asked[piece.question], self._text(piece))

    def _text(self, piece: Piece) -> str:
        return self._line.piece(piece.start, piece.end)
