"""What is written in place of a figure in the same line. Pure.

"Dư nợ 2300tr, à nhầm, 2310tr" is likely, and the question shows it. "45 hộ à nhầm 46 hộ" is clear:
both are written alike, with their unit; of bare figures ("45, nhầm, 46") each may be an answer.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from handlers.line.labels import Pair
from handlers.line.reading import Reading
from handlers.line.words import Line

_LONGEST_SORRY = 3


def without_sorry(line: Line, end: int, reading: Reading) -> int:
    """Where words end if those that only take something back are left out at their end."""
    return next(_sorries(line, end, reading), end)


def _sorries(line: Line, end: int, reading: Reading) -> Iterator[int]:
    """Where words begin that up to `end` only take something back; the fewest first."""
    starts = range(end - 1, max(end - _LONGEST_SORRY, 0) - 1, -1)
    return (at for at in starts if reading.only_takes_back(line.piece(at, end)))


def corrected(line: Line, pair: Pair, reading: Reading) -> str | None:
    """The clear answer behind the words that take the one before it back, if that was clear too."""
    for end in range(pair.end - 1, pair.start, -1):
        start = without_sorry(line, end, reading)
        if start < end and start > pair.start:
            texts = line.piece(pair.start, start), line.piece(end, pair.end)
            clear = all(reading.fit(pair.code, text) == "sure" for text in texts)
            return texts[1] if clear else None
    return None


def without_retracted(line: Line, reading: Reading) -> Line:
    """The line without the figures that one written alike replaces."""
    if not reading.takes_back(line, len(line.words)):
        return line
    for end in range(len(line.words) - 1, 1, -1):
        starts = (_replaced(line, sorry, end) for sorry in _sorries(line, end, reading) if sorry)
        start = next((at for at in starts if at is not None), end)
        line = replace(line, words=(*line.words[:start], *line.words[end:]))
    return line


def _replaced(line: Line, sorry: int, end: int) -> int | None:
    """Where the figure before `sorry` begins, if the one at `end` is written alike."""
    cells = [word.cell for word in line.words]
    start, behind = cells.index(cells[sorry - 1]), len(cells) - cells[::-1].index(cells[end])
    alike = _shape(line, start, sorry) == _shape(line, end, behind) != ()
    return start if alike else None


def _shape(line: Line, start: int, end: int) -> tuple[str, ...]:
    """The words of one figure and its unit, whatever its digits; nothing of all else."""
    words = line.words[start:end]
    bare = tuple(word.folded.strip("0123456789.,") for word in words)
    one = sum(word.figure for word in words) == 1
    return bare if one and any(bare) else ()
