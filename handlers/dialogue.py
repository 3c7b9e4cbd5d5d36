"""The engine of a dialogue: ask, take, ask again, done. It touches nothing itself.

A dialogue's state is a pydantic model, stored as JSON with the dialogue's version. A stored
state of another version, or one that no longer loads, starts its dialogue anew.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup
from pydantic import BaseModel, ValidationError

from handlers.turn import Buttons, Notice, Outcome, Reply, Turn
from storage.conversations import Frame


@dataclass(frozen=True)
class Next:
    """Taken: go on with `state`; `said` is read back before the next question."""

    state: BaseModel
    said: Markup | None = None
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True)
class Again:
    """Not taken: `why`, and the same question once more (or only `why`, with `choices`)."""

    why: Markup
    state: BaseModel
    choices: Buttons | None = None


@dataclass(frozen=True)
class Done:
    """The dialogue is over."""

    reply: Reply
    notices: tuple[Notice, ...] = ()


Taken = Next | Again | Done


@dataclass(frozen=True)
class Dialogue:
    """A conversation of several messages.

    `ask` words the question of a state; `take` reads what came (`turn.text`, `turn.word`);
    `leave` says what cancelling did; `restart` begins anew when a stored state is too old.
    """

    name: str
    version: int
    State: type[BaseModel]
    ask: Callable[[Turn, Any], Reply]
    take: Callable[[Turn, Any], Taken]
    leave: Callable[[Turn, Any], Markup]
    restart: Callable[[Turn], Outcome]


def begin(turn: Turn, dialogue: Dialogue, state: BaseModel, said: Markup | None = None) -> Outcome:
    """Start a dialogue with its first question."""
    return Outcome((_under(said, dialogue.ask(turn, state)),), (), _frame(dialogue, state))


def step(turn: Turn, dialogue: Dialogue, frame: Frame) -> Outcome:
    """Play one message into a running dialogue."""
    state = _load(dialogue, frame)
    if state is None:
        return dialogue.restart(turn)
    taken = dialogue.take(turn, state)
    if isinstance(taken, Done):
        return Outcome((taken.reply,), taken.notices, "end")
    frame = _frame(dialogue, taken.state)
    if isinstance(taken, Next):
        reply = _under(taken.said, dialogue.ask(turn, taken.state))
        return Outcome((reply,), taken.notices, frame)
    if taken.choices is not None:
        return Outcome((Reply(text=str(taken.why), choices=taken.choices),), (), frame)
    return Outcome((_under(taken.why, dialogue.ask(turn, taken.state)),), (), frame)


def ask_again(turn: Turn, dialogue: Dialogue, frame: Frame) -> Reply | None:
    """The present question once more; `None` if the stored state is too old."""
    state = _load(dialogue, frame)
    return None if state is None else dialogue.ask(turn, state)


def leave(turn: Turn, dialogue: Dialogue, frame: Frame) -> Markup:
    """Cancel: what the dialogue leaves behind, in words."""
    state = _load(dialogue, frame)
    return turn.t("Cancelled.") if state is None else dialogue.leave(turn, state)


def _load(dialogue: Dialogue, frame: Frame) -> BaseModel | None:
    if frame.version != dialogue.version:
        return None
    try:
        return dialogue.State.model_validate_json(frame.state)
    except ValidationError:
        return None


def _frame(dialogue: Dialogue, state: BaseModel) -> Frame:
    return Frame(name=dialogue.name, version=dialogue.version, state=state.model_dump_json())


def _under(above: Markup | None, reply: Reply) -> Reply:
    if above is None:
        return reply
    return reply.model_copy(update={"text": f"{above}\n\n{reply.text}"})
