"""What can be filled in question by question, beside a report: where it stands, what it shows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from markupsafe import Markup
from pydantic import BaseModel, ConfigDict

from handlers.asking.subject import Subject
from handlers.engine.turn import Outcome, Reply, Turn
from scoring.questions import Value
from storage.answers import Answer


class State(BaseModel):
    """Whose it is (`unit`), of which movement and year; `at`: a question out of turn.

    `doubted`: a value that a rule doubts, and that waits for a yes.
    """

    unit: int
    movement: str
    year: int
    at: str | None = None
    doubted: Value | None = None


class Fillable(Subject, Protocol):
    """A subject that can be filled in here."""

    @property
    def state(self) -> State:
        """What finds it again."""

    def head(self, turn: Turn) -> Markup:
        """What stands above every question."""

    def put(self, turn: Turn, code: str, answer: Answer) -> Fillable:
        """Keep an answer; the subject as it is then."""

    def whole(self, turn: Turn) -> Reply:
        """What is shown once nothing is open."""


class Shown(BaseModel):
    """What a question showed, as it travels with it: an answer counts for that one."""

    model_config = ConfigDict(frozen=True)

    filling: str
    unit: int
    code: str


@dataclass(frozen=True)
class Filling:
    """`load`: the subject, None where it is no longer this person's; `needed`: whether every
    question needs an answer ("not known" is none); `restart`: where a stored state is too old.
    """

    name: str
    load: Callable[[Turn, State], Fillable | None]
    restart: Callable[[Turn], Outcome]
    needed: bool = False
