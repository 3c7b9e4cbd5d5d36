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

from handlers.engine.turn import Buttons, Notice, Outcome, Reply, Turn
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
class Quiet:
    """Taken, and nothing is said: the answer comes by itself (a file is being fetched)."""

    state: BaseModel


@dataclass(frozen=True)
class Done:
    """The dialogue is over; `instead`: what follows all the same, another dialogue perhaps."""

    reply: Reply
    notices: tuple[Notice, ...] = ()
    instead: Outcome | None = None


Taken = Next | Again | Quiet | Done


@dataclass(frozen=True)
class Dialogue:
    """A conversation of several messages.

    `ask` words the question of a state; `take` reads what came (`turn.text`, `turn.word`);
    `leave` says what cancelling did; `restart` begins anew when a stored state is too old.
    `brief`: a line about the question, for where something else was asked for in between; without
    one, or where it is `None`, the whole question comes.
    `open`: whether what a state is about is still this person's; nothing else is called if not.
    `passing`: nothing is left unfinished by it: it ends with whatever else is asked for.
    `files`: photos and documents are handed to `take` too (see `engine.arriving`).
    """

    name: str
    version: int
    State: type[BaseModel]
    ask: Callable[[Turn, Any], Reply]
    take: Callable[[Turn, Any], Taken]
    leave: Callable[[Turn, Any], Markup]
    restart: Callable[[Turn], Outcome]
    open: Callable[[Turn, Any], bool]
    brief: Callable[[Turn, Any], Reply | None] | None = None
    passing: bool = False
    files: bool = False


def begin(turn: Turn, dialogue: Dialogue, state: BaseModel, said: Markup | None = None) -> Outcome:
    """Start a dialogue with its first question."""
    return Outcome((_under(said, dialogue.ask(turn, state)),), (), frame(dialogue, state))


def is_open(turn: Turn, dialogue: Dialogue, running: Frame) -> bool:
    """Whether a stored dialogue may go on; one that is too old shows nothing, and begins anew."""
    found = state(dialogue, running)
    return found is None or dialogue.open(turn, found)


def step(turn: Turn, dialogue: Dialogue, running: Frame) -> Outcome:
    """Play one message into a running dialogue."""
    found = _theirs(turn, dialogue, running)
    if found is None:
        return dialogue.restart(turn)
    return outcome(turn, dialogue, dialogue.take(turn, found))


def outcome(turn: Turn, dialogue: Dialogue, taken: Taken) -> Outcome:
    """What follows from what was taken: the next question, the same again, or the end."""
    if isinstance(taken, Done):
        return taken.instead or Outcome((taken.reply,), taken.notices, "end")
    following = frame(dialogue, taken.state)
    if isinstance(taken, Quiet):
        return Outcome(dialogue=following)
    if isinstance(taken, Next):
        reply = _under(taken.said, dialogue.ask(turn, taken.state))
        return Outcome((reply,), taken.notices, following)
    if taken.choices is not None:
        asked = dialogue.ask(turn, taken.state)
        only = {"text": str(taken.why), "choices": taken.choices}
        return Outcome((asked.model_copy(update=only),), (), following)
    return Outcome((_under(taken.why, dialogue.ask(turn, taken.state)),), (), following)


def ask_again(turn: Turn, dialogue: Dialogue, running: Frame) -> Reply | None:
    """The present question once more; `None` if the stored state is too old, or has ended."""
    found = _theirs(turn, dialogue, running)
    return None if found is None else dialogue.ask(turn, found)


def recall(turn: Turn, dialogue: Dialogue, running: Frame) -> Reply | None:
    """What is open, in a line where the dialogue has one; `None` as in `ask_again`."""
    found = _theirs(turn, dialogue, running)
    if found is None:
        return None
    short = dialogue.brief(turn, found) if dialogue.brief else None
    return short or dialogue.ask(turn, found)


def leave(turn: Turn, dialogue: Dialogue, running: Frame) -> Markup:
    """Cancel: what the dialogue leaves behind, in words."""
    found = _theirs(turn, dialogue, running)
    return turn.t("Cancelled.") if found is None else dialogue.leave(turn, found)


def _theirs(turn: Turn, dialogue: Dialogue, running: Frame) -> BaseModel | None:
    """The stored state, where it can be read and its right holds: whoever calls, it is asked."""
    found = state(dialogue, running)
    return found if found is not None and dialogue.open(turn, found) else None


def state(dialogue: Dialogue, running: Frame) -> BaseModel | None:
    """The stored state of a running dialogue; `None` if it is too old."""
    if running.version != dialogue.version:
        return None
    try:
        return dialogue.State.model_validate_json(running.state)
    except ValidationError:
        return None


def frame(dialogue: Dialogue, state: BaseModel) -> Frame:
    """A dialogue in this state, as it is stored."""
    return Frame(name=dialogue.name, version=dialogue.version, state=state.model_dump_json())


def _under(above: Markup | None, reply: Reply) -> Reply:
    if above is None:
        return reply
    return reply.model_copy(update={"text": f"{above}\n\n{reply.text}"})
