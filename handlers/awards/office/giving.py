"""The Council gives an office more or fewer places than the rule: how many, and the reason."""

from __future__ import annotations

from markupsafe import Markup
from pydantic import BaseModel

from handlers import naming, rights
from handlers.awards.council import words
from handlers.awards.council.seat import Seat, only_secretary, seat
from handlers.awards.section import COMMAND
from handlers.engine import dialogue as engine
from handlers.engine.dialogue import Again, Dialogue, Done, Next, Taken
from handlers.engine.turn import Outcome, Reply, Turn, button, continuing, lines, only, say
from locales import reading
from locales.reading.outcome import Value
from locales.translator import N_
from services import places
from services.places import Row
from storage.units import Unit

_RULE = "by-rule"
_REFUSED = {
    "too_many": N_("That is more than there are places in all. Another office has to get fewer "
                   "first."),
    "same": N_("It stands so already."),
    "not_here": N_("This is no longer open for this account."),
}  # fmt: skip


class State(BaseModel):
    """Which office, and what has been said so far (`places` None with `said`: by the rule)."""

    office: int
    said: bool = False
    places: int | None = None
    reason: str | None = None


def begin(turn: Turn, council: Unit, wanted: str) -> Outcome:
    """Ask for the number of places of an office."""
    at = seat(turn)
    if at is None or not at.secretary:
        return only_secretary(turn)
    kinds = ((at.award.terms.nominators,),)
    found = naming.resolve(turn, wanted, "appraise", kinds, f"{COMMAND} places")
    if isinstance(found, Outcome):
        return found
    if council.id not in found.above():
        return only(say(rights.unknown(turn, wanted)))
    return engine.begin(turn, PLACING, State(office=found.id))


def _found(turn: Turn, state: State) -> tuple[Seat, Row] | None:
    at, office = seat(turn), rights.unit_above(turn, state.office, "appraise")
    if at is None or office is None or not at.secretary:
        return None
    every = places.of_council(turn.db, at.movement, at.year, at.council, turn.today)
    row = next((one for one in every.rows if one.unit.id == office.id), None)
    return None if row is None else (at, row)


def _ask(turn: Turn, state: State) -> Reply:
    found, t = _found(turn, state), turn.t
    if found is None:
        return say(rights.ended(turn))
    at, row = found
    head = (
        Markup("<b>{}</b>").format(t("Places for individuals, {year}: {unit}", year=at.year,
                                     unit=row.unit.name)),
        t("By the rule: {n}. Now: {now}.", n=row.by_rule, now=row.places),
    )  # fmt: skip
    if not state.said:
        back = ((button(t("By the rule"), _RULE),) if row.word and row.word.places is not None
                else ())  # fmt: skip
        return say(lines(*head, t("How many are to be given?")), back, digits=True)
    new = row.by_rule if state.places is None else state.places
    if state.reason is None:
        return say(lines(*head, t("To be given: {n}", n=new),
                         t("For what reason? It stands in the minutes.")), digits=True)  # fmt: skip
    text = lines(*head, t("To be given: {n}", n=new),
                 t("Reason: {reason}", reason=state.reason), t("Is that right?"))  # fmt: skip
    return say(text, (button(t("Yes"), "yes"), button(t("No"), "no")), digits=True)


def _take(turn: Turn, state: State) -> Taken:
    found = _found(turn, state)
    if found is None:
        return Done(say(rights.ended(turn)))
    if not state.said:
        return _number(turn, state, found[1], found[0].movement.caps[1])
    if state.reason is None:
        said = words.read(turn)
        if isinstance(said, Markup):
            return Again(said, state)
        return Next(state.model_copy(update={"reason": said}))
    if turn.word == "no":
        return Done(say(_leave(turn, state)))
    if turn.word != "yes":
        return Again(turn.t("Please answer yes or no."), state)
    return Done(_given(turn, state, *found))


def _number(turn: Turn, state: State, row: Row, most: int) -> Taken:
    if turn.text == _RULE and row.word is not None:
        return Next(state.model_copy(update={"said": True, "places": None}))
    found = reading.read("count", turn.text, turn.t.language, today=turn.today)
    number = found.value if isinstance(found, Value) else None
    if not isinstance(number, int) or not 0 <= number <= most:
        return Again(turn.t("It is a whole number from 0 to {n}.", n=most), state)
    return Next(state.model_copy(update={"said": True, "places": number}))


def _given(turn: Turn, state: State, at: Seat, row: Row) -> Reply:
    why = places.say(turn.db, at.movement, at.year, row.unit, state.places, state.reason or "",
                     turn.me.id, turn.now, turn.today)  # fmt: skip
    more = (button(turn.t("All places"), f"{COMMAND} places"),)
    if why is not None:
        return say(turn.t(_REFUSED[why]), more)
    new = row.by_rule if state.places is None else state.places
    return say(turn.t("{unit} has {n} places now.", unit=row.unit.name, n=new), more)


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
    return continuing(turn, turn.t("places of {unit}.", unit=found[1].unit.name), digits=True)


PLACING = Dialogue("placing", 1, State, _ask, _take, _leave, _restart, _open, _brief)
