"""The unit answers in its own words; whoever decides reads them."""

from __future__ import annotations

from markupsafe import Markup
from pydantic import BaseModel

from handlers import rights
from handlers.disqualification import told, words
from handlers.disqualification.card import card
from handlers.disqualification.found import case_of
from handlers.engine.dialogue import Again, Dialogue, Done, Taken
from handlers.engine.turn import Outcome, Reply, Turn, continuing, lines, only, say
from services import disqualifications
from services.disqualifications import Case


class State(BaseModel):
    """Which mark is answered."""

    unit: int
    ground: str
    year: int


def _case(turn: Turn, state: State) -> Case | None:
    return case_of(turn, state.unit, state.ground, state.year, "answer")


def _ask(turn: Turn, state: State) -> Reply:
    case = _case(turn, state)
    if case is None:
        return say(rights.ended(turn))
    asked = turn.t("Please write the answer. Whoever decides will read it.")
    shown = card(turn.t, turn.db, case, turn.now, turn.zone)
    return say(lines(shown, Markup(""), asked), digits=True)


def _take(turn: Turn, state: State) -> Taken:
    case = _case(turn, state)
    if case is None:
        return Done(say(rights.ended(turn)))
    said = words.read(turn)
    if isinstance(said, Markup):
        return Again(said, state)
    made = disqualifications.answer(turn.db, case, turn.me.id, turn.now, said)
    if made is None:
        return Done(say(turn.t("It has been decided already.")))
    told.tell(turn.db, case, "answered", made, turn.me.id, turn.now)
    return Done(say(turn.t("The answer is kept, and goes to whoever decides.")))


def _leave(turn: Turn, _state: State) -> Markup:
    return turn.t("Nothing was changed.")


def _restart(turn: Turn) -> Outcome:
    return only(say(turn.t("Nothing was changed.")))


def _open(turn: Turn, state: State) -> bool:
    return _case(turn, state) is not None


def _brief(turn: Turn, state: State) -> Reply | None:
    case = _case(turn, state)
    if case is None:
        return None
    what = turn.t("the answer of {unit}.", unit=case.unit.name)
    return continuing(turn, what, digits=True)


ANSWERING = Dialogue("answering", 1, State, _ask, _take, _leave, _restart, _open, _brief)
