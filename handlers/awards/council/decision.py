"""The decision as it came back, entered by the secretary: number, day, signer, post, who; read back
before it counts.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from markupsafe import Markup
from pydantic import BaseModel

from handlers.awards.council import granting, honoured, words
from handlers.awards.council.seat import Seat, seat
from handlers.awards.section import COMMAND
from handlers.engine import dialogue as engine
from handlers.engine.dialogue import Again, Dialogue, Done, Next, Taken
from handlers.engine.turn import Choice, Outcome, Reply, Turn, button, continuing, lines, only, say
from handlers.wording.reports import day
from locales import formats, reading
from locales.reading.outcome import Value
from locales.translator import N_
from services import awarding
from storage.award_decisions import Paper

_ASKED = {
    "number": N_("What is the decision's number?"),
    "day": N_("Of which day is it?"),
    "signer": N_("Who signed it? Please write the name."),
    "post": N_("In which post did they sign?"),
}
_FEWEST, _MOST = 1, 100
_REFUSED = {
    "nobody": N_("Nobody is granted anything."),
    "early": N_("Its day lies before the end of the year that is judged, or is still to come."),
    "number": N_("A decision of this number is entered already."),
    "salary": N_("No base salary is known for that day."),
    "unlisted": N_("This has changed meanwhile. Please look at it here."),
    "granted": N_("Somebody among them was honoured by a decision already."),
    "collectives": N_("These are more collectives than may be proposed in a year."),
    "individuals": N_("These are more individuals than may be proposed in a year."),
}


class State(BaseModel):
    """What has been said so far; `granted`: nominations."""

    year: int
    number: str | None = None
    day: date | None = None
    signer: str | None = None
    post: str | None = None
    granted: list[int] | None = None

    def open(self) -> str | None:
        """The first that was not said."""
        return next((one for one in (*_ASKED, "granted") if getattr(self, one) is None), None)


def begin(turn: Turn, at: Seat) -> Outcome:
    """Ask for it, where anybody is elected and not honoured yet."""
    if not granting.elected(turn, at):
        return only(say(turn.t("Nobody is elected yet to whom a decision could grant it.")))
    return engine.begin(turn, DECISION, State(year=at.year))


def _seat(turn: Turn, state: State) -> Seat | None:
    at = seat(turn)
    return at if at is not None and at.secretary and at.year == state.year else None


def _ask(turn: Turn, state: State) -> Reply:
    at, t = _seat(turn, state), turn.t
    if at is None:
        return say(granting.ended(turn))
    head, wanted = list(_head(turn, state)), state.open()
    if wanted in _ASKED:
        return say(lines(*head, t(_ASKED[wanted])), digits=True)
    if wanted == "granted":
        return granting.ask(turn, at, head)
    yes, no = button(t("Yes, enter it"), "yes"), button(t("No"), "no")
    told = granting.told(turn, at, state.granted or [], state.day or turn.today)
    last = t("It is told to those honoured and to their units. Is that right?")
    return say(lines(*head, *told, last), (yes, no), digits=True)


def _head(turn: Turn, state: State) -> Iterator[Markup]:
    """What was said, read back."""
    t = turn.t
    title = Markup("<b>{}</b>").format(t("Decision on awards, {year}", year=state.year))
    yield title
    if state.number is not None:
        yield t("Decision number: {number}", number=state.number)
    if state.day is not None:
        yield t("Day: {day}", day=day(t, state.day))
    if state.signer is not None:
        yield t("Signed by: {name}", name=state.signer)
    if state.post is not None:
        yield t("Post: {post}", post=state.post)


def _take(turn: Turn, state: State) -> Taken:
    at = _seat(turn, state)
    if at is None:
        return Done(say(granting.ended(turn)))
    wanted = state.open()
    if wanted == "granted":
        found = granting.take(turn, at)
        return Again(found, state) if isinstance(found, Markup) else _with(state, granted=found)
    if wanted == "day":
        when = _day(turn, state)
        return Again(when, state) if isinstance(when, Markup) else _with(state, day=when)
    if wanted is not None:
        said = words.read(turn, _FEWEST, _MOST)
        return Again(said, state) if isinstance(said, Markup) else _with(state, **{wanted: said})
    if turn.word == "no":
        return Done(say(_leave(turn, state)))
    if turn.word != "yes":
        return Again(turn.t("Please answer yes or no."), state)
    return Done(_entered(turn, at, state))


def _with(state: State, **said: object) -> Next:
    return Next(state.model_copy(update=said))


def _day(turn: Turn, state: State) -> date | Markup:
    """The day that is meant: behind the year, and not to come."""
    found = reading.read("date", turn.text, turn.t.language, today=turn.today, context="past")
    if not isinstance(found, Value) or not isinstance(found.value, date):
        return turn.t("Please write the day with its year, for example {day}.",
                      day=day(turn.t, turn.today))  # fmt: skip
    if not date(state.year, 12, 31) < found.value <= turn.today:
        return _refused(turn, "early")
    return found.value


def _entered(turn: Turn, at: Seat, state: State) -> Reply:
    granted, t = state.granted or [], turn.t
    if not set(granted) <= {one.id for one in granting.elected(turn, at)}:
        return say(_refused(turn, "unlisted"), _back(turn))
    paper = Paper(state.number or "", state.day or turn.today, state.signer or "",
                  state.post or "")  # fmt: skip
    made = awarding.decide(turn.db, at.movement, at.year, paper, granted, turn.me.id, turn.now,
                           turn.zone)  # fmt: skip
    if isinstance(made, str):
        return say(_refused(turn, made), _back(turn))
    honoured.tell(turn.db, at, made, turn.me.id, turn.now)
    amount = formats.money_long(made.money, t.language)
    said = t.many("Entered: {n} award, {amount} together.", "Entered: {n} awards, {amount} "
                  "together.", len(made.honours), amount=amount)  # fmt: skip
    return say(lines(said, t("Those honoured and their units are told.")), _back(turn))


def _refused(turn: Turn, why: str) -> Markup:
    return turn.t(_REFUSED[why])


def _back(turn: Turn) -> tuple[Choice, ...]:
    return (button(turn.t("See the decision"), f"{COMMAND} decision"),)


def _leave(turn: Turn, _state: State) -> Markup:
    return turn.t("Nothing was changed.")


def _restart(turn: Turn) -> Outcome:
    return only(say(turn.t("Nothing was changed.")))


def _open(turn: Turn, state: State) -> bool:
    return _seat(turn, state) is not None


def _brief(turn: Turn, state: State) -> Reply | None:
    return continuing(turn, turn.t("the decision on awards of {year}.", year=state.year),
                      digits=True)  # fmt: skip


DECISION = Dialogue("decision", 1, State, _ask, _take, _leave, _restart, _open, _brief)
