"""What is written to a question of `/subscribe`: how often, which day, at which hour."""

from __future__ import annotations

from handlers import movements
from handlers.engine.turn import Outcome, Turn
from handlers.subscription import command, said

_ASKED = "/subscribe "


def typed(turn: Turn) -> Outcome | None:
    """The next step, where the last message asked it and the words answer it; else `None`."""
    shown = turn.shown or ""
    if not shown.startswith(_ASKED):
        return None
    before = shown.removeprefix(_ASKED).split()
    words = [*before, *turn.text.split()]
    known, told = (said.read(movements.named(turn, some)) for some in (before, words))
    return command.start(turn, " ".join(words)) if told[1:] != known[1:] else None
