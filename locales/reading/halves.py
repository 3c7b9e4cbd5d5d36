"""Finds a half-year in what is said: the first, the second, this one, the last.

Other periods are read word by word; "the first six months" is a half-year as a whole only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Literal, NamedTuple, cast

from locales.fold import fold
from locales.tables import languages, table

Which = Literal["first", "second", "this", "last"]


class Half(NamedTuple):
    """Which one is said; `rest`: what stands around that, a year where one is named."""

    which: Which
    rest: str


def halves(cleaned: str) -> Iterator[Half]:
    """The half-years that may be named, the longest name in front: "đầu năm" has a year or none."""
    words = fold(cleaned).split()
    begun = [at for at, word in enumerate(words) if may_begin(word)]
    for length in range(min(_longest(), len(words)) if begun else 0, 0, -1):
        for at in (one for one in begun if one + length <= len(words)):
            which = _names().get(" ".join(words[at : at + length]))
            if which is not None:
                yield Half(which, " ".join((*words[:at], *words[at + length :])))


def may_begin(folded: str) -> bool:
    """Whether a half-year's name may begin with a word."""
    return folded in _first()


@cache
def _names() -> Mapping[str, Which]:
    """In every language, folded."""
    listed = (table(language)["half"] for language in languages())
    return {
        fold(name): cast(Which, which) for one in listed for which in one for name in one[which]
    }


@cache
def _first() -> frozenset[str]:
    return frozenset(name.split()[0] for name in _names())


@cache
def _longest() -> int:
    return max(len(name.split()) for name in _names())
