"""What is written in place of a figure in the same line: "dư nợ 2300tr, à nhầm, 2310tr". Pure.

It is likely, never certain: the question shows it.
"""

from __future__ import annotations

from handlers.line.labels import Pair
from handlers.line.reading import Reading
from handlers.line.words import Line

_LONGEST_SORRY = 3


def without_sorry(line: Line, end: int, reading: Reading) -> int:
    """Where words end if those that only take something back are left out at their end."""
    for n in range(1, min(_LONGEST_SORRY, end) + 1):
        if reading.only_takes_back(line.piece(end - n, end)):
            return end - n
    return end


def corrected(line: Line, pair: Pair, reading: Reading) -> str | None:
    """The clear answer behind the words that take the one before it back, if that was clear too."""
    for end in range(pair.end - 1, pair.start, -1):
        start = without_sorry(line, end, reading)
        if start < end and start > pair.start:
            texts = line.piece(pair.start, start), line.piece(end, pair.end)
            clear = all(reading.fit(pair.code, text) == "sure" for text in texts)
            return texts[1] if clear else None
    return None
