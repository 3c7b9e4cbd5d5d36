"""The words of a line without names: their cells, and where an answer may begin. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from handlers.line.reading import Reading, mute
from handlers.line.words import Line


class Layout:
    """The first words of a line, without the thanks behind them; `asked`: the questions."""

    def __init__(self, line: Line, words: int, asked: Sequence[str], reading: Reading) -> None:
        self._line, self.asked = line, asked
        self._reading = reading
        colons = accumulate((word.colon for word in line.words), initial=0)
        self._cells = [
            (word.cell, before) for word, before in zip(line.words, colons, strict=False)
        ]
        self.words = self._without_thanks(words)

    def _without_thanks(self, words: int) -> int:
        """The end without the courtesy behind the figures."""
        while words > 1:
            last = self._line.words[words - 1].text
            if (
                self._line.words[words - 1].figure
                or not mute(last)
                or self._reading.says_yes_or_no(last)
            ):
                break
            words -= 1
        return words

    def starts(self, *, cells: bool = False) -> list[int]:
        """Where an answer may begin: at each word (but "triệu" is its figure's), or each cell."""
        words = self._line.words[: self.words]
        found = [at for at in range(len(words)) if not self._joins(at, cells=cells)]
        return [*found, self.words]

    def _joins(self, at: int, *, cells: bool) -> bool:
        if at == 0 or self._cell(at) != self._cell(at - 1):
            return False
        before, word = self._line.words[at - 1], self._line.words[at]
        if cells or word.figure or not before.figure:
            return cells
        both = self._line.piece(at - 1, at + 1)
        sure = not word.soft and any(self._reading.fit(code, both) == "sure" for code in self.asked)
        return sure and not self._reading.ends_in_another(both, word.text)

    def _cell(self, at: int) -> tuple[int, int]:
        """Its cell, and how many names with a colon stand before it."""
        return self._cells[at]

    def cells(self) -> int:
        """How many cells the words stand in, each for one answer; 0 if that is not sure."""
        return 0 if self.soft() else len({self._cell(at) for at in range(self.words)})

    def soft(self) -> bool:
        """Whether commas or full stops may part figures, or stand within them."""
        return any(word.soft for word in self._line.words[: self.words])

    def barriers(self, starts: Sequence[int]) -> list[tuple[int, int]]:
        """The cell of each start, but the end: no answer reaches into another."""
        return [self._cell(at) for at in starts[:-1]]

    def _alone(self, start: int, end: int) -> bool:
        """Whether this is one word, or all of a cell."""
        before = start == 0 or self._cell(start - 1) != self._cell(start)
        behind = end == self.words or self._cell(end) != self._cell(start)
        return end == start + 1 or (before and behind)

    def half_a_cell(self, at: int) -> bool:
        """Not the first word of "bốn ba hộ" alone: what is cut short has digits."""
        inside = at < self.words and self._cell(at) == self._cell(at - 1)
        return inside and (self._line.words[at].soft or not self._line.words[at - 1].figure)

    def is_remark(self, at: int) -> bool:
        """Whether what follows the last answer is none: another cell, or words only."""
        rest = self._line.words[at : self.words]
        return not rest or self._cell(at) != self._cell(at - 1) or not any(w.figure for w in rest)
