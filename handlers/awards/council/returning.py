"""`/awards return OFFICE`: a dossier goes back to its office, with a reason."""

from __future__ import annotations

from datetime import datetime

from markupsafe import Markup
from pydantic import BaseModel

from handlers import naming, rights
from handlers.awards.council import told
from handlers.awards.council.progress import state as state_of
from handlers.awards.council.saying import Saying
from handlers.awards.council.seat import Seat, nobody, only_secretary, seat
from handlers.awards.section import COMMAND
from handlers.engine import dialogue as engine
from handlers.engine.dialogue import Dialogue
from handlers.engine.turn import Outcome, Reply, Turn, button, lines, only, say
from services import dossiers as changing
from storage import dossiers
from storage.dossiers import Dossier
from storage.units import Unit


class State(BaseModel):
    """Whose dossier, and which sending of it was shown."""

    unit: int
    year: int
    sent_at: datetime


def start(turn: Turn, wanted: str) -> Outcome:
    """Ask for the reason, where the dossier is in."""
    at = seat(turn)
    if at is None:
        return nobody(turn)
    if not at.secretary:
        return only_secretary(turn)
    kinds = ((at.award.terms.nominators,),)
    unit = naming.resolve(turn, wanted, "appraise", kinds, f"{COMMAND} return")
    if isinstance(unit, Outcome):
        return unit
    found = _dossier(turn, at, unit)
    if found is None or not found.sent:
        head = Markup("<b>{}</b>").format(unit.name)
        return only(say(lines(head, state_of(turn, found))))
    begun = State(unit=unit.id, year=at.year, sent_at=found.submitted_at or turn.now)
    return engine.begin(turn, RETURNING, begun)


def _dossier(turn: Turn, at: Seat, unit: Unit) -> Dossier | None:
    return dossiers.of_unit(turn.db, at.movement.code, at.year, unit.id)


def _unit(turn: Turn, state: State) -> tuple[Seat, Unit] | None:
    at, unit = seat(turn), rights.unit_above(turn, state.unit, "appraise")
    if at is None or unit is None or not at.secretary or at.year != state.year:
        return None
    return at, unit


def _head(turn: Turn, state: State) -> Markup | None:
    found = _unit(turn, state)
    if found is None:
        return None
    head = Markup("<b>{}</b>").format(found[1].name)
    return lines(head, state_of(turn, _dossier(turn, *found)))


def _asked(turn: Turn, _state: State) -> Markup:
    return turn.t("Why is it given back? The office will read it.")


def _keep(turn: Turn, state: State, said: str) -> Reply:
    found = _unit(turn, state)
    if found is None:
        return say(rights.ended(turn))
    at, unit = found
    row = (button(turn.t("All dossiers"), f"{COMMAND} progress"),)
    now, act = _dossier(turn, at, unit), None
    if now is not None and now.submitted_at == state.sent_at:
        act = changing.give_back(turn.db, at.movement, at.year, unit, said, turn.me.id, turn.now)
    if act is None:
        moved = turn.t("This has changed meanwhile. Please look at it here.")
        return say(lines(moved, state_of(turn, _dossier(turn, at, unit))), row)
    told.returned(turn.db, at.movement.code, at.year, unit, act, turn.me.id, turn.now)
    return say(turn.t("Given back. {unit} is told.", unit=unit.name), row)


def _what(turn: Turn, _state: State) -> Markup:
    return turn.t("why a dossier is given back.")


def _open(turn: Turn, state: State) -> bool:
    return _unit(turn, state) is not None


_SAYING = Saying(_head, _asked, _keep, _what)
RETURNING = Dialogue("returning", 1, State, _SAYING.ask, _SAYING.take, _SAYING.leave,
                     _SAYING.restart, _open, _SAYING.brief)  # fmt: skip
