"""`/standings map`: who has reported below a scope, for those who see all of its names."""

from __future__ import annotations

from handlers import rights
from handlers.engine.turn import Reply, Turn, button, say
from handlers.overview import tiles
from handlers.standings import commands
from handlers.standings.asked import View


def reported(turn: Turn, view: View) -> Reply:
    """The tiles of what is most pressing there, or why there are none."""
    t, back = turn.t, (button(turn.t("The whole table"), commands.at(turn, view)),)
    if not rights.allowed(turn, "names", view.scope):
        return say(t("This picture is for those who see every line of the table."), back)
    topic = tiles.topic(turn, view.scope)
    if topic is None and rights.may(turn.me, "board", view.scope):
        board = button(t("Who has reported"), f"/board {view.scope.code}")
        return say(t("Who has reported here stands on the board."), (board,), back)
    if topic is None:
        return say(t("There is no such picture for {unit}; please choose a part of it.",
                     unit=view.scope.name), back)  # fmt: skip
    drawn = tiles.picture(turn, view.scope, topic)
    return drawn.model_copy(update={"choices": (back,)})
