"""Which figure or item some words name: by a whole name, else by words that stand in one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from handlers.line import names
from handlers.why.supposing.settable import Settable
from locales.reading import supposing
from locales.reading.supposing import Words
from scoring.indicators import Indicator
from scoring.movement import Movement


def named(all: Sequence[Settable], words: Words) -> list[Settable]:
    """What is called so, exactly."""
    forms = {supposing.said(words), supposing.said(supposing.without("filler", words))} - {""}
    return [one for one in all if forms & one.names]


def meant(all: Sequence[Settable], words: Words) -> list[Settable]:
    """What is called so, else what has all these words in one of its names, in any order."""
    return named(all, words) or loosely(all, words)


def loosely(all: Sequence[Settable], words: Words) -> list[Settable]:
    """What has all these words in one of its names; those that say little may be missing."""
    for some in (words, supposing.without("filler", words)):
        plain = {part for one in some for part in one.folded.split()}
        found = [one for one in all if any(plain <= set(name.split()) for name in one.names)]
        if plain and found:
            return found
    return []


def elsewhere(movement: Movement, words: Words) -> Indicator | None:
    """A figure of this name that is asked of other units."""
    known = _all(movement)
    said = (supposing.said(words[:end]) for end in range(len(words), 0, -1))
    return next((known[name] for name in said if name in known), None)


@cache
def _all(movement: Movement) -> Mapping[str, Indicator]:
    return {name: one for one in movement.indicators.values() for name in names.of(one)}
