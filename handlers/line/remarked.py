"""A remark in brackets behind a named figure: "quá hạn 2tr (bà con hứa cuối năm trả)". Pure.

What it says may change the figure ("đã trả hết"): the figure is likely, and the question shows it.
"""

from __future__ import annotations

from handlers.line.labels import Pair
from handlers.line.reading import Reading
from handlers.line.words import Line


def before_remark(line: Line, pair: Pair, reading: Reading) -> str | None:
    """The clear answer in front of brackets that hold no figure."""
    words = line.words[pair.start : pair.end]
    opened = next((n for n, word in enumerate(words) if word.text.startswith("(")), 0)
    if not opened or any(word.figure for word in words[opened:]):
        return None
    text = line.piece(pair.start, pair.start + opened)
    return text if reading.fit(pair.code, text) == "sure" else None
