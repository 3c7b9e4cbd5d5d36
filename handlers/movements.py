"""Which of several movements is meant: named in front by its code or its name, else the first.

Whoever meets one movement only never has to name it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

from markupsafe import Markup

from handlers import kinds
from handlers.engine.turn import Turn
from locales.fold import fold
from scoring.movement import Movement

_LONGEST = 12
"""Words that may name one."""


def named(turn: Turn, words: list[str]) -> list[str]:
    """Turn to the movement that the first words name; the words behind it.

    Where only one concerns the writer, its name may be a part of a unit's: its code alone counts.
    """
    if len(turn.concerned) == 1:
        return words[1:] if words[:1] == [turn.movement.code] else words
    for end in range(min(len(words), _LONGEST), 0, -1):
        found = _known(turn.concerned).get(fold(" ".join(words[:end])))
        if found is not None:
            turn.turn_to(found)
            return words[end:]
    return words


@cache
def _known(movements: tuple[Movement, ...]) -> Mapping[str, Movement]:
    """By code, and by name in every language; a name that two have is nobody's."""
    names = ((word, one) for one in movements for word in kinds.in_all_languages(one.name))
    found: dict[str, set[Movement]] = {}
    for word, one in names:
        found.setdefault(word, set()).add(one)
    alone = {word: of.pop() for word, of in found.items() if len(of) == 1}
    return alone | {fold(one.code): one for one in movements}


def meant(turn: Turn, of: Callable[[Movement], bool]) -> None:
    """Turn to the first movement that something can be of, beginning with the one turned to."""
    found = next((one for one in in_turn(turn) if of(one)), None)
    if found is not None:
        turn.turn_to(found)


def others(turn: Turn, of: Callable[[Movement], bool]) -> tuple[Movement, ...]:
    """The other movements that something can be of too."""
    return tuple(one for one in in_turn(turn)[1:] if of(one))


def called(turn: Turn) -> Markup | None:
    """The name of the movement, for those who meet several."""
    several = len(turn.concerned) > 1
    return turn.t.movement(turn.movement.name) if several else None


def before(turn: Turn) -> str:
    """What stands in front of the words of a command, where they are not of the first movement."""
    code = turn.movement.code
    return "" if code == turn.concerned[0].code else f"{code} "


def in_turn(turn: Turn) -> tuple[Movement, ...]:
    """Those that concern the writer, the one that is turned to in front."""
    return tuple(sorted(turn.concerned, key=lambda one: one.code != turn.movement.code))
