"""What a report shows: its opening, a question, the card with all values."""

from __future__ import annotations

import re

from markupsafe import Markup

from handlers.engine.dialogue import Again, Done, Next, Taken
from handlers.engine.turn import Reply, Turn, button, lines, say
from handlers.report import discard
from handlers.report.receipt import receipt
from handlers.report.state import State
from handlers.seen import news, seen, showing
from handlers.wording.reports import day, finding, reason, shares, title
from handlers.wording.values import full
from locales.fold import fold
from locales.translator import N_
from services import reports
from services.duties import Duty
from services.sheets import Sheet
from storage import answers

_CORRECT = re.compile(r"(?:\D*\s)?(\d{1,2})")
_NOTHING_NEW = {
    "confirmed": N_("Nothing has changed since this report was confirmed. It counts as it is."),
    "accepted": N_("Nothing has changed since this report was accepted. It counts as it is."),
}


def opening(turn: Turn, sheet: Sheet, duty: Duty) -> Markup | None:
    """What it is, how long, by when; on a returned report what is to be put right."""
    t = turn.t
    name = Markup("<b>{}</b>").format(title(t, sheet.unit, sheet.form, sheet.period))
    if sheet.report.status == "returned":
        why = t("Returned for correction: {reason}", reason=reason(t, sheet.report.reason))
        return lines(name, why)
    left = sum(code not in sheet.values for code in sheet.asked())
    if left == 0:
        return None
    due = day(t, duty.due)
    count = t.many("{n} question left, due {day}.", "{n} questions left, due {day}.", left, day=due)
    return lines(name, count)


def summary(turn: Turn, sheet: Sheet) -> Reply:
    """The last card: every value, the shares that follow, confirm, correct or discard."""
    t = turn.t
    values = [
        t("{n}. {name}: {value}", n=n, name=t.movement(sheet.indicator(code).name),
          value=full(t, sheet.indicator(code), sheet.values[code]))
        for n, code in enumerate(sheet.asked(), 1)
    ]  # fmt: skip
    text = lines(
        Markup("<b>{}</b>").format(title(t, sheet.unit, sheet.form, sheet.period)),
        *values,
        Markup(""),
        *shares(t, turn.movement, sheet),
        t("Nothing counts before it is confirmed. Is everything right?"),
    )
    correct = [
        button(t("Correct {n}", n=n), f"correct {n}") for n in range(1, len(sheet.asked()) + 1)
    ]
    rows = [tuple(correct[i : i + 3]) for i in range(0, len(correct), 3)]
    ends = (button(t("Confirm"), "yes"),), (button(t("Discard"), "discard"),)
    return say(text, ends[0], *rows, ends[1], digits=True, shows=showing(sheet, "card"))


def take(turn: Turn, sheet: Sheet, state: State) -> Taken:
    """An answer to the card."""
    t = turn.t
    shown, counts = seen(turn, sheet), turn.word == "yes" or fold(turn.text) == "discard"
    if shown is None or not shown.current(sheet) or (counts and not turn.arrived):
        return Again(news(turn, sheet), state)
    if turn.word == "yes":
        return _confirm(turn, sheet, state)
    if fold(turn.text) == "discard":
        return discard.wanted(turn, sheet, state)
    if turn.word == "back":
        return Next(state.model_copy(update={"at": sheet.asked()[-1]}))
    match = _CORRECT.fullmatch(fold(turn.text))
    if match and 1 <= int(match[1]) <= len(sheet.asked()):
        return Next(state.model_copy(update={"at": sheet.asked()[int(match[1]) - 1]}))
    why = t("Please confirm, or write the number of the line to correct, for example 3.")
    return Again(why, state)


def _confirm(turn: Turn, sheet: Sheet, state: State) -> Taken:
    refused = sheet.refused()
    if refused:
        code, found = refused
        return Next(state.model_copy(update={"at": code}), finding(turn.t, found))
    known = _NOTHING_NEW.get(sheet.report.status)
    if known and answers.counts_already(turn.db, sheet.report.id, sheet.values):
        return Done(say(turn.t(known)))
    report, checkers = reports.confirm(
        turn.db, sheet.report, sheet.unit, turn.by, reason=state.reason
    )
    return Done(receipt(turn, sheet, report, checkers))
