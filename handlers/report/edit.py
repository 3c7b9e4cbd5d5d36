"""An edited message proposes a correction: old, new, and only a yes changes anything."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from markupsafe import Markup

from handlers.engine import dialogue as engine
from handlers.engine.dialogue import Next
from handlers.engine.turn import Outcome, Turn, only, say
from handlers.report import correct as corrections
from handlers.report.bar import barred
from handlers.report.dialogue import REPORT
from handlers.report.line import under
from handlers.report.state import State
from handlers.sheets import load
from handlers.wording.values import full
from storage import answers
from storage.answers import Answer
from storage.conversations import Frame
from storage.messages import Incoming


def edited(
    turn: Turn, running: Frame | None, again: Callable[[Turn], Outcome | None]
) -> Outcome | None:
    """What an edit of one's own message means; `None` if that message had given no answer.

    Where it has answered nothing yet (it could not be read, or waits for a yes) it is read as if
    it were written now. `running` is the present dialogue; `again` reads a quick line.
    """
    message = turn.incoming.written_in
    state = state_of(running)
    if message is None:
        return None
    if state is not None and state.open == message:
        return _written_now(turn, state)
    waiting = _waiting(turn, state) if state is not None else None
    if waiting is not None:
        return waiting
    found = answers.written_in(turn.db, message, turn.me.id)
    if len(found) > 1:  # a quick line: read once more, and its card once more confirmed
        return again(replace(turn, incoming=_as_text(turn)))
    return correct(turn, state, *found[0]) if found else None


Where = tuple[int, tuple[str, ...]]
"""A report and the answers in it that may be meant."""


def state_of(running: Frame | None) -> State | None:
    """Where the present dialogue stands, if it is a report's."""
    found = engine.state(REPORT, running) if running and running.name == REPORT.name else None
    return found if isinstance(found, State) else None


def _waiting(turn: Turn, state: State) -> Outcome | None:
    """The newest words of a correction that still waits: for its turn, or for its line."""
    message = turn.incoming.message
    if state.which is not None and state.which.message == message:
        which = state.which.model_copy(update={"text": turn.text})
        return engine.outcome(turn, REPORT, Next(state.model_copy(update={"which": which})))
    later = next((one.code for one in state.later if one.message == message), None)
    return correct(turn, state, state.report, later) if later else None


def _written_now(turn: Turn, state: State) -> Outcome:
    now = replace(turn, incoming=_as_text(turn))
    pending = state.pending if state.pending and state.pending.written_in == state.open else None
    if pending is not None and pending.edited:
        return correct(turn, state, state.report, pending.code)
    if pending is not None:
        state = state.model_copy(update={"at": pending.code, "pending": None})
    return engine.step(now, REPORT, engine.frame(REPORT, state))


def _as_text(turn: Turn) -> Incoming:
    return turn.incoming.model_copy(update={"kind": "text"})


def correct(turn: Turn, running: State | None, report: int, code: str) -> Outcome:
    """Propose new words for an answer; where another question waits for its yes, after that."""
    same = running if running and running.report == report else State(report=report)
    sheet = load(turn, report, "report", lock=True)
    why = barred(turn, sheet, late=same.late)
    if sheet is None or why is not None:
        return only(say(why or ""))
    waits = same.pending is not None and same.pending.code != code
    if waits and same.pending and same.pending.written_in != turn.incoming.written_in:
        return engine.outcome(turn, REPORT, corrections.wait(turn, sheet, same, code))
    state = same.model_copy(update={"pending": None, "open": None, "which": None})
    taken = corrections.propose(turn, sheet, state, code)
    return engine.outcome(turn, REPORT, under(_left_open(turn, running, report), taken))


def _left_open(turn: Turn, running: State | None, report: int) -> list[Markup]:
    """What waited for a yes in another report, and is not asked any more."""
    if running is None or running.report == report or running.pending is None:
        return []
    indicator, answer = turn.movement.indicators[running.pending.code], running.pending.value
    name, shown = turn.t.movement(indicator.name), full(turn.t, indicator, Answer(answer))
    return [turn.t("Not kept: {name}, {value}.", name=name, value=shown)]
