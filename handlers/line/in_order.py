"""A line in the order of the questions, some of them named: "45 hộ, 2285tr, quá hạn 0, 12,4tr …".

Where every cell is one clear answer to the question at its place, and each name is that question's,
nothing is in doubt. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from handlers.line.labels import Entry, Pair
from handlers.line.reading import Reading
from handlers.line.runs import Run
from handlers.line.words import Line


def in_order(
    line: Line, entries: Iterable[Entry], asked: Sequence[str], reading: Reading
) -> tuple[tuple[str, str], ...]:
    """The codes with their answers; nothing unless all are clear, and one at least is named.

    `entries`: what the line's cells come to.
    """
    every = groupby(entries, key=lambda one: line.words[one.start].cell)
    cells = [list(cell) for _, cell in every]
    if len(cells) != len(asked) or any(len(cell) != 1 for cell in cells):
        return ()
    found = [cell[0] for cell in cells]
    told = [(code, line.piece(one.start, one.end)) for code, one in zip(asked, found, strict=True)]
    named = [isinstance(one, Pair) and one.code == code and not one.doubtful
             for code, one in zip(asked, found, strict=True)]  # fmt: skip
    bare = [isinstance(one, Run) and one.code is None for one in found]
    each = all(a or b for a, b in zip(named, bare, strict=True))
    clear = each and all(reading.fit(code, text) == "sure" for code, text in told)
    return tuple(told) if clear and any(named) else ()
