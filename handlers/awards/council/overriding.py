"""`/awards override [OFFICE]`: an office gets other places than the rule gives, with a reason.

Never more than there are for all together.
"""

from __future__ import annotations

from markupsafe import Markup
from pydantic import BaseModel

from handlers import naming, rights
from handlers.awards.council import allotted, words
from handlers.awards.council.seat import Seat, nobody, only_secretary, seat
from handlers.awards.section import COMMAND
from handlers.engine import dialogue as engine
from handlers.engine.dialogue import Again, Dialogue, Done, Next, Taken
from handlers.engine.turn import Outcome, Reply, Turn, button, continuing, lines, only, say
from locales import reading
from locales.reading.outcome import Value
from locales.translator import N_
from services import places as changing
from services.places import Places, Row
from storage.units import Unit

_RULE = "by-rule"
_REFUSED = {
    "too_many": N_("These would be more places than there are for all together."),
    "not_here": N_("This is no longer open for this account."),
    "same": N_("It stands so already."),
    "moved": N_("This has changed meanwhile. Please look at it here."),
}


class State(BaseModel):
    """Whose places, how many were shown, and what has been said so far."""

    unit: int
    year: int
    shown: int
    said: bool = False
    places: int | None = None
    reason: str | None = None


def start(turn: Turn, wanted: str) -> Outcome:
    """All offices with their places; or one whose places are to be others."""
    at = seat(turn)
    if at is None:
        return nobody(turn)
    if not wanted:
        return only(allotted.page(turn, at))
    if not at.secretary:
        return only_secretary(turn)
    kinds = ((at.award.terms.nominators,),)
    unit = naming.resolve(turn, wanted, "appraise", kinds, f"{COMMAND} override")
    if isinstance(unit, Outcome):
        return unit
    row = allotted.row(allotted.places(turn, at), unit.id)
    if row is None:
        return only(say(rights.unknown(turn, unit.code)))
    return engine.begin(turn, OVERRIDING, State(unit=unit.id, year=at.year, shown=row.places))


def _found(turn: Turn, state: State) -> tuple[Seat, Unit, Places, Row] | None:
    at, unit = seat(turn), rights.unit_above(turn, state.unit, "appraise")
    if at is None or unit is None or not at.secretary or at.year != state.year:
        return None
    every = allotted.places(turn, at)
    row = allotted.row(every, unit.id)
    return None if row is None else (at, unit, every, row)


def _ask(turn: Turn, state: State) -> Reply:
    found, t = _found(turn, state), turn.t
    if found is None:
        return say(rights.ended(turn))
    _, unit, every, row = found
    head = (Markup("<b>{}</b>").format(unit.name), allotted.told(turn, row, t("Places now")))
    if not state.said:
        asked = t("How many places is it to have? There are {n} for all together.", n=every.all)
        back = (button(t("As the rule has it: {n}", n=row.by_rule), _RULE),)
        rows = (back,) if row.word is not None and row.word.places is not None else ()
        return say(lines(*head, asked), *rows, digits=True)
    new = row.by_rule if state.places is None else state.places
    count = t("To count: {n}", n=new)
    if state.reason is None:
        return say(lines(*head, count, t("For what reason? All offices read it.")), digits=True)
    reason = t("Reason: {reason}", reason=state.reason)
    yes, no = button(t("Yes"), "yes"), button(t("No"), "no")
    return say(lines(*head, count, reason, t("Is that right?")), (yes, no), digits=True)


def _take(turn: Turn, state: State) -> Taken:
    found = _found(turn, state)
    if found is None:
        return Done(say(rights.ended(turn)))
    if not state.said:
        return _number(turn, state, *found[2:])
    if state.reason is None:
        said = words.read(turn)
        if isinstance(said, Markup):
            return Again(said, state)
        return Next(state.model_copy(update={"reason": said}))
    if turn.word == "no":
        return Done(say(_leave(turn, state)))
    if turn.word != "yes":
        return Again(turn.t("Please answer yes or no."), state)
    return Done(_kept(turn, state, *found))


def _number(turn: Turn, state: State, every: Places, row: Row) -> Taken:
    if turn.text == _RULE:
        return Next(state.model_copy(update={"said": True, "places": None}))
    found = reading.read("count", turn.text, turn.t.language, today=turn.today)
    number = found.value if isinstance(found, Value) and isinstance(found.value, int) else None
    if number is None or not 0 <= number <= every.all:
        return Again(turn.t("It is a whole number from 0 to {n}.", n=every.all), state)
    if every.given - row.places + number > every.all:
        return Again(_refused(turn, "too_many"), state)
    return Next(state.model_copy(update={"said": True, "places": number}))


def _kept(turn: Turn, state: State, at: Seat, unit: Unit, _every: Places, row: Row) -> Reply:
    back = (button(turn.t("Places for individuals"), f"{COMMAND} override"),)
    if row.places != state.shown:
        return say(lines(_refused(turn, "moved"), allotted.told(turn, row)), back)
    why = changing.say(turn.db, at.movement, at.year, unit, state.places, state.reason or "",
                       turn.me.id, turn.now, turn.today)  # fmt: skip
    if why is not None:
        return say(_refused(turn, why), back)
    now = allotted.row(allotted.places(turn, at), unit.id) or row
    return say(lines(turn.t("Kept."), allotted.told(turn, now)), back)


def _refused(turn: Turn, why: str) -> Markup:
    return turn.t(_REFUSED[why])


def _leave(turn: Turn, _state: State) -> Markup:
    return turn.t("Nothing was changed.")


def _restart(turn: Turn) -> Outcome:
    return only(say(turn.t("Nothing was changed.")))


def _open(turn: Turn, state: State) -> bool:
    return _found(turn, state) is not None


def _brief(turn: Turn, state: State) -> Reply | None:
    found = _found(turn, state)
    if found is None:
        return None
    return continuing(turn, turn.t("the places of {unit}.", unit=found[1].name), digits=True)


OVERRIDING = Dialogue("overriding", 1, State, _ask, _take, _leave, _restart, _open, _brief)
