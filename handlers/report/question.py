"""A question of a report: what it shows, and the line that recalls it."""

from __future__ import annotations

from markupsafe import Markup

from handlers.asking import kinds
from handlers.asking.question import given, rows, unit
from handlers.engine.turn import Choice, Reply, Turn, button, continuing, lines, say
from handlers.report import same
from handlers.report.state import State
from handlers.seen import showing
from handlers.wording.reports import period, title
from handlers.wording.values import full, value
from scoring.movement import Indicator
from services.sheets import Sheet
from storage.answers import Answer


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
        _whose(turn, sheet),
        t.movement(indicator.question),
        given(turn, sheet, indicator),
        _last(turn, sheet, indicator),
        _office(turn, sheet, indicator),
        unit(turn, sheet, indicator),
    )
    last = sheet.last.get(code)
    beside = ({} if last is None else {code: last}) | same.offered(turn, sheet)
    shows = showing(sheet, "ask", code, beside)
    choices = [same.row(turn, sheet), *_rows(turn, sheet, indicator)]
    return say(text, *choices, digits=kinds.of(indicator).digits, shows=shows)


def _whose(turn: Turn, sheet: Sheet) -> Markup | None:
    """The unit, where it could be another one; above the first question its name stands anyway."""
    if not sheet.values or turn.me.has_only(sheet.unit):
        return None
    return Markup("{}").format(sheet.unit.name)


def _last(turn: Turn, sheet: Sheet, indicator: Indicator) -> Markup | None:
    last = sheet.last.get(indicator.code)
    if last is None:
        return None
    when = period(turn.t, sheet.period.previous())
    shown = full(turn.t, indicator, Answer(last))
    return turn.t("{period}: {value}", period=when, value=shown)


def _office(turn: Turn, sheet: Sheet, indicator: Indicator) -> Markup | None:
    figure = sheet.office.get(indicator.code)
    if figure is None:
        return None
    shown = full(turn.t, indicator, Answer(figure))
    return turn.t("The office has: {value}", value=shown)


def _rows(turn: Turn, sheet: Sheet, indicator: Indicator) -> list[tuple[Choice, ...]]:
    figure = sheet.office.get(indicator.code)
    if figure is None:
        return rows(turn, sheet, indicator)
    label = turn.t("Same as the office: {value}", value=value(turn.t, indicator, figure))
    return rows(turn, sheet, indicator, button(label, f"={figure}"))


def brief(turn: Turn, sheet: Sheet, state: State) -> Reply:
    """What is open, in a line. It names an open question, so that an answer may follow at once;
    what has to be seen before it is agreed to comes with the button.
    """
    code = state.at or sheet.open()
    waits = state.pending or state.compare or state.discard or (state.late and not state.reason)
    name = title(turn.t, sheet.unit, sheet.form, sheet.period)
    if code is None or waits or code not in sheet.asked():
        return continuing(turn, turn.t("{report}.", report=name))
    indicator = sheet.indicator(code)
    what = turn.t(
        "question {progress} of {report}: {name}.",
        progress=f"{sheet.asked().index(code) + 1}/{len(sheet.asked())}",
        report=name,
        name=turn.t.movement(indicator.name),
    )
    digits = kinds.of(indicator).digits
    return continuing(turn, what, digits=digits, shows=showing(sheet, "ask", code))
