"""Which list is named: by its code, its name, or the kind of unit that it ranks."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from handlers import kinds, movements
from handlers.engine.turn import Turn
from locales import naming as words_of
from locales.fold import fold
from scoring.levels import League
from scoring.movement import Movement

_LONGEST_LIST = 12
"""Words that may name one."""


def named(turn: Turn, words: list[str]) -> tuple[League | None, list[str]]:
    """The list that the first words name, and what stands behind them.

    A list of another movement turns to that, where the first has none of this name.
    """
    for movement in movements.in_turn(turn):
        league, rest = _list_of(movement, words)
        if league is not None:
            turn.turn_to(movement)
            return league, rest
    return None, words


def own(turn: Turn) -> League | None:
    """The list of one's own kind of unit, where the first one has nothing of it; else None."""
    first, held = turn.movement.first_league, turn.me.kinds()
    around = held & {first.level, *first.inside}
    return None if around else turn.movement.league_of_any(held)


def _list_of(movement: Movement, words: list[str]) -> tuple[League | None, list[str]]:
    """A kind of unit ("xã") may begin a name as well: it is a list where it stands alone, or
    before the kind of a scope ("xã toàn tỉnh").
    """
    said = words_of.bare(words)
    for end in range(min(len(said), _LONGEST_LIST), 0, -1):
        phrase, rest = fold(" ".join(said[:end])), said[end:]
        if phrase in _lists(movement):
            return _lists(movement)[phrase], words_of.bare(rest)
        ranked = movement.leagues_of(kinds.named(movement, phrase) or "")
        if ranked and (not rest or _scope_of(movement, rest) in ranked[0].inside):
            return ranked[0], words_of.bare(rest)
    return None, words


def _scope_of(movement: Movement, words: list[str]) -> str | None:
    return kinds.named(movement, " ".join(words_of.bare(words)))


@cache
def _lists(movement: Movement) -> Mapping[str, League]:
    """By code, and by name in every language; what names a kind as well is left out."""
    found: dict[str, League] = {}
    for league in movement.leagues.values():
        found |= dict.fromkeys(kinds.in_all_languages(league.name), league)
    found = {word: one for word, one in found.items() if kinds.named(movement, word) is None}
    return found | {fold(code): league for code, league in movement.leagues.items()}
