"""`/awards withdraw ID`: an office takes a nomination back, after a yes."""

from __future__ import annotations

from markupsafe import Markup
from pydantic import BaseModel

from handlers import rights
from handlers.awards.office import refused, whose
from handlers.awards.office.whose import Its
from handlers.awards.section import COMMAND
from handlers.engine import dialogue as engine
from handlers.engine.dialogue import Again, Dialogue, Done, Taken
from handlers.engine.turn import Outcome, Reply, Turn, button, continuing, lines, only, say
from services import nominations
from storage import proposed
from storage.proposed import Proposed

_LONGEST = 15


class State(BaseModel):
    """Which nomination."""

    nomination: int


def start(turn: Turn, wanted: str) -> Outcome:
    """Ask whether it is to be taken back."""
    if not whose.proposing(turn):
        return whose.nobody(turn)
    known = wanted.isdecimal() and len(wanted) <= _LONGEST
    found = _found(turn, int(wanted)) if known else None
    if found is None:
        return only(say(turn.t("This nominee is not there, or was withdrawn.")))
    its, one = found
    shut = whose.shut(turn, its, one.what)
    if shut is not None:
        return only(say(refused.closed(turn.t, shut, its.movement, its.year)))
    return engine.begin(turn, WITHDRAWING, State(nomination=int(wanted)))


def _found(turn: Turn, nomination: int) -> tuple[Its, Proposed] | None:
    for its in whose.proposing(turn):
        one = proposed.by_id(turn.db, nomination, its.code)
        if one is not None and (one.office_id, one.year) == (its.office.id, its.year):
            return its, one
    return None


def _ask(turn: Turn, state: State) -> Reply:
    found, t = _found(turn, state.nomination), turn.t
    if found is None:
        return say(rights.ended(turn))
    text = lines(
        Markup("<b>{}</b>").format(found[1].name),
        t("Reason: {reason}", reason=found[1].ground),
        t("Is this proposal to be withdrawn?"),
    )
    return say(text, (button(t("Yes, withdraw"), "yes"), button(t("No"), "no")), digits=True)


def _take(turn: Turn, state: State) -> Taken:
    found = _found(turn, state.nomination)
    if found is None:
        return Done(say(rights.ended(turn)))
    if turn.word == "no":
        return Done(say(_leave(turn, state)))
    if turn.word != "yes":
        return Again(turn.t("Please answer yes or no."), state)
    its, one = found
    why = nominations.withdraw(turn.db, its.movement, its.office, one.id, turn.me.id, turn.now,
                               turn.zone)  # fmt: skip
    if why is not None:
        told = refused.nomination(turn.t, why, None, one.name, one.what, its.movement, its.year)
        return Done(say(told))
    said = turn.t("Withdrawn: {name}.", name=one.name)
    return Done(say(said, (button(turn.t("Back"), COMMAND),)))


def _leave(turn: Turn, _state: State) -> Markup:
    return turn.t("Nothing was changed.")


def _restart(turn: Turn) -> Outcome:
    return only(say(turn.t("Nothing was changed.")))


def _open(turn: Turn, state: State) -> bool:
    return _found(turn, state.nomination) is not None


def _brief(turn: Turn, state: State) -> Reply | None:
    found = _found(turn, state.nomination)
    if found is None:
        return None
    return continuing(turn, turn.t("withdrawing {name}.", name=found[1].name), digits=True)


WITHDRAWING = Dialogue("withdrawing", 1, State, _ask, _take, _leave, _restart, _open, _brief)
