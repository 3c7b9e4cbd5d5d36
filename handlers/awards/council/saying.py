"""A question for words of one's own, which are kept at once: a reason, a question, an answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from markupsafe import Markup
from pydantic import BaseModel

from handlers import rights
from handlers.awards.council import words
from handlers.engine.dialogue import Again, Done, Taken
from handlers.engine.turn import Outcome, Reply, Turn, continuing, lines, only, say

S = TypeVar("S", bound=BaseModel)


@dataclass(frozen=True)
class Saying(Generic[S]):
    """What it is about (`head`; None: no longer theirs), what is asked, what is done with it.

    `what`: a line about it, for where something else was asked in between; `least`: characters.
    """

    head: Callable[[Turn, S], Markup | None]
    asked: Callable[[Turn, S], Markup]
    keep: Callable[[Turn, S, str], Reply]
    what: Callable[[Turn, S], Markup]
    least: int = words.LEAST

    def ask(self, turn: Turn, state: S) -> Reply:
        """The question."""
        head = self.head(turn, state)
        if head is None:
            return say(rights.ended(turn))
        return say(lines(head, Markup(""), self.asked(turn, state)), digits=True)

    def take(self, turn: Turn, state: S) -> Taken:
        """Keep what was written."""
        if self.head(turn, state) is None:
            return Done(say(rights.ended(turn)))
        said = words.read(turn, self.least)
        if isinstance(said, Markup):
            return Again(said, state)
        return Done(self.keep(turn, state, said))

    def leave(self, turn: Turn, _state: S) -> Markup:
        """Nothing was done."""
        return turn.t("Nothing was changed.")

    def restart(self, turn: Turn) -> Outcome:
        """A stored state that is too old."""
        return only(say(turn.t("Nothing was changed.")))

    def brief(self, turn: Turn, state: S) -> Reply | None:
        """What is open."""
        if self.head(turn, state) is None:
            return None
        return continuing(turn, self.what(turn, state), digits=True)
