"""Who has moved since the last publication: an arrow at the line, and since when below the head."""

from __future__ import annotations

from markupsafe import Markup

from handlers.engine.turn import Turn
from handlers.standings.asked import View
from locales import formats
from services.moves import Moves, since


def moves(turn: Turn, view: View) -> Moves | None:
    """Since the list's last publication, on this basis; `None` where there is none to compare."""
    if ("moves", view) not in turn.seen:
        asked, before = view.asked(turn), behind(turn, view)
        turn.seen["moves", view] = since(turn.db, turn.movement, asked, before)
    found: Moves | None = turn.seen["moves", view]
    return found


def behind(turn: Turn, view: View) -> str | None:
    """How the list was called before there were several: see `published_places.newest`."""
    if view.league.key != turn.movement.first_league.key:
        return None
    return "" if turn.movement.code == turn.live.all[0].code else turn.movement.code


def told(turn: Turn, found: Moves | None, shown: dict[int, int]) -> Markup | None:
    """Since when places have moved, where any of the shown has."""
    if found is None or not any(shown.values()):
        return None
    day = formats.day(found.then.as_of.astimezone(turn.zone).date(), turn.t.language)
    return turn.t("Moves since publication No. {n}, {day}", n=found.then.number or 0, day=day)
