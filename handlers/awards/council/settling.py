"""The secretary answers an objection in words; whoever objected is told."""

from __future__ import annotations

from markupsafe import Markup
from pydantic import BaseModel

from handlers import rights
from handlers.awards.council import told
from handlers.awards.council.saying import Saying
from handlers.awards.council.seat import seat
from handlers.awards.section import COMMAND
from handlers.engine import dialogue as engine
from handlers.engine.dialogue import Dialogue
from handlers.engine.turn import Outcome, Reply, Turn, button, lines, say
from services import objections as changing
from storage import objections
from storage.objections import Objection


class State(BaseModel):
    """Which objection."""

    objection: int


def begin(turn: Turn, one: Objection) -> Outcome:
    """Ask for the answer."""
    return engine.begin(turn, SETTLING, State(objection=one.id))


def found(turn: Turn, objection_id: int) -> Objection | None:
    """An objection to what is before this secretary's Council."""
    at = seat(turn)
    one = objections.by_id(turn.db, objection_id) if at and at.secretary else None
    if at is None or one is None or (one.movement, one.year) != (at.movement.code, at.year):
        return None
    return one if rights.unit_above(turn, one.unit_id, "appraise") is not None else None


def _head(turn: Turn, state: State) -> Markup | None:
    one = found(turn, state.objection)
    if one is None:
        return None
    said = turn.t("{name}: {value}", name=one.by, value=one.said)
    return lines(Markup("<b>{}</b>").format(one.unit), said)


def _asked(turn: Turn, _state: State) -> Markup:
    return turn.t("Please write the answer. Whoever objected will read it; it is kept.")


def _keep(turn: Turn, state: State, said: str) -> Reply:
    row = (button(turn.t("Objections"), f"{COMMAND} objections"),)
    made = changing.answer(turn.db, state.objection, said, turn.me.id, turn.now)
    if made is None:
        return say(turn.t("This was answered already."), row)
    told.settled(turn.db, made, turn.me.id, turn.now)
    return say(turn.t("The answer is kept, and goes to whoever objected."), row)


def _what(turn: Turn, _state: State) -> Markup:
    return turn.t("the answer to an objection.")


def _open(turn: Turn, state: State) -> bool:
    return found(turn, state.objection) is not None


_SAYING = Saying(_head, _asked, _keep, _what)
SETTLING = Dialogue("settling", 1, State, _SAYING.ask, _SAYING.take, _SAYING.leave,
                    _SAYING.restart, _open, _SAYING.brief)  # fmt: skip
