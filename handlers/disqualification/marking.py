"""Somebody who may sets a mark: the conclusion's number where one is needed, the reason, a yes."""

from __future__ import annotations

from markupsafe import Markup
from pydantic import BaseModel

from handlers import rights
from handlers.disqualification import told, words
from handlers.disqualification.card import about, heading, may_decide
from handlers.disqualification.found import case_of
from handlers.engine.dialogue import Again, Dialogue, Done, Next, Taken
from handlers.engine.turn import Outcome, Reply, Turn, button, continuing, lines, only, say
from handlers.wording.reports import day
from scoring.disqualification import until
from services import disqualifications
from services.disqualifications import Case


class State(BaseModel):
    """Which mark, and what has been said of it so far."""

    unit: int
    ground: str
    year: int
    number: str | None = None
    reason: str | None = None


def _case(turn: Turn, state: State) -> Case | None:
    case = case_of(turn, state.unit, state.ground, state.year, "disqualify")
    return case if case is not None and may_decide(turn.me, case) else None


def _ask(turn: Turn, state: State) -> Reply:
    case, t = _case(turn, state), turn.t
    if case is None:
        return say(rights.ended(turn))
    head = heading(t, case.unit, case.year)
    if _wants_number(case, state):
        asked = t("Which written conclusion says so? Please write its number and day.")
        return say(lines(head, *about(t, turn.db, case, turn.today), asked), digits=True)
    name = Markup("<b>{}</b>").format(t.movement(case.ground.name))
    if state.reason is None:
        what = (name,) if state.number else about(t, turn.db, case, turn.today)
        asked = t("What has happened? Please write it in a few words; the unit will read them.")
        return say(lines(head, *what, asked), digits=True)
    last = day(t, until(case.ground, turn.today))
    # Neither a number nor a sticker sets a mark.
    yes, no = button(t("Yes, set it"), "yes"), button(t("No"), "no")
    return say(lines(
        head,
        name,
        t("Conclusion: {number}", number=state.number) if state.number else None,
        t("Reason: {reason}", reason=state.reason),
        t("The unit is told, and can answer until {day}. Is that right?", day=last),
    ), (yes, no), digits=True)  # fmt: skip


def _wants_number(case: Case, state: State) -> bool:
    return case.ground.conclusion and state.number is None


def _take(turn: Turn, state: State) -> Taken:
    case = _case(turn, state)
    if case is None:
        return Done(say(rights.ended(turn)))
    if state.reason is not None:
        return _decide(turn, state, case)
    wants_number = _wants_number(case, state)
    said = words.number(turn) if wants_number else words.read(turn)
    if isinstance(said, Markup):
        return Again(said, state)
    return Next(state.model_copy(update={"number" if wants_number else "reason": said}))


def _decide(turn: Turn, state: State, case: Case) -> Taken:
    if turn.word == "no":
        return Done(say(_leave(turn, state)))
    if turn.word != "yes":
        return Again(turn.t("Please answer yes or no."), state)
    made = disqualifications.propose(
        turn.db, case, turn.me.id, turn.now, state.reason, state.number
    )
    if made is None:
        return Done(say(turn.t("It has been set already.")))
    told.tell(turn.db, case, "proposed", made, turn.me.id, turn.now)
    said = turn.t("Set. {unit} is told, and can answer until {day}.", unit=case.unit.name,
                  day=day(turn.t, until(case.ground, turn.today)))  # fmt: skip
    return Done(say(said))


def _leave(turn: Turn, _state: State) -> Markup:
    return turn.t("Nothing was changed.")


def _restart(turn: Turn) -> Outcome:
    return only(say(_leave(turn, State(unit=0, ground="", year=0))))


def _open(turn: Turn, state: State) -> bool:
    return _case(turn, state) is not None


def _brief(turn: Turn, state: State) -> Reply | None:
    case = _case(turn, state)
    if case is None:
        return None
    what = turn.t("eligibility of {unit} for proposal.", unit=case.unit.name)
    return continuing(turn, what, digits=True)


MARKING = Dialogue("marking", 1, State, _ask, _take, _leave, _restart, _open, _brief)
