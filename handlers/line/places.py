"""The figures of a line that have no names: which question each of them answers. Pure.

They go in the order of the form. Where they do not fit the whole of it, one may have been left
out: then only what all likely ways agree on is taken.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from handlers.line.grades import Grades, Odd
from handlers.line.reading import Reading
from handlers.line.ways import LEFT_OUT, MOST_LEFT_OUT, Grade, Piece, Way, Ways
from handlers.line.words import Line

_DEAREST = 24
_CELLS = 3
"""In so many cells each is one answer, if anything is."""
_ENOUGH = 4
"""So many answers say where they stand, also if they do not begin with the first question."""


@dataclass(frozen=True)
class Placed:
    """`certain`: what is answered by which words; `unsure`: what is likely, and is shown first;
    `none`: the piece that can only mean 0 where it stands.
    """

    certain: tuple[Piece, ...] = ()
    unsure: tuple[Piece, ...] = ()
    none: Piece | None = None


def placed(line: Line, words: int, asked: Sequence[str], reading: Reading, odd: Odd) -> Placed:
    """Place the first words of a line."""
    grades = Grades(line, words, asked, reading, odd)
    if not grades.words or not asked:
        return Placed()
    if grades.cells() < _CELLS:
        one = _Places(grades, grades.starts())
        return one.whole() or one.partly() or one.with_one_too_many() or one.beginning()
    cells = _Places(grades, grades.starts(cells=True))
    found = cells.whole() or cells.partly() or cells.with_one_too_many()
    return found or _Places(grades, grades.starts()).whole() or cells.beginning()


class _Places:
    """`starts`: where an answer may begin, and at last the end."""

    def __init__(self, grades: Grades, starts: list[int]) -> None:
        self._grades, self._starts = grades, starts
        self._count = len(starts) - 1
        self._ways = Ways(grades.barriers(starts), len(grades.asked), self._grade)

    def _grade(self, question: int, start: int, end: int) -> Grade:
        return self._grades.grade(question, self._starts[start], self._starts[end])

    def whole(self) -> Placed | None:
        """The ways that answer every question."""
        for cost in range(_DEAREST):
            found = self._found(cost, self._count, whole=True)
            if found is None:
                return None
            found = [way for way in found if self._grades.few_slips(way)]
            if found and cost and self._grades.soft():
                return Placed(self._certain(found, cost, self._count))
            if found:
                common = self._grades.common(found)
                return Placed(common, none=self._grades.none(common))
        return None

    def partly(self) -> Placed | None:
        """The cheapest ways that answer some of the questions."""
        for cost in range(_DEAREST // LEFT_OUT):
            first = self._readable(cost, self._count)
            if first is None:
                return None
            first = [way for way in first if not way[0].question or len(way) >= _ENOUGH]
            if first:
                certain = self._certain(first, cost, self._count)
                return Placed(certain, self._in_order(first, certain))
        return None

    def _in_order(self, first: list[Way], certain: tuple[Piece, ...]) -> tuple[Piece, ...]:
        """What a line says that leaves no question out before its end."""
        if len(first) > 1 or any(piece.question != n for n, piece in enumerate(first[0])):
            return ()
        read = tuple(piece for piece in first[0] if self._grades.number(piece) is not None)
        if self._grades.odd(read, {piece.question for piece in certain}):
            return ()
        return tuple(piece for piece in read if piece not in certain)

    def _certain(self, first: list[Way], cost: int, count: int) -> tuple[Piece, ...]:
        """What is certain, up to the first place that is not clear by itself."""
        return self._grades.up_to_doubt(first[0], self._agreed(first, cost, count))

    def _agreed(self, first: list[Way], cost: int, count: int) -> tuple[Piece, ...]:
        """What the cheapest ways agree on with those in which up to two questions more are left
        out; those that are odder than the cheapest do not count.
        """
        covers, soft = count == self._count, self._grades.soft()
        if not cost and covers and not soft and any(map(self._grades.leaves_open, first)):
            return self._grades.common(first)
        further = range(cost + 1, cost + 2 * LEFT_OUT + 1)
        found = [self._readable(more, count) for more in further]
        if None in found:
            return ()
        others = [way for ways in found if ways for way in ways]
        same = {piece.question for piece in self._grades.common([*first, *others])}
        least = min(self._grades.odd(way, same) for way in first)
        likely = [way for way in (*first, *others) if self._grades.odd(way, same) <= least]
        return self._grades.common(likely)

    def _readable(self, cost: int, count: int) -> list[Way] | None:
        found = self._found(cost, count)
        if found is None:
            return None
        readable = [way for way in found if all(piece.grade != "slip" for piece in way)]
        return [way for way in readable if way[-1].question + 1 - len(way) <= MOST_LEFT_OUT]

    def _found(self, cost: int, count: int, *, whole: bool = False) -> list[Way] | None:
        """The ways, their pieces counted in words."""
        at, ways = self._starts, self._ways.of_cost(cost, count, whole=whole)
        if ways is None:
            return None
        return [
            tuple(Piece(p.question, at[p.start], at[p.end], p.grade) for p in way) for way in ways
        ]

    def with_one_too_many(self) -> Placed | None:
        """A figure too many: each that, left away, lets the others fit the whole form."""
        found: list[Way] = []
        for out in range(self._count if self._count == len(self._grades.asked) + 1 else 0):
            kept = [at for at in range(self._count) if at != out]
            pieces = tuple(
                Piece(q, self._starts[at], self._starts[at + 1], self._grade(q, at, at + 1))
                for q, at in enumerate(kept)
            )
            if all(piece.grade == "sure" for piece in pieces):
                found.append(pieces)
        return Placed(self._grades.common(found)) if found else None

    def beginning(self) -> Placed:
        """Nothing fits to the end: what is certain before the first place that is not."""
        reached = self._ways.reaches(self._count)
        while reached and self._grades.half_a_cell(self._starts[reached]):
            reached -= 1
        whole = self._found(0, reached, whole=True) if reached else []
        if whole and self._grades.is_remark(self._starts[reached]):
            return Placed(self._grades.common(whole))
        first = self._found(0, reached) if reached else []
        kept = self._certain(first, 0, reached) if first else ()
        if kept and kept[-1].end == self._starts[reached] and self._grades.answers_too(kept[-1]):
            kept = kept[:-1]
        return Placed(kept)
