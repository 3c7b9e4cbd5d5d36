"""Every way to cut words into answers, without walking each of them in vain. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Literal

_LONGEST_PIECE = 6
LEFT_OUT = 2
"""What a question that is left out between two answers costs."""
MOST_LEFT_OUT = 3
"""So many questions may be left out between answers."""
_COSTS = {"sure": 0, "doubtful": 1, "slip": 3}
_MOST_WAYS = 200

Grade = Literal["sure", "doubtful", "slip", "no"]
"""A clear answer, one to be asked about, a figure that cannot be read, none."""
Grades = Callable[[int, int, int], Grade]
"""How well the words from a place to another answer the question of a number."""


@dataclass(frozen=True)
class Piece:
    """The words from `start` to `end` answer the question of a number."""

    question: int
    start: int
    end: int
    grade: Grade


Way = tuple[Piece, ...]


class Ways:
    """The ways to cut words into answers to questions, in their order.

    `cells`: the cell of each word, which no piece leaves. Between two places there is one step
    whatever came before, so the work is words x questions x cost, not the number of ways.
    """

    def __init__(self, cells: Sequence[object], asked: int, grades: Grades) -> None:
        self._cells, self._asked = cells, asked
        self._grades = grades
        self._steps = cache(self._steps_from)
        self._leads = cache(self._leads_to)

    def of_cost(self, cost: int, words: int, *, whole: bool = False) -> list[Way] | None:
        """The ways for the first `words` that cost exactly so much; `whole`: no question is left.

        `None` if there are more than anybody could tell apart.
        """
        found = list(islice(self._walk(0, 0, cost, words, whole), _MOST_WAYS + 1))
        return found if len(found) <= _MOST_WAYS else None

    def reaches(self, words: int) -> int:
        """How many of the first words can be cut into clear answers to the first questions."""
        seen, at = {(0, 0)}, [(0, 0)]
        while at:
            word, question = at.pop()
            for piece in self._steps(word, question) if question < self._asked else ():
                step = (piece.end, question + 1)
                if piece.grade == "sure" and piece.end <= words and step not in seen:
                    seen.add(step)
                    at.append(step)
        return max(word for word, _ in seen)

    def _walk(self, at: int, question: int, cost: int, words: int, whole: bool) -> Iterator[Way]:
        if at == words:
            if not cost and not (whole and question < self._asked):
                yield ()
            return
        for piece, left in self._on(at, question, cost, whole):
            if self._leads(piece.end, piece.question + 1, left, words, whole):
                for rest in self._walk(piece.end, piece.question + 1, left, words, whole):
                    yield (piece, *rest)

    def _leads_to(self, at: int, question: int, cost: int, words: int, whole: bool) -> bool:
        """Whether the words from here on can be cut at this cost."""
        if at >= words:
            return at == words and not cost and not (whole and question < self._asked)
        return any(
            self._leads(piece.end, piece.question + 1, left, words, whole)
            for piece, left in self._on(at, question, cost, whole)
        )

    def _on(self, at: int, question: int, cost: int, whole: bool) -> Iterator[tuple[Piece, int]]:
        """The next pieces, and what may be spent behind each."""
        most = 0 if whole else min(cost // LEFT_OUT, MOST_LEFT_OUT)
        for out in range(min(self._asked - question, 1 + most)):
            for piece in self._steps(at, question + out):
                left = cost - out * LEFT_OUT - _COSTS[piece.grade]
                if left >= 0:
                    yield piece, left

    def _steps_from(self, at: int, question: int) -> tuple[Piece, ...]:
        cell = at + 1
        while cell < len(self._cells) and self._cells[cell] == self._cells[at]:
            cell += 1
        ends = sorted({*range(at + 1, min(at + _LONGEST_PIECE, cell) + 1), cell})
        pieces = (Piece(question, at, end, self._grades(question, at, end)) for end in ends)
        first = not at or self._cells[at - 1] != self._cells[at]
        return tuple(
            piece
            for piece in pieces
            if piece.grade == "sure"
            or (piece.grade != "no" and (piece.end == at + 1 or (first and piece.end == cell)))
        )
