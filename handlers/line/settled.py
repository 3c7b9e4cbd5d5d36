"""What the cells of a line come to together: whose the values are that stand alone. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from handlers.line.labels import Entry, Pair, Unclear
from handlers.line.names import Names
from handlers.line.reading import Reading, mute
from handlers.line.runs import Run, named_within
from handlers.line.words import Line

_FEW = 3
"""So many words may be an answer to a question of yes or no."""


@dataclass(frozen=True)
class Labelled:
    """`before`: how many words stand before the first name; `left`: what is nobody's;
    `doubted`: what is named where it is not clear what is said of it.
    """

    before: int
    pairs: tuple[Pair, ...]
    left: tuple[tuple[int, int], ...]
    doubted: frozenset[str] = frozenset()


def labelled(
    line: Line, found: list[Entry], names: Names, asked: Sequence[str], reading: Reading
) -> Labelled:
    """The names in a line, and what is said of each; `found`: what its cells come to."""
    first = next((n for n, one in enumerate(found) if not _bare(one)), len(found))
    before = found[first - 1].end if first else 0
    pairs: list[Pair] = []
    left: list[tuple[int, int]] = []
    for entry in _beside(found[first:]):
        if isinstance(entry, Pair):
            pairs.append(entry)
        elif _bare(entry) and not _figure(line, entry, asked, reading):
            continue
        elif _bare(entry) and pairs and not _other(line, entry, pairs[-1].code, names, reading):
            pairs[-1] = replace(pairs[-1], end=entry.end, doubtful=True)
        else:
            left.append((entry.start, entry.end))
    unclear = [one for one in found if isinstance(one, Unclear)]
    doubted = {code for one in unclear for code in named_within(line, names, one.start, one.end)}
    return Labelled(before, tuple(pairs), tuple(left), frozenset(doubted))


def _bare(entry: Entry) -> bool:
    return isinstance(entry, Run) and entry.code is None


def _beside(found: list[Entry]) -> list[Entry]:
    """Names in cells of their own get the values of the cells behind them, one each."""
    settled: list[Entry] = []
    groups = [list(group) for _, group in groupby(found, key=_kind)]
    while groups:
        group = groups.pop(0)
        values = groups[0] if groups and _kind(group[0]) == "name" else []
        if values and _kind(values[0]) == "bare" and len(values) == len(group):
            names = [one for one in group if isinstance(one, Run)]
            settled += [
                Pair(name.code or "", value.start, value.end)
                for name, value in zip(names, values, strict=True)
            ]
            groups.pop(0)
        else:
            settled += group
    return settled


def _kind(entry: Entry) -> str:
    if isinstance(entry, Run):
        return "bare" if entry.code is None else "name"
    return "pair" if isinstance(entry, Pair) else "unclear"


def _figure(line: Line, entry: Entry, asked: Sequence[str], reading: Reading) -> bool:
    """Whether words without a name may be somebody's figure."""
    if any(word.figure for word in line.words[entry.start : entry.end]):
        return True
    text = line.piece(entry.start, entry.end)
    few = entry.end - entry.start <= _FEW
    codes = [code for code in asked if few or reading.kind(code) != "yesno"]
    return not mute(text) and reading.any_fits(codes, text)


def _other(line: Line, entry: Entry, code: str, names: Names, reading: Reading) -> bool:
    """LTT 900k, lãi 2tr behind the loans: what is named otherwise is none of the last name's."""
    word = line.words[entry.start]
    if reading.topical(line.piece(entry.start, entry.end)):
        own = {part for name, one in names.items() if one == code for part in name.split()}
        return not word.figure and word.folded not in own
    return not word.figure and word.text.isupper() and 1 < len(word.text) <= _FEW + 2
