"""Of whoever sits in the Council nothing is said back: an answer is kept where it waits to be sent.

What reads like a vote is answered by the vote; where it was said to something else all the same,
its words are left out of the answer.
"""

from __future__ import annotations

from dataclasses import replace

from markupsafe import escape

from handlers.engine.turn import Outcome, Reply, Turn
from locales.reading import voting

INSTEAD = "…"


def kept(turn: Turn, outcome: Outcome) -> Outcome:
    """The outcome without the words of a vote."""
    said = turn.incoming.text.strip()
    if not said or not voting.sounds(said, turn.t.language):
        return outcome
    return replace(outcome, replies=tuple(_without(said, reply) for reply in outcome.replies))


def _without(said: str, reply: Reply) -> Reply:
    text = reply.text.replace(str(escape(said)), INSTEAD)
    rows = (tuple(one for one in row if said not in one.says + one.label) for row in reply.choices)
    return reply.model_copy(update={"text": text, "choices": tuple(row for row in rows if row)})
