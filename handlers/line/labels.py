"""A line by names: which words name a question, and which stand with which name. Pure.

In doubt whose a figure is, it is nobody's: the questions that it could answer are asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from handlers.line.names import Names
from handlers.line.reading import Reading, mute
from handlers.line.runs import Run, runs
from handlers.line.words import Line

_LONGEST_DEED = 8


@dataclass(frozen=True)
class Pair:
    """A name, and the words of its value from `start` to `end`.

    `doubtful`: something stands beside it that may belong to it.
    """

    code: str
    start: int
    end: int
    doubtful: bool = False


@dataclass(frozen=True)
class Unclear:
    """Words from `start` to `end` that are a name's or not: nothing of them is taken."""

    start: int
    end: int


Entry = Run | Pair | Unclear
"""What a cell comes to: a name without a value, a value without a name, both, or a doubt."""


def entries(line: Line, names: Names, reading: Reading) -> Iterator[Entry]:
    """What each cell of a line comes to, in order; names and values of other cells stay apart."""
    every = runs(line, names, reading)
    deeds = {code for code in names.values() if code and reading.kind(code) == "yesno"}
    for _, cell in groupby(every, key=lambda run: line.words[run.start].cell):
        found, of_line = list(cell), _Cell(line, reading)
        told = _told(of_line, found, *deeds) if len(deeds) == 1 else None
        yield from [told] if told else _paired(of_line, found)


def _told(cell: _Cell, runs: list[Run], code: str) -> Pair | None:
    """Có đi dự, I attended the session: a cell that says by itself what was done."""
    whole = Run(runs[0].start, runs[-1].end)
    if whole.end - whole.start > _LONGEST_DEED or cell.figure(whole):
        return None
    if any(run.code not in (None, code) or (run.code and cell.colon(run)) for run in runs):
        return None
    told = cell.reading.tells_deed(code, cell.text(whole))
    return Pair(code, whole.start, whole.end) if told else None


@dataclass(frozen=True)
class _Cell:
    line: Line
    reading: Reading

    def fit(self, name: Run, value: Run) -> str:
        """How well a value fits a name; a rate takes any."""
        return self.reading.fit(name.code, self.text(value)) if name.code else "sure"

    def fits(self, names: Sequence[Run], value: Run) -> bool:
        """Whether a value may answer one of the names."""
        return any(self.fit(name, value) != "no" for name in names)

    def text(self, run: Run) -> str:
        return self.line.piece(run.start, run.end)

    def figure(self, run: Run) -> bool:
        return any(word.figure for word in self.line.words[run.start : run.end])

    def colon(self, run: Run) -> bool:
        return self.line.words[run.end - 1].colon


def _paired(cell: _Cell, runs: list[Run]) -> list[Entry]:
    named = [run.code is not None for run in runs]
    if not any(named):
        return list(runs)
    names = [run for run in runs if run.code]
    runs = [r for r in runs if r.code is not None or not mute(cell.text(r)) or cell.fits(names, r)]
    named = [run.code is not None for run in runs]
    if all(named):
        return list(runs) if len(runs) == 1 else [Unclear(runs[0].start, runs[-1].end)]
    meeting = _meeting(cell, runs)
    if meeting:
        return meeting
    if any(
        a and b and not cell.colon(x) for (a, x), (b, _) in pairwise(zip(named, runs, strict=True))
    ):
        return [Unclear(runs[0].start, runs[-1].end)]
    if named[0] and not named[-1]:
        return _before(cell, runs)
    if not named[0] and not all(a != b for a, b in pairwise(named)):  # a name behind a name
        return [Unclear(runs[0].start, runs[-1].end)]
    if not named[0] and named[-1]:
        return _behind(cell, runs)
    return _either(cell, runs) if not named[0] else _lasting(cell, runs)


def _meeting(cell: _Cell, runs: list[Run]) -> list[Entry]:
    """43 hộ vay với dư nợ 1870tr quá hạn 0: the first figure has its name behind it, the others
    before.
    """
    named = [run.code is not None for run in runs]
    more = (len(runs) - 4) // 2
    if named != [False, True, True, False, *[True, False] * more]:
        return []
    pairs = [(runs[1], runs[0]), *zip(runs[2::2], runs[3::2], strict=True)]
    apart = len({name.code for name, _ in pairs}) == len(pairs) and not cell.colon(runs[1])
    if not apart or not cell.figure(runs[0]) or any(cell.fit(*pair) != "sure" for pair in pairs):
        return []
    return [Pair(name.code or "", value.start, value.end) for name, value in pairs]


def _before(cell: _Cell, runs: list[Run]) -> list[Entry]:
    """Dư nợ 2285tr quá hạn 0."""
    found: list[Entry] = []
    for name, value in pairwise([*runs]):
        if name.code is not None:
            found += [Pair(name.code, value.start, value.end)] if value.code is None else [name]
    return found


def _behind(cell: _Cell, runs: list[Run]) -> list[Entry]:
    """2285tr dư nợ 0 quá hạn."""
    pairs = list(zip(runs[::2], runs[1::2], strict=True))
    fits = [cell.fit(name, value) for value, name in pairs]
    if len(pairs) == 1 and fits[0] == "no" and cell.figure(pairs[0][0]):
        return [*pairs[0]]
    if "no" in fits or (len(pairs) > 1 and "doubtful" in fits):
        return [Unclear(runs[0].start, runs[-1].end)]
    return [Pair(name.code or "", value.start, value.end) for value, name in pairs]


def _counted(cell: _Cell, runs: list[Run]) -> bool:
    """29 households ? no: the first name may say what was counted, and no figure is behind it."""
    first, name, value = runs[:3]
    last = Run(first.end - 1, first.end)
    alone = cell.figure(last) and first.end - first.start > 1 and not cell.colon(name)
    return alone and not cell.figure(value) and cell.fit(name, last) == "sure"


def _either(cell: _Cell, runs: list[Run]) -> list[Entry]:
    """45 dư nợ 2285tr: the first or the last figure has no name."""
    if not cell.figure(runs[0]) and not cell.colon(runs[1]):
        first = runs[0]
        if all(cell.fit(name, first) == "no" for name in runs[1:2]):
            return [Unclear(first.start, runs[2].end), *_before(cell, runs[3:])]
    if _counted(cell, runs):
        return [Unclear(runs[0].start, runs[2].end), *_before(cell, runs[3:])]
    before = list(zip(runs[1::2], runs[2::2], strict=True))
    behind = list(zip(runs[1::2], runs[:-1:2], strict=True))
    well = all(cell.fit(*pair) == "sure" for pair in before)
    other = [cell.fit(*pair) for pair in behind]
    named_before = well and not all(fit == "sure" for fit in other)
    if cell.colon(runs[1]) or named_before or all(fit == "no" for fit in other):
        return [runs[0], *_before(cell, runs[1:])]
    if not well and all(fit == "sure" for fit in other):
        return [*_behind(cell, runs[:-1]), runs[-1]]
    return [Unclear(runs[0].start, runs[-1].end)]


def _lasting(cell: _Cell, runs: list[Run]) -> list[Entry]:
    """Dư nợ 2285tr quá hạn: perhaps the last name says what the figure is."""
    last = runs[-1]
    if cell.colon(last):
        return [*_before(cell, runs[:-1]), last]
    return [*_before(cell, runs[:-3]), Unclear(runs[-3].start, last.end)]
