"""`/awards decision cancel ID`: a decision was entered by mistake; it counts no more, and stays."""

from __future__ import annotations

from markupsafe import Markup
from pydantic import BaseModel

from handlers.awards.council import honoured
from handlers.awards.council.saying import Saying
from handlers.awards.council.seat import seat
from handlers.awards.section import COMMAND
from handlers.engine import dialogue as engine
from handlers.engine.dialogue import Dialogue
from handlers.engine.turn import Outcome, Reply, Turn, button, say
from handlers.wording.reports import day
from services import awarding
from storage import award_decisions
from storage.award_decisions import Decision


class State(BaseModel):
    """Which one."""

    decision: int


def begin(turn: Turn, one: Decision) -> Outcome:
    """Ask for the reason."""
    return engine.begin(turn, CANCELLING, State(decision=one.id))


def _found(turn: Turn, state: State) -> Decision | None:
    at = seat(turn)
    found = award_decisions.by_id(turn.db, state.decision) if at and at.secretary else None
    same = found is not None and at is not None and found.movement == at.movement.code
    return found if same else None


def _head(turn: Turn, state: State) -> Markup | None:
    found = _found(turn, state)
    if found is None:
        return None
    said = turn.t("Decision {number} of {day}", number=found.paper.number,
                  day=day(turn.t, found.paper.day))  # fmt: skip
    return Markup("<b>{}</b>").format(said)


def _asked(turn: Turn, _state: State) -> Markup:
    return turn.t("It will count no more, with all it grants. Please write what was wrong; those "
                  "who were told read it.")  # fmt: skip


def _keep(turn: Turn, state: State, said: str) -> Reply:
    row = (button(turn.t("See the decision"), f"{COMMAND} decision"),)
    if not awarding.cancel_decision(turn.db, state.decision, said, turn.me.id, turn.now):
        return say(turn.t("This has changed meanwhile. Please look at it here."), row)
    found = _found(turn, state)
    if found is not None:
        honoured.undo(turn.db, found, turn.me.id, turn.now)
    return say(turn.t("It counts no more. It can be entered anew."), row)


def _what(turn: Turn, _state: State) -> Markup:
    return turn.t("what was wrong with a decision.")


def _open(turn: Turn, state: State) -> bool:
    return _found(turn, state) is not None


_SAYING = Saying(_head, _asked, _keep, _what)
CANCELLING = Dialogue("cancelling", 1, State, _SAYING.ask, _SAYING.take, _SAYING.leave,
                      _SAYING.restart, _open, _SAYING.brief)  # fmt: skip
