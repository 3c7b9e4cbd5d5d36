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
        first = turn.movement.code == turn.live.all[0].code
        behind = "" if first else turn.movement.code
        turn.seen["moves", view] = since(turn.db, turn.movement, view.asked(turn), behind)
    found: Moves | None = turn.seen["moves", view]
    return found


def told(turn: Turn, found: Moves | None, shown: dict[int, int]) -> Markup | None:
    """Since when places have moved, where any of the shown has."""
    if found is None or not any(shown.values()):
        return None
    day = formats.day(found.then.as_of.astimezone(turn.zone).date(), turn.t.language)
    return turn.t("Moves since publication No. {n}, {day}", n=found.then.number or 0, day=day)
