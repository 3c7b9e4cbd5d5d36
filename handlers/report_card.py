"""What a report shows: its opening, a question, the card with all values."""

from __future__ import annotations

import re

from markupsafe import Markup

from handlers.dialogue import Again, Done, Next, Taken
from handlers.duties import Duty
from handlers.report_receipt import receipt
from handlers.report_state import State
from handlers.seen import news, seen, showing
from handlers.sheet import Sheet
from handlers.turn import Choice, Reply, Turn, button, lines, say
from handlers.wording import (
    UNITS,
    day,
    example,
    finding,
    full,
    period,
    reason,
    shares,
    title,
    value,
)
from locales import formats
from locales.fold import fold
from locales.translator import N_
from scoring.movement import Indicator
from storage import answers, reports, scores

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


def question(turn: Turn, sheet: Sheet, code: str) -> Reply:
    """One short question with its unit, last period's value and an example."""
    t = turn.t
    asked = sheet.asked()
    indicator = sheet.indicator(code)
    head = t(
        "Question {progress}, {period}. {name}",
        progress=f"{asked.index(code) + 1 if code in asked else 1}/{len(asked)}",
        period=period(t, sheet.period),
        name=t.movement(indicator.name),
    )
    text = lines(
        Markup("<b>{}</b>").format(head),
        t.movement(indicator.question),
        _given(turn, sheet, indicator),
        _last(turn, sheet, indicator),
        _office(turn, sheet, indicator),
        _unit(turn, indicator),
    )
    last = sheet.last.get(code)
    shows = showing(sheet, "ask", code, {} if last is None else {code: last})
    rows = _rows(turn, sheet, indicator)
    return say(text, *rows, digits=indicator.kind != "yesno", shows=shows)


def _unit(turn: Turn, indicator: Indicator) -> Markup | None:
    if indicator.kind == "yesno":
        return None
    t = turn.t
    unit = t(UNITS[indicator.unit])
    return t("Unit: {unit}. For example: {value}", unit=unit, value=example(t, indicator))


def _given(turn: Turn, sheet: Sheet, indicator: Indicator) -> Markup | None:
    answer = sheet.values.get(indicator.code)
    if answer is None:
        return None
    return turn.t("Answered so far: {value}", value=full(turn.t, indicator, answer))


def _last(turn: Turn, sheet: Sheet, indicator: Indicator) -> Markup | None:
    last = sheet.last.get(indicator.code)
    if last is None:
        return None
    when = period(turn.t, sheet.period.previous())
    shown = formats.value_full(indicator.unit, last, turn.t.language)
    return turn.t("{period}: {value}", period=when, value=shown)


def _office(turn: Turn, sheet: Sheet, indicator: Indicator) -> Markup | None:
    figure = sheet.office.get(indicator.code)
    if figure is None:
        return None
    shown = formats.value_full(indicator.unit, figure, turn.t.language)
    return turn.t("The office has: {value}", value=shown)


def _rows(turn: Turn, sheet: Sheet, indicator: Indicator) -> list[tuple[Choice, ...]]:
    t = turn.t
    rows: list[tuple[Choice, ...]] = []
    if indicator.kind == "yesno":
        rows.append((button(t("Yes"), "yes"), button(t("No"), "no")))
    figure = sheet.office.get(indicator.code)
    last = sheet.last.get(indicator.code)
    if figure is not None:
        label = t("As the office: {value}", value=value(t, indicator, figure))
        rows.append((button(label, f"={figure}"),))
    elif last is not None and indicator.kind != "yesno":
        label = t("Keep: {value}", value=value(t, indicator, last))
        rows.append((button(label, f"={last}"),))
    rows.append((button(t("Not known"), "skip"), button(t("Back"), "back")))
    return rows


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
        reports.discard(turn.db, sheet.report, turn.me.id, turn.now)
        return Done(say(_discarded(turn, sheet), (button(t("Report"), "/report"),)))
    if turn.word == "back":
        return Next(state.model_copy(update={"at": sheet.asked()[-1]}))
    match = _CORRECT.fullmatch(fold(turn.text))
    if match and 1 <= int(match[1]) <= len(sheet.asked()):
        return Next(state.model_copy(update={"at": sheet.asked()[int(match[1]) - 1]}))
    why = t("Please confirm, or write the number of the line to correct, for example 3.")
    return Again(why, state)


def _discarded(turn: Turn, sheet: Sheet) -> Markup:
    if sheet.report.version:
        return turn.t("Discarded. What was confirmed before still counts.")
    return turn.t("Discarded. Nothing was sent.")


def _confirm(turn: Turn, sheet: Sheet, state: State) -> Taken:
    refused = sheet.refused()
    if refused:
        code, found = refused
        return Next(state.model_copy(update={"at": code}), finding(turn.t, found))
    known = _NOTHING_NEW.get(sheet.report.status)
    if known and answers.counts_already(turn.db, sheet.report.id, sheet.values):
        return Done(say(turn.t(known)))
    report = reports.confirm(turn.db, sheet.report, turn.me.id, turn.now, reason=state.reason)
    scores.touched(turn.db, turn.movement, sheet.unit, sheet.period, turn.now, turn.zone)
    return Done(receipt(turn, sheet, report))
