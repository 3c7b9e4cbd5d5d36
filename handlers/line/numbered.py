"""Rows that name their questions by the numbers of the card, in whatever order. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.line.places import Placed
from handlers.line.reading import Reading
from handlers.line.ways import Piece
from handlers.line.words import Line, Word


def skipping(words: Sequence[Word]) -> bool:
    """Whether list numbers leave some out, or go down: then each names its question."""
    numbers = list(dict.fromkeys(word.item for word in words))
    return None not in numbers and numbers != list(range(1, len(numbers) + 1))


def placed(
    line: Line, words: Sequence[Word], asked: Sequence[str], free: Sequence[str], reading: Reading
) -> Placed:
    """Rows with the numbers of the card, some of them left out; all must fit."""
    found = []
    for item in dict.fromkeys(word.item for word in words):
        at = [n for n, word in enumerate(words) if word.item == item]
        code = asked[item - 1] if item and item <= len(asked) else ""
        text = line.piece(at[0], at[-1] + 1)
        if code not in free or reading.fit(code, text) != "sure":
            return Placed()
        found.append(Piece(free.index(code), at[0], at[-1] + 1, "sure"))
    return Placed(tuple(found))
