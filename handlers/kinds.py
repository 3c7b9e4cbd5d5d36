"""The kinds of units as people name them: by the words of every language and the movement's own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from markupsafe import Markup

from locales import naming
from locales.fold import fold
from locales.translator import Translator, languages, translator
from scoring.movement import Movement

Kinds = tuple[tuple[str, ...], ...]
_PARTS = re.compile("[,،]")


def label(t: Translator, movement: Movement, kind: str) -> Markup:
    """What a kind is called."""
    level = movement.levels.get(kind)
    return t.movement(level.name) if level else Markup("{}").format(kind)


@cache
def to_name(movement: Movement) -> Kinds:
    """The kinds that people name: scopes first, then what the first list ranks in them."""
    return movement.first_league.inside, (movement.first_league.level,)


def named(movement: Movement, said: str) -> str | None:
    """The kind that the whole text names: "xã", "phòng giao dịch", "province"."""
    return _known(movement).get(fold(said))


def behind(movement: Movement, phrase: str) -> tuple[str, str] | None:
    """The kind that the first words of a folded phrase name, and what stands behind them."""
    words = phrase.split()
    for end in range(min(len(words) - 1, _longest(movement)), 0, -1):
        kind = named(movement, " ".join(words[:end]))
        if kind is not None:
            return kind, " ".join(words[end:])
    return None


@cache
def _longest(movement: Movement) -> int:
    """Words of the longest name of a kind."""
    return max(len(name.split()) for name in _known(movement))


@cache
def words(movement: Movement, kind: str) -> frozenset[str]:
    """The words for a kind, folded."""
    return frozenset(word for word, of in _known(movement).items() if of == kind)


@cache
def lowest(movement: Movement) -> frozenset[str]:
    """The words for those who report at the bottom, as they stand before a number: "tổ 45"."""
    return words(movement, movement.tree.lowest)


@cache
def _known(movement: Movement) -> Mapping[str, str]:
    """By folded word: the kind. What the languages know comes before what a file calls it."""
    levels = movement.levels.values()
    found = {word: level.code for level in levels for word in naming.words(level.code)}
    for level in levels:
        for word in (fold(level.code), *in_all_languages(level.name)):
            found.setdefault(word, level.code)
    return found


def in_all_languages(text: str) -> Iterator[str]:
    """A name of the movement's file in every language, folded, whole and each of its parts."""
    for code in languages():
        said = translator(code).movement(text).unescape()
        yield from filter(None, (fold(part) for part in (said, *_PARTS.split(said))))
