"""Of whoever sits in the Council nothing is said back: an answer is kept where it waits to be sent.

What reads like a vote is answered by the vote, which repeats nothing. Where it was said to
something else all the same, its words are left out of the answer.
"""

from __future__ import annotations

from collections.abc import Sequence
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
    said, language = turn.incoming.text.strip(), turn.t.language
    if not turn.silent or ANSWERED in turn.seen or not voting.sounds(said, language):
        return outcome
    votes = _votes(said, language)
    return replace(outcome, replies=tuple(_without(said, votes, one) for one in outcome.replies))


def _votes(said: str, language: str) -> list[str]:
    """What stands behind other words and is a vote by itself, the longest first: `1y 2n`."""
    words = said.split()
    behind = (" ".join(words[n:]) for n in range(len(words)))
    return [one for one in behind if voting.sounds(one, language)]


def _without(said: str, votes: Sequence[str], reply: Reply) -> Reply:
    text = reply.text
    while (found := _repeated(said, votes, text)) is not None:
        text = text[: found[0]] + INSTEAD + text[found[1] :]
    rows = (tuple(one for one in row if _repeated(said, votes, f"{one.says} {one.label}") is None)
            for row in reply.choices)  # fmt: skip
    return reply.model_copy(update={"text": text, "choices": tuple(row for row in rows if row)})


def _repeated(said: str, votes: Sequence[str], text: str) -> tuple[int, int] | None:
    """From where to where a text repeats what was said."""
    told = text.lower()
    for one in (str(escape(vote)).lower() for vote in votes):
        if (at := told.find(one)) >= 0:
            return at, at + len(one)
    spoken = str(escape(said)).lower()
    match = SequenceMatcher(None, spoken, told, autojunk=False).find_longest_match()
    return (match.b, match.b + match.size) if match.size >= _LEAST else None
