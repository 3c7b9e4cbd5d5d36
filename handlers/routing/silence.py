"""Of whoever sits in the Council nothing is said back: an answer is kept where it waits to be sent.

What reads like a vote is answered by the vote, which repeats nothing. Where it was said to
something else all the same, its words are left out of the answer.
"""

from __future__ import annotations

from dataclasses import replace
from difflib import SequenceMatcher

from markupsafe import escape

from handlers.awards.ballot.casting import ANSWERED
from handlers.engine.turn import Outcome, Reply, Turn
from locales.reading import voting

INSTEAD = "…"
_LEAST = 6
"""Letters in a row that are told again."""


def kept(turn: Turn, outcome: Outcome) -> Outcome:
    """The outcome without the words of a vote."""
    said = turn.incoming.text.strip()
    if not turn.silent or ANSWERED in turn.seen or not voting.sounds(said, turn.t.language):
        return outcome
    return replace(outcome, replies=tuple(_without(said, reply) for reply in outcome.replies))


def _without(said: str, reply: Reply) -> Reply:
    text = reply.text
    while (found := _repeated(str(escape(said)), text)) is not None:
        text = text[: found[0]] + INSTEAD + text[found[1] :]
    rows = (tuple(one for one in row if _repeated(said, one.says + " " + one.label) is None)
            for row in reply.choices)  # fmt: skip
    return reply.model_copy(update={"text": text, "choices": tuple(row for row in rows if row)})


def _repeated(said: str, text: str) -> tuple[int, int] | None:
    """From where to where a text repeats what was said."""
    match = SequenceMatcher(None, said.lower(), text.lower(), autojunk=False).find_longest_match()
    return (match.b, match.b + match.size) if match.size >= _LEAST else None
