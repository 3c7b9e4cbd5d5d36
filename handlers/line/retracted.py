"""What is said again with its unit in the same line: "45 hộ à nhầm 46 hộ", "45 hộ, xin lỗi, 46 hộ".

The figure behind takes the place of the one before, if both are written alike; bare figures are
not: "45, nhầm, 46" may be two answers. Pure.
"""

from __future__ import annotations

from dataclasses import replace

from handlers.line.reading import Reading
from handlers.line.words import Line

_LONGEST_SORRY = 3


def without_retracted(line: Line, reading: Reading) -> Line:
    """The line without the figures that it takes back itself."""
    if not reading.takes_back(line, len(line.words)):
        return line
    at = 0
    while at < len(line.words):
        start, end = _taken_back(line, reading, at)
        line = replace(line, words=(*line.words[:start], *line.words[end:]))
        at = start + 1
    return line


def _taken_back(line: Line, reading: Reading, at: int) -> tuple[int, int]:
    """From where to where words are taken back by those at a place; nothing of it if none are."""
    sorry = range(min(_LONGEST_SORRY, len(line.words) - at - 1), 0, -1)
    end = next((at + n for n in sorry if reading.only_takes_back(line.piece(at, at + n))), at)
    if at == 0 or end == at:
        return at, at
    start = min(n for n in range(at) if line.words[n].cell == line.words[at - 1].cell)
    behind = max(n for n in range(end, len(line.words)) if _same_cell(line, n, end)) + 1
    alike = _shape(line, start, at) == _shape(line, end, behind) != ()
    return (start, end) if alike else (at, at)


def _same_cell(line: Line, one: int, other: int) -> bool:
    return line.words[one].cell == line.words[other].cell


def _shape(line: Line, start: int, end: int) -> tuple[str, ...]:
    """The words of one figure and its unit, whatever its digits; nothing of all else."""
    words = line.words[start:end]
    bare = tuple(word.folded.strip("0123456789.,") for word in words)
    one = sum(word.figure for word in words) == 1
    return bare if one and any(bare) else ()
