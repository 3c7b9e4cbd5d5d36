"""The secretary appraises an item: points, exact and within its weight, and the reason; or takes
back what was said, with a reason too.
"""

from __future__ import annotations

from fractions import Fraction

from markupsafe import Markup
from pydantic import BaseModel

from handlers import rights
from handlers.awards.council import card, figures, told, words
from handlers.awards.council.seat import seat
from handlers.awards.section import COMMAND
from handlers.engine import dialogue as engine
from handlers.engine.dialogue import Again, Dialogue, Done, Next, Taken
from handlers.engine.turn import Choice, Outcome, Reply, Turn, button, continuing, lines, only, say
from locales import formats
from locales.reading.exact import exact
from locales.translator import N_
from scoring.appraised import Row, fits
from services import appraisals
from services.appraisals import Sheet, Word

_BACK = "as-computed"
_REFUSED = {
    "moved": N_("This has changed meanwhile. Please look at it here."),
    "too_many": N_("This has changed meanwhile. Please look at it here."),
    "same": N_("It stands so already."),
}


class State(BaseModel):
    """Which item, what of it was shown (`step`, `own`), what has been said so far."""

    unit: int
    year: int
    item: str
    step: int
    own: str
    said: bool = False
    points: str | None = None
    reason: str | None = None


def begin(turn: Turn, found: Sheet, item: str) -> Outcome:
    """Ask for the points of an item."""
    row = found.row(item)
    own = row.item.points if row else Fraction(0)
    state = State(unit=found.unit.id, year=found.year, item=item, step=found.step(item),
                  own=str(own))  # fmt: skip
    return engine.begin(turn, APPRAISING, state)


def _found(turn: Turn, state: State) -> tuple[Sheet, Row] | None:
    at, unit = seat(turn), rights.unit_above(turn, state.unit, "appraise")
    if at is None or unit is None or not at.secretary or at.year != state.year:
        return None
    found = appraisals.sheet(turn.db, at.movement, unit, state.year)
    row = found.row(state.item) if found else None
    return None if found is None or row is None else (found, row)


def _ask(turn: Turn, state: State) -> Reply:
    found, t = _found(turn, state), turn.t
    if found is None:
        return say(rights.ended(turn))
    sheet, row = found
    head = (Markup("<b>{}</b>").format(card.title(t, sheet)),
            *card.told(t, turn.zone, sheet, row))  # fmt: skip
    if not state.said:
        most = figures.exactly(t, row.item.weight)
        half = formats.number(Fraction(15, 2), t.language)
        asked = t("How many points, from 0 to {most}? For example {half} or 15/2.", most=most,
                  half=half)  # fmt: skip
        return say(lines(*head, asked), *_back(turn, row), digits=True)
    new = _new(turn, state)
    if state.reason is None:
        asked = t("For what reason? The unit and its office will read it.")
        return say(lines(*head, new, asked), digits=True)
    reason = t("Reason: {reason}", reason=state.reason)
    yes, no = button(t("Yes"), "yes"), button(t("No"), "no")
    return say(lines(*head, new, reason, t("Is that right?")), (yes, no), digits=True)


def _back(turn: Turn, row: Row) -> tuple[tuple[Choice, ...], ...]:
    if row.said is None:
        return ()
    return ((button(turn.t("As self-computed again"), _BACK),),)


def _new(turn: Turn, state: State) -> Markup:
    if state.points is None:
        return turn.t("To count: as self-computed again")
    return turn.t("To count: {points}", points=figures.exactly(turn.t, Fraction(state.points)))


def _take(turn: Turn, state: State) -> Taken:
    found = _found(turn, state)
    if found is None:
        return Done(say(rights.ended(turn)))
    if not state.said:
        return _points(turn, state, found[1])
    if state.reason is None:
        said = words.read(turn)
        if isinstance(said, Markup):
            return Again(said, state)
        return Next(state.model_copy(update={"reason": said}))
    if turn.word == "no":
        return Done(say(_leave(turn, state)))
    if turn.word != "yes":
        return Again(turn.t("Please answer yes or no."), state)
    return Done(_kept(turn, state, found[0]))


def _points(turn: Turn, state: State, row: Row) -> Taken:
    if turn.text == _BACK and row.said is not None:
        return Next(state.model_copy(update={"said": True, "points": None}))
    points = exact(turn.text, turn.t.language)
    if points is None or not fits(row.item, points):
        most = figures.exactly(turn.t, row.item.weight)
        return Again(turn.t("It is a number from 0 to {most}.", most=most), state)
    return Next(state.model_copy(update={"said": True, "points": str(points)}))


def _kept(turn: Turn, state: State, sheet: Sheet) -> Reply:
    points = None if state.points is None else Fraction(state.points)
    word = Word(state.item, points, state.reason or "", state.step, Fraction(state.own))
    result, _ = appraisals.say(turn.db, sheet.movement, sheet.unit, sheet.year, word, turn.me.id,
                               turn.now)  # fmt: skip
    now = appraisals.sheet(turn.db, sheet.movement, sheet.unit, sheet.year) or sheet
    row = now.row(state.item)
    shown = lines(*card.told(turn.t, turn.zone, now, row)) if row else None
    more = (button(turn.t("The whole card"), f"{COMMAND} appraise {sheet.unit.code}"),)
    if result != "done":
        return say(lines(turn.t(_REFUSED[result]), shown), more)
    told.appraised(turn.db, sheet, turn.me.id, turn.now, turn.zone)
    return say(lines(turn.t("Kept. The unit and its office are told."), shown,
                     *card.totals(turn.t, now)), more)  # fmt: skip


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
    what = turn.t("the appraisal of {unit}.", unit=found[0].unit.name)
    return continuing(turn, what, digits=True)


APPRAISING = Dialogue("appraising", 1, State, _ask, _take, _leave, _restart, _open, _brief)
