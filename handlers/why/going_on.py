"""What words behind an answer of `/why` are about: its unit, or another that is named there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from handlers.engine.turn import Outcome, Turn
from handlers.why.case import Case
from locales.reading import supposing

_WHY = "/why "
_LONGEST = 8
"""Words of the name of a unit."""


def from_here(case: Case, outcome: Outcome) -> Outcome:
    """The answer, which keeps what it is about for the words that follow."""
    *before, last = outcome.replies
    told = last.model_copy(update={"shows": last.shows or case.says()})
    return replace(outcome, replies=(*before, told))


def shown(turn: Turn) -> str:
    """What the message that is quoted, else the last one, is about, as a command names it."""
    quoted = turn.quoted.reply if turn.quoted else None
    said = (quoted.shows if quoted else turn.shown) or ""
    return said.removeprefix(_WHY) if said.startswith(_WHY) else ""


def cuts(said: str) -> Iterator[tuple[str, str]]:
    """A supposition, and behind it what may name a unit, the longest name in front."""
    words = [f"{one.text}{',' * one.parts}" for one in supposing.read(said)]
    for at in range(max(1, len(words) - _LONGEST), len(words)):
        yield " ".join(words[:at]), " ".join(words[at:])
