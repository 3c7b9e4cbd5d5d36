"""Classes of size: each is ranked apart, where the Council has switched them on for a list."""

from __future__ import annotations

from collections.abc import Callable

from markupsafe import Markup

from handlers.engine.turn import Choice, Turn, button
from handlers.wording.standings import size
from scoring.levels import League

_NONE = "0-0"
"""As a command calls those that are in no class."""


def command(league: League, number: int) -> str:
    """How a class is called in a command: from-to; nothing where there are none."""
    if not league.classes:
        return ""
    return "-".join(map(str, league.classes[number - 1])) if number else _NONE


def named(league: League, words: list[str]) -> tuple[int | None, list[str]]:
    """The class that one of the words names ("20-39"), and the others."""
    known = {command(league, number): number for number in league.sizes if league.classes}
    for word in words:
        number = known.get(word.replace("–", "-"))
        if number is not None:
            return number, [other for other in words if other is not word]
    return None, words


def buttons(
    turn: Turn, league: League, shown: int, says: Callable[[str], str]
) -> tuple[Choice, ...]:
    """To the other classes; `says`: the table's command with the class's name in it."""
    others = [number for number in league.sizes if number != shown] if league.classes else []
    return tuple(
        button(size(turn.t, turn.movement, league, number), says(command(league, number)))
        for number in others
    )


def line(turn: Turn, league: League, shown: int) -> Markup | None:
    """Which class the table shows, and of what."""
    if not league.classes:
        return None
    return Markup("<b>{}</b>").format(size(turn.t, turn.movement, league, shown))
