"""`/review`: each confirmed report with its last values and doubts; accept it or return it."""

from __future__ import annotations

from typing import Literal

from markupsafe import Markup
from pydantic import BaseModel

from handlers import dialogue as engine
from handlers import rights
from handlers.dialogue import Again, Dialogue, Done, Next, Taken
from handlers.review_card import card, item_rows, item_wanted, nothing_left, returned
from handlers.sheet import Sheet, load, lock, opens
from handlers.turn import Notice, Outcome, Reply, Turn, button, only, say
from handlers.wording import REASONS
from locales.fold import fold
from storage import reports, scores, verdicts
from storage.reports import Report


class State(BaseModel):
    """The report on the table and the version that was shown; `code`: what is to be corrected."""

    report: int
    version: int
    step: Literal["card", "what", "why"] = "card"
    code: str | None = None
    later: tuple[int, ...] = ()


def start(turn: Turn, _words: str) -> Outcome:
    """Show the report that has waited longest."""
    state = _first(turn, ())
    if state is None:
        return only(say(turn.t("There is nothing to check at this moment.")))
    count = verdicts.count(turn.db, turn.me)
    said = turn.t.many("{n} report to check.", "{n} reports to check.", count)
    return engine.begin(turn, REVIEW, state, said)


def _first(turn: Turn, later: tuple[int, ...]) -> State | None:
    found = verdicts.waiting(turn.db, turn.me, limit=1, leave=later)
    if not found:
        return None
    return State(report=found[0].id, version=found[0].version, later=later)


def _ask(turn: Turn, state: State) -> Reply:
    sheet = load(turn, state.report, "verify", counted=True)
    if sheet is None:
        return say(rights.ended(turn))
    if state.step == "what":
        return say(turn.t("What is to be corrected?"), *item_rows(turn, sheet))
    if state.step == "why":
        rows = [(button(turn.t(text), code),) for code, text in REASONS.items()]
        return say(turn.t("What is the reason? Choose one, or write it."), *rows)
    return card(turn, sheet)


def _take(turn: Turn, state: State) -> Taken:
    sheet = load(turn, state.report, "verify", counted=True)
    if sheet is None:
        return _go_on(turn, state, rights.ended(turn))
    if sheet.report.status != "confirmed":
        return _go_on(turn, state, turn.t("This report was dealt with meanwhile."))
    if sheet.report.version != state.version:
        shown = State(report=state.report, version=sheet.report.version, later=state.later)
        return Next(shown, turn.t("The report was corrected meanwhile. It says now:"))
    if turn.word == "back" and state.step != "card":
        before: Literal["card", "what"] = "what" if state.step == "why" else "card"
        return Next(state.model_copy(update={"step": before}))
    if state.step == "what":
        return _take_what(turn, sheet, state)
    if state.step == "why":
        return _take_why(turn, sheet, state)
    return _take_card(turn, sheet, state)


def _take_card(turn: Turn, sheet: Sheet, state: State) -> Taken:
    said = fold(turn.text)
    if turn.word == "yes" or said == "accept":
        locked = _locked(turn, sheet, state)
        if locked is None:
            return _go_on(turn, state, turn.t("This report was dealt with meanwhile."))
        reports.accept(turn.db, locked, turn.me.id, turn.now)
        _refresh(turn, sheet)
        return _go_on(turn, state, turn.t("Accepted: {unit}.", unit=sheet.unit.name))
    if turn.word == "no" or said == "return":
        return Next(state.model_copy(update={"step": "what"}))
    if turn.word in ("later", "skip") or said == "later":
        later = state.model_copy(update={"later": (*state.later, state.report)})
        return _go_on(turn, later, turn.t("Left for later."))
    return Again(turn.t("Please choose: accept, return or later."), state)


def _take_what(turn: Turn, sheet: Sheet, state: State) -> Taken:
    wanted = item_wanted(turn, sheet)
    if wanted is None:
        return Again(turn.t("Please choose one of the lines, or the whole report."), state)
    code = None if wanted == "all" else wanted
    return Next(state.model_copy(update={"step": "why", "code": code}))


def _take_why(turn: Turn, sheet: Sheet, state: State) -> Taken:
    reason = turn.text.strip()
    if len(reason) < 3:
        return Again(turn.t("A reason is needed."), state)
    locked = _locked(turn, sheet, state)
    if locked is None:
        return _go_on(turn, state, turn.t("This report was dealt with meanwhile."))
    back = reports.give_back(turn.db, locked, turn.me.id, turn.now, reason=reason, code=state.code)
    _refresh(turn, sheet)
    said = turn.t("Returned: {unit}. The reporter is told at once.", unit=sheet.unit.name)
    return _go_on(turn, state, said, returned(turn, sheet, back))


def _locked(turn: Turn, sheet: Sheet, state: State) -> Report | None:
    """The report as it was shown, held to the end of the turn; None if it has changed since."""
    report = lock(turn, sheet)
    if report.status != "confirmed" or report.version != state.version:
        return None
    return None if report.confirmed_by == turn.me.id else report


def _refresh(turn: Turn, sheet: Sheet) -> None:
    scores.touched(turn.db, turn.movement, sheet.unit, sheet.period, turn.now, turn.zone)


def _go_on(turn: Turn, state: State, said: Markup, notices: tuple[Notice, ...] = ()) -> Taken:
    following = _first(turn, state.later)
    if following is None:
        return Done(nothing_left(turn, said), notices)
    return Next(following, said, notices)


def _leave(turn: Turn, _state: State) -> Markup:
    return turn.t("Stopped. The other reports wait.")


def _restart(turn: Turn) -> Outcome:
    return start(turn, "")


def _open(turn: Turn, state: State) -> bool:
    return opens(turn, state.report, "verify")


REVIEW = Dialogue("review", 1, State, _ask, _take, _leave, _restart, _open)
