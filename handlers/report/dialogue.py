"""`/report`: one question at a time, a card with all values, and only then it counts."""

from __future__ import annotations

from dataclasses import replace

from markupsafe import Markup

from handlers import rights
from handlers.engine import dialogue as engine
from handlers.engine.dialogue import Again, Dialogue, Done, Next, Taken
from handlers.engine.turn import Outcome, Reply, Turn, only, say
from handlers.report import answers as answering
from handlers.report import card, discard, doubt, same, unsure
from handlers.report import correct as corrections
from handlers.report import prefill as office
from handlers.report import question as ask
from handlers.report.bar import barred
from handlers.report.choice import choose, groups, mine, page_of
from handlers.report.line import go_on, under
from handlers.report.state import State
from handlers.seen import news, seen, since
from handlers.sheets import load, opens
from handlers.wording.reports import day, title
from scoring.duties import form_of
from scoring.periods import Period
from services.duties import Duty, may_be_told
from services.sheets import Sheet
from storage import reports


def start(turn: Turn, wanted: str) -> Outcome:
    """`/report` begins what is owed, or lets one choose; `/report UNIT FORM PERIOD` names it."""
    words = wanted.split()
    if words and words[0] in LISTS:
        return LISTS[words[0]](turn, page_of(words[1:]))
    if wanted:
        return _named(turn, words)
    return choose(turn, begin)


LISTS = {"groups": groups, "mine": mine}
"""Lists that may have several pages, by the word that asks for them."""


def begin(turn: Turn, duty: Duty, *, late: bool = False) -> Outcome:
    """Open the draft and ask its first open question (on a returned report: the card)."""
    report = reports.start(turn.db, duty.unit.id, duty.form.code, duty.period.code, turn.now)
    sheet = load(turn, report.id, "report")
    if sheet is None:
        raise LookupError(f"report {report.id} has just been started")
    compare = office.applies(sheet)
    state = State(report=report.id, late=late, at=report.returned_code, compare=compare)
    return engine.begin(turn, REPORT, state, card.opening(turn, sheet, duty))


def _named(turn: Turn, words: list[str]) -> Outcome:
    unit = rights.unit(turn, words[0], "report")
    if unit is None:
        return only(say(rights.unknown(turn, words[0])))
    form = turn.live.forms.get(words[1]) if len(words) > 1 else None
    if form is None or len(words) < 3:
        return choose(turn, begin, unit)
    try:
        period = Period.parse(words[2])
    except ValueError:
        return choose(turn, begin, unit)
    form = form_of(turn.live, form.code, period)
    if period.frequency != form.frequency or not may_be_told(form, unit, period):
        return choose(turn, begin, unit)
    duty = Duty(unit, form, period, reports.of(turn.db, unit.id, form.code, period.code))
    if duty.open_on(turn.today):
        return begin(turn, duty)
    if turn.today > form.lock(period) and rights.allowed(turn, "report_late", unit):
        return begin(turn, duty, late=True)
    return only(say(_closed(turn, duty)))


def _closed(turn: Turn, duty: Duty) -> Markup:
    name = title(turn.t, duty.unit, duty.form, duty.period)
    if turn.today < duty.form.opens(duty.period):
        opens = day(turn.t, duty.form.opens(duty.period))
        return turn.t("{report} opens on {day}.", report=name, day=opens)
    return turn.t("{report} is locked. The transaction office can still enter it.", report=name)


def _ask(turn: Turn, state: State) -> Reply:
    sheet = load(turn, state.report, "report")
    if sheet is None:
        return say(rights.ended(turn))
    if state.late and not state.reason:
        return say(turn.t("The period is locked. Please write the reason for entering it late."))
    if state.compare and office.applies(sheet):
        return office.question(turn, sheet)
    if state.discard:
        return discard.question(turn, sheet)
    if state.which is not None:
        return corrections.ask_which(turn, sheet, state.which)
    if state.pending is not None:
        return doubt.question(turn, sheet, state.pending)
    if unsure.applies(state):
        return unsure.question(turn, sheet, state)
    code = state.at or sheet.open()
    return card.summary(turn, sheet) if code is None else ask.question(turn, sheet, code)


def _take(turn: Turn, state: State) -> Taken:
    """Remember a message that answered nothing yet: edited, it is read as if written now."""
    taken = _taken(turn, state.model_copy(update={"open": None}))
    if isinstance(taken, Next) and isinstance(taken.state, State) and taken.state.line:
        taken = _line_on(turn, taken, taken.state)
    if isinstance(taken, Next):
        taken = corrections.go_on(turn, taken)
    if isinstance(taken, Done) or turn.tapped or not isinstance(taken.state, State):
        return taken
    if isinstance(taken, Again) or taken.state.pending is not None:
        state = taken.state.model_copy(update={"open": turn.incoming.written_in})
        return replace(taken, state=state)
    return taken


def _line_on(turn: Turn, taken: Next, state: State) -> Taken:
    """What a quick line still holds goes on when the question between is answered."""
    waits = state.pending is not None or state.at is not None or (state.late and not state.reason)
    return taken if waits else go_on(turn, state, taken.said)


def _taken(turn: Turn, state: State) -> Taken:
    sheet = load(turn, state.report, "report", lock=True)
    why = barred(turn, sheet, late=state.late)
    if sheet is None or why is not None:
        return Done(say(why or ""))
    if state.late and not state.reason:
        if turn.tapped or len(turn.text.strip()) < 3:
            return Again(turn.t("A reason is needed."), state)
        return Next(state.model_copy(update={"reason": turn.text.strip()}))
    if state.compare and office.applies(sheet):
        return office.take(turn, sheet, state)
    if state.discard:
        return discard.answered(turn, sheet, state)
    if state.which is not None:
        return corrections.placed(turn, sheet, state, state.which)
    if state.pending is not None:
        return doubt.answered(turn, sheet, state, state.pending)
    if unsure.applies(state):
        return unsure.take(turn, sheet, state)
    return _answered(turn, sheet, state)


def _answered(turn: Turn, sheet: Sheet, state: State) -> Taken:
    """An answer counts for the question that was shown, even if another one is open by now."""
    shown, open_now = seen(turn, sheet), state.at or sheet.open()
    if shown is not None and shown.step == "card" and open_now is None:
        return card.take(turn, sheet, state)
    if shown is None or shown.code not in sheet.asked():
        at = state.at if state.at in sheet.asked() else None
        return Again(news(turn, sheet), state.model_copy(update={"at": at}))
    if shown.code != open_now:
        state = state.model_copy(update={"at": shown.code})
    if turn.text == same.WORD:
        return same.take(turn, sheet, state, shown)
    if turn.word == "back":
        return _back(turn, sheet, state, shown.code)
    told = since(turn, sheet)
    return under(told, answering.take(turn, sheet, state, shown.code, shown))


def _back(turn: Turn, sheet: Sheet, state: State, code: str) -> Taken:
    asked = sheet.asked()
    here = asked.index(code) if code in asked else 0
    if here == 0:
        return Again(turn.t("This is the first question."), state)
    return Next(state.model_copy(update={"at": asked[here - 1]}))


def _leave(turn: Turn, state: State) -> Markup:
    sheet = load(turn, state.report, "report")
    if sheet is None:
        return turn.t("Cancelled.")
    return turn.t(
        "Stopped. The answers so far are kept until {day}; /report goes on with them.",
        day=day(turn.t, sheet.form.lock(sheet.period)),
    )


def _restart(turn: Turn) -> Outcome:
    return start(turn, "")


def _open(turn: Turn, state: State) -> bool:
    return opens(turn, state.report, "report")


def _brief(turn: Turn, state: State) -> Reply | None:
    sheet = load(turn, state.report, "report")
    return None if sheet is None else ask.brief(turn, sheet, state)


REPORT = Dialogue("report", 1, State, _ask, _take, _leave, _restart, _open, _brief)
