"""Where the names of questions stand in a line, and what stands between them. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from handlers.line.names import Names, first_words, longest, name_of
from handlers.line.reading import Reading, mute
from handlers.line.words import Line

_LONGEST_MUTE = 4


@dataclass(frozen=True)
class Run:
    """Words from `start` to `end`; `code`: what they name, `None` for other words."""

    start: int
    end: int
    code: str | None = None


def runs(line: Line, names: Names, reading: Reading) -> Iterator[Run]:
    """The names in a line, and the other words, a run for each cell."""
    begun, at, free, named = first_words(names), 0, 0, -1
    while at < len(line.words):
        n, cell = longest(line, names, begun, at), line.words[at].cell
        code = names[name_of(line.words[at : at + n], names)] if n else None
        unit = n == 1 and code and _is_unit(line, at, code, reading, named=cell == named)
        if n > 1 and code and _begins_with_unit(line, names, begun, at, n, reading):
            n, unit = 1, True
        if code is not None and not unit:
            yield from _between(line, free, at)
            yield Run(at, at + n, code)
            free, named = at + n, cell
        at += n or 1
    yield from _between(line, free, len(line.words))


def named_within(line: Line, names: Names, start: int, end: int) -> Iterator[str]:
    """What the names in some words mean."""
    begun, at = first_words(names), start
    while at < end:
        n = longest(line, names, begun, at)
        if n:
            yield names[name_of(line.words[at : at + n], names)]
        at += n or 1


def _is_unit(line: Line, at: int, code: str, reading: Reading, *, named: bool) -> bool:
    """45 households: a unit behind its figure, and the name of a question elsewhere.

    `named`: whether a name stands before it in its cell ("savers 43 households 45").
    """
    before, word = line.words[at - 1] if at else None, line.words[at]
    behind = line.words[at + 1 : at + 2]
    if named and behind and behind[0].cell == word.cell and behind[0].figure:
        return False
    if before is None or not before.figure or before.cell != word.cell or word.colon:
        return False
    return not before.colon and reading.fit(code, line.piece(at - 1, at + 1)) == "sure"


def _begins_with_unit(
    line: Line, names: Names, begun: frozenset[str], at: int, n: int, reading: Reading
) -> bool:  # fmt: skip
    """45 hộ | dư nợ 2285tr: "hộ dư nợ" is a name too, but each figure has a part of it."""
    before, behind = line.words[at - 1 : at] if at else (), line.words[at + n : at + n + 1]
    if not before or not before[0].figure or before[0].colon or not behind or not behind[0].figure:
        return False
    if {before[0].cell, behind[0].cell} != {line.words[at].cell} or line.words[at + n - 1].colon:
        return False
    code, rest = (names[name_of(line.words[start : at + n], names)] if start == at
                  or longest(line, names, begun, start) == n - 1 else None
                  for start in (at, at + 1))  # fmt: skip
    if not code or not rest or code == rest:
        return False
    fits = (
        reading.fit(code, line.piece(at - 1, at + 1)),
        reading.fit(code, line.piece(at + n, at + n + 1)),
    )
    return fits == ("sure", "no")


def _between(line: Line, start: int, end: int) -> Iterator[Run]:
    """Other words, a run for each cell, without what says nothing."""
    for _, part in groupby(range(start, end), key=lambda at: line.words[at].cell):
        places = list(part)
        yield Run(*trimmed(line, places[0], places[-1] + 1))


def trimmed(line: Line, start: int, end: int) -> tuple[int, int]:
    """Words without the phrases at both ends that say nothing there."""
    cut = not mute(line.piece(start, end))
    while cut and start < end:
        cut = False
        for n in range(min(_LONGEST_MUTE, end - start), 0, -1):
            if mute(line.piece(start, start + n)) and n < end - start:
                start, cut = start + n, True
                break
            if mute(line.piece(end - n, end)) and n < end - start:
                end, cut = end - n, True
                break
    return start, end
