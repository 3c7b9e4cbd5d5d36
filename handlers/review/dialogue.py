"""`/review`: each confirmed report with its last values and doubts; accept it or return it."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from markupsafe import Markup
from pydantic import BaseModel

from handlers import rights
from handlers.engine import dialogue as engine
from handlers.engine.dialogue import Again, Dialogue, Done, Next, Taken
from handlers.engine.turn import (
    Choice,
    Notice,
    Outcome,
    Reply,
    Turn,
    button,
    continuing,
    lines,
    only,
    say,
)
from handlers.overview import head as board_head
from handlers.review.card import card, item_rows, item_wanted, nothing_left, returned
from handlers.seen import news, seen, showing, since
from handlers.sheets import load, opens
from handlers.wording.reports import REASONS, title
from locales.fold import fold
from services import reports
from services.sheets import Sheet
from storage import review_queue

_LEAST_LETTERS = 3


class State(BaseModel):
    """The report on the table and the version that is dealt with; `code`: what is to be corrected.
    `reason`: why, where it was written before the line was chosen.

    What each message showed goes with the message: an answer counts for that version only.
    """

    report: int
    version: int
    step: Literal["card", "what", "why"] = "card"
    code: str | None = None
    reason: str | None = None
    later: tuple[int, ...] = ()


def start(turn: Turn, _words: str) -> Outcome:
    """Show the report that has waited longest."""
    state, head = _first(turn, ()), board_head.told(turn)
    if state is None:
        nothing = turn.t("There is nothing to check at this moment.")
        return only(say(lines(nothing, *head), board_head.button_of(turn)))
    count = review_queue.count(turn.db, turn.me, turn.live.checks)
    said = turn.t.many("{n} report to check.", "{n} reports to check.", count)
    found = engine.begin(turn, REVIEW, state, lines(said, *head))
    card = found.replies[0]
    choices = (*card.choices, board_head.button_of(turn))
    return replace(found, replies=(card.model_copy(update={"choices": choices}),))


def _first(turn: Turn, later: tuple[int, ...]) -> State | None:
    found = review_queue.waiting(turn.db, turn.me, turn.live.checks, limit=1, leave=later)
    if not found:
        return None
    return State(report=found[0].id, version=found[0].version, later=later)


def _ask(turn: Turn, state: State) -> Reply:
    sheet = load(turn, state.report, "verify", counted=True)
    if sheet is None:
        return say(rights.ended(turn))
    if state.step == "card" or sheet.report.version != state.version:
        return card(turn, sheet)
    if state.step == "what":
        rows, shows = item_rows(turn, sheet), showing(sheet, "review", "what")
        return say(turn.t("What is to be corrected?"), *rows, shows=shows)
    rows, shows = _reasons(turn), showing(sheet, "review", "why")
    return say(turn.t("What is the reason? Choose one, or write it."), *rows, shows=shows)


def _reasons(turn: Turn) -> list[tuple[Choice, ...]]:
    return [(button(turn.t(text), code),) for code, text in REASONS.items()]


def _take(turn: Turn, state: State) -> Taken:
    sheet = load(turn, state.report, "verify", counted=True, lock=True)
    if sheet is None:
        return _go_on(turn, state, rights.ended(turn))
    if sheet.report.status != "confirmed":
        dealt = turn.t("This report was dealt with meanwhile.")
        return _go_on(turn, state, lines(dealt, *since(turn, sheet)))
    if not review_queue.mine(turn.db, turn.me, turn.live.checks, sheet.report.id):
        why = turn.t("Whoever wrote a figure of a report does not check it; somebody else does.")
        return _go_on(turn, state, why)
    shown = seen(turn, sheet)
    if shown is None or (shown.step, shown.version) != ("review", sheet.report.version):
        fresh = State(report=state.report, version=sheet.report.version, later=state.later)
        return Again(news(turn, sheet), fresh)
    if not turn.arrived:
        return Again(news(turn, sheet), state)
    if shown.code is None:
        state = state.model_copy(update={"step": "card"})
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
        reports.accept(turn.db, sheet.report, sheet.unit, turn.by)
        return _go_on(turn, state, turn.t("Accepted: {unit}.", unit=sheet.unit.name))
    if turn.word == "no" or said == "return":
        agreed = {"step": "what", "version": sheet.report.version, "reason": None}
        return Next(state.model_copy(update=agreed))
    if turn.word in ("later", "skip") or said == "later":
        later = state.model_copy(update={"later": (*state.later, state.report)})
        return _go_on(turn, later, turn.t("Left for later."))
    return Again(turn.t("Please choose: accept, return or later."), state)


def _take_what(turn: Turn, sheet: Sheet, state: State) -> Taken:
    wanted = item_wanted(turn, sheet)
    if wanted is None:
        return _reason_first(turn, state)
    code = None if wanted == "all" else wanted
    if state.reason:
        return _return_report(turn, sheet, state.model_copy(update={"code": code}), state.reason)
    return Next(state.model_copy(update={"step": "why", "code": code}))


def _reason_first(turn: Turn, state: State) -> Taken:
    """Words instead of a line are the reason already: kept until the line is chosen."""
    why = turn.t("Please choose one of the lines, or the whole report.")
    reason = turn.text.strip()
    if turn.tapped or len(reason) < _LEAST_LETTERS or not any(map(str.isalpha, reason)):
        return Again(why, state)
    kept = turn.t("The reason is kept: {reason}", reason=reason)
    return Again(lines(kept, why), state.model_copy(update={"reason": reason}))


def _take_why(turn: Turn, sheet: Sheet, state: State) -> Taken:
    reason = turn.text.strip()
    if len(reason) < _LEAST_LETTERS:
        return Again(turn.t("A reason is needed."), state)
    return _return_report(turn, sheet, state, reason)


def _return_report(turn: Turn, sheet: Sheet, state: State, reason: str) -> Taken:
    back = reports.return_report(
        turn.db, sheet.report, sheet.unit, turn.by, reason=reason, code=state.code
    )
    said = turn.t("Returned: {unit}. The reporter is told at once.", unit=sheet.unit.name)
    return _go_on(turn, state, said, returned(turn, sheet, back))


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


def _brief(turn: Turn, state: State) -> Reply | None:
    sheet = load(turn, state.report, "verify", counted=True)
    if sheet is None:
        return None
    what = title(turn.t, sheet.unit, sheet.form, sheet.period)
    return continuing(turn, turn.t("the check of {report}.", report=what))


REVIEW = Dialogue("review", 1, State, _ask, _take, _leave, _restart, _open, _brief)
