"""A report in one line, cut into the answers that it holds. Pure; in doubt less is taken.

Positional first (`45 2285tr 0`), then by name, in any order (`nợ quá hạn 0, số hộ 45`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Literal

from handlers.line_ways import agreed
from locales.fold import fold
from locales.text import clean

Fit = Literal["sure", "doubtful", "no"]
Fits = Callable[[str, str], Fit]
"""How well a text answers the question of a code: a clear value, one to be asked about, none."""

_TOKEN = re.compile(r"[;|:=،؛]|,(?=\s|$)|[^\s;|:=،؛,]+(?:,[^\s;|:=،؛,]+)*|,")
_SEPARATORS = frozenset(";|,،؛")
_JOINERS = frozenset(":=")
_OPEN = frozenset(("?", "_"))
"""What stands for "ask me": `/report line` writes it where there is no last value."""

_LONGEST_NAME = 10
_MOST_TOKENS = 256
"""Twice what the longest form could hold, every question by its whole name."""


class Spent(Exception):
    """Reading the line took more work than any line of a report does (`Fits` may raise it)."""


@dataclass(frozen=True)
class Pieces:
    """`found`: (code, its words) in the order in which they are asked; `left`: not understood."""

    found: tuple[tuple[str, str], ...]
    left: str = ""


def tokens(text: str) -> list[str]:
    """The words and separators of a line, cleaned."""
    return _TOKEN.findall(clean(text))


def pieces(
    line: Sequence[str], asked: Sequence[str], names: Mapping[str, str], fits: Fits
) -> Pieces:
    """Cut the tokens of a line. `names`: folded name -> code.

    Of a line that takes too much work nothing is found: then all of it is asked.
    """
    try:
        return _pieces(line, asked, names, fits) if len(line) <= _MOST_TOKENS else _nothing(line)
    except Spent:
        return _nothing(line)


def _nothing(line: Sequence[str]) -> Pieces:
    return Pieces((), " ".join(line))


def _pieces(
    line: Sequence[str], asked: Sequence[str], names: Mapping[str, str], fits: Fits
) -> Pieces:
    first, named = by_name(line, names)
    spread = _spread(first, asked, fits)
    found, left = dict(spread.found), [spread.left]
    for code, words in named:
        text = joined(words)
        if found.setdefault(code, text) != text:
            left += [found.pop(code), text]  # said twice, differently: asked
    ordered = sorted(found.items(), key=lambda one: asked.index(one[0]))
    return Pieces(tuple(ordered), " ".join(part for part in left if part))


def by_name(
    line: Sequence[str], names: Mapping[str, str]
) -> tuple[list[str], list[tuple[str, list[str]]]]:
    """What stands before the first name, and what stands behind each name."""
    first: list[str] = []
    named: list[tuple[str, list[str]]] = []
    lengths, folded = _names_in(line, names)
    at = 0
    while at < len(line):
        length = lengths[at]
        if length and _value_at(line, at + length, lengths):
            named.append((names[_phrase(folded[at : at + length])], []))
            at += length
            continue
        if line[at] not in _JOINERS:
            (named[-1][1] if named else first).append(line[at])
        at += 1
    return first, named


def joined(words: Sequence[str]) -> str:
    """Words without what separates them."""
    return " ".join(word for word in words if word not in _SEPARATORS)


def _value_at(line: Sequence[str], at: int, lengths: Sequence[int]) -> bool:
    while at < len(line) and line[at] in _JOINERS:
        at += 1
    return at < len(line) and line[at] not in _SEPARATORS and not lengths[at]


def _names_in(line: Sequence[str], names: Mapping[str, str]) -> tuple[list[int], list[str]]:
    """How many tokens of a name begin at each token, 0 for none; and the tokens, folded."""
    if len(line) > _MOST_TOKENS:
        return [0] * len(line), []
    folded = [fold(token) for token in line]
    begun = {name.partition(" ")[0] for name in names} | {""}
    return [
        _name_at(line, folded, at, names) if folded[at].partition(" ")[0] in begun else 0
        for at in range(len(line))
    ], folded


def _name_at(line: Sequence[str], folded: Sequence[str], at: int, names: Mapping[str, str]) -> int:
    near = line[at : at + _LONGEST_NAME]
    reach = len(list(takewhile(lambda token: token not in _SEPARATORS | _JOINERS, near)))
    return next((n for n in range(reach, 0, -1) if _phrase(folded[at : at + n]) in names), 0)


def _phrase(folded: Sequence[str]) -> str:
    return " ".join(filter(None, folded))


def _spread(line: Sequence[str], asked: Sequence[str], fits: Fits) -> Pieces:
    """The positional part: the answers in the order of the form."""
    parts = _parts(line)
    words = [word for part in parts for word in part]
    groups = [" ".join(part) for part in parts]
    every = (groups, words) if len(groups) > 1 else (words,)
    for texts in every:
        if _all(texts, asked, fits, "sure"):
            return _paired(asked, texts)
    for texts in every:
        if len(texts) == len(asked) and _all(texts, asked, fits, "doubtful"):
            return _paired(asked, texts)
    return _agreed(words, asked, fits)


def _parts(line: Sequence[str]) -> list[list[str]]:
    parts: list[list[str]] = [[]]
    for word in line:
        if word in _SEPARATORS:
            parts.append([])
        else:
            parts[-1].append(word)
    return [part for part in parts if part]


def _all(texts: Sequence[str], asked: Sequence[str], fits: Fits, least: Fit) -> bool:
    good = ("sure",) if least == "sure" else ("sure", "doubtful")
    return len(texts) <= len(asked) and all(
        text in _OPEN or fits(code, text) in good for code, text in zip(asked, texts, strict=False)
    )


def _paired(asked: Sequence[str], texts: Sequence[str], left: str = "") -> Pieces:
    pairs = zip(asked, texts, strict=False)
    return Pieces(tuple((code, text) for code, text in pairs if text not in _OPEN), left)


def _agreed(words: Sequence[str], asked: Sequence[str], fits: Fits) -> Pieces:
    """Words that belong together ("2 tỷ 3"): what every way of cutting them agrees on."""

    def sure(question: int, text: str) -> bool:
        return text in _OPEN or fits(asked[question], text) == "sure"

    same = agreed(words, len(asked), sure)
    if same is None:
        same = _beginning(words, asked, fits)
    taken = sum(len(text.split()) for text in same)
    return _paired(asked, same, " ".join(words[taken:]))


def _beginning(words: Sequence[str], asked: Sequence[str], fits: Fits) -> list[str]:
    """Nothing fits as a whole: the first words, as long as each is a clear answer by itself."""
    pairs = zip(asked, words, strict=False)
    return [text for _, text in takewhile(lambda p: fits(*p) == "sure", pairs)]
