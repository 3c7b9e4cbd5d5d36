"""`/awards ask ID`: a member of the Council asks the office about a nominee, in own words."""

from __future__ import annotations

from markupsafe import Markup
from pydantic import BaseModel

from handlers.awards.council import told
from handlers.awards.council.saying import Saying
from handlers.awards.council.seat import nobody, nominee, seat, unknown
from handlers.awards.section import COMMAND
from handlers.engine import dialogue as engine
from handlers.engine.dialogue import Dialogue
from handlers.engine.turn import Outcome, Reply, Turn, button, say
from services import questions
from storage.proposed import Proposed

_LEAST = 3


class State(BaseModel):
    """About whom."""

    nomination: int


def start(turn: Turn, wanted: str) -> Outcome:
    """Ask for the question."""
    at = seat(turn)
    if at is None:
        return nobody(turn)
    found = nominee(turn, at, wanted)
    if found is None:
        return unknown(turn)
    return engine.begin(turn, ASKING, State(nomination=found.id))


def _nominee(turn: Turn, state: State) -> Proposed | None:
    at = seat(turn)
    return nominee(turn, at, str(state.nomination)) if at else None


def _head(turn: Turn, state: State) -> Markup | None:
    found = _nominee(turn, state)
    return None if found is None else Markup("<b>{}</b>").format(found.name)


def _asked(turn: Turn, _state: State) -> Markup:
    return turn.t(
        "What is to be asked? Whoever proposed this reads it, with the name of whoever asks."
    )


def _keep(turn: Turn, state: State, said: str) -> Reply:
    made = questions.ask(turn.db, state.nomination, turn.me.id, said, turn.now)
    found = _nominee(turn, state)
    if made is None or found is None:
        return unknown(turn).replies[0]
    told.asked(turn.db, found, made, turn.me.id, turn.now)
    row = (button(turn.t("Back"), f"{COMMAND} sheet {state.nomination}"),)
    return say(
        turn.t("The question goes to whoever proposed this; the answer will come here."), row
    )


def _what(turn: Turn, _state: State) -> Markup:
    return turn.t("a question about a nominee.")


def _open(turn: Turn, state: State) -> bool:
    return _nominee(turn, state) is not None


_SAYING = Saying(_head, _asked, _keep, _what, _LEAST)
ASKING = Dialogue("asking", 1, State, _SAYING.ask, _SAYING.take, _SAYING.leave,
                  _SAYING.restart, _open, _SAYING.brief)  # fmt: skip
