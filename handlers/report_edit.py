"""An edited message proposes a correction: old, new, and only a yes changes anything."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from handlers import dialogue as engine
from handlers import report_answers as answering
from handlers.dialogue import Next, Taken
from handlers.report import REPORT, barred
from handlers.report_state import State
from handlers.sheet import Sheet, load
from handlers.turn import Outcome, Turn, lines, only, say
from handlers.wording import full
from storage import answers
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
    state = _state(running)
    if message is None:
        return None
    if state is not None and state.open == message:
        return _written_now(turn, state)
    found = answers.written_in(turn.db, message, turn.me.id)
    if len(found) > 1:  # a quick line: read once more, and its card once more confirmed
        return again(replace(turn, incoming=_as_text(turn)))
    return _correct(turn, state, *found[0]) if found else None


def _state(running: Frame | None) -> State | None:
    found = engine.state(REPORT, running) if running and running.name == REPORT.name else None
    return found if isinstance(found, State) else None


def _written_now(turn: Turn, state: State) -> Outcome:
    now = replace(turn, incoming=_as_text(turn))
    if state.pending and state.pending.written_in == state.open:
        state = state.model_copy(update={"at": state.pending.code, "pending": None})
    return engine.step(now, REPORT, engine.frame(REPORT, state))


def _as_text(turn: Turn) -> Incoming:
    return turn.incoming.model_copy(update={"kind": "text"})


def _correct(turn: Turn, running: State | None, report: int, code: str) -> Outcome:
    same = running if running and running.report == report else State(report=report)
    state = same.model_copy(update={"pending": None, "open": None})
    sheet = load(turn, report, "report")
    why = barred(turn, sheet, late=state.late)
    if sheet is None or why is not None:
        return only(say(why or ""))
    return engine.outcome(turn, REPORT, _proposal(turn, sheet, state, code))


def _proposal(turn: Turn, sheet: Sheet, state: State, code: str) -> Taken:
    """The new words are read, and asked about, before they replace the old."""
    before = sheet.values.get(code)
    there = state.model_copy(update={"at": code})
    if before is None or turn.word in ("skip", "keep", "back"):
        return Next(there)
    taken = answering.take(turn, sheet, there, code)
    new = taken.state if isinstance(taken, Next) else None
    if not isinstance(new, State) or new.pending is None or new.pending.value != before.value:
        return taken
    shown = full(turn.t, sheet.indicator(code), before)
    name = turn.t.movement(sheet.indicator(code).name)
    said = lines(turn.t("{name}: {value}.", name=name, value=shown), turn.t("Nothing has changed."))
    return Next(state.model_copy(update={"at": None}), said)
