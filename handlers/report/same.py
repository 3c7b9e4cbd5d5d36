"""The whole report as last time: offered on its first question, where that report counts.

What stands at a period's end may have stayed as it was. What happened in the period (interest due,
a session attended) is asked all the same, and so is whatever a rule doubts.
"""

from __future__ import annotations

from handlers.engine.dialogue import Again, Next, Taken
from handlers.engine.turn import Choice, Turn, button
from handlers.report.state import State
from handlers.seen import Seen, news
from handlers.wording.reports import period
from scoring.questions import Value, token
from services.sheets import Sheet
from storage import reports
from storage.history import COUNTS

WORD = "=all"
_LEAST = 2


def offered(turn: Turn, sheet: Sheet) -> dict[str, Value]:
    """The values that may be kept together; none where it is not the first question."""
    key = ("same", sheet.report.id)
    if sheet.values or sheet.office:
        return {}
    if key not in turn.seen:
        turn.seen[key] = _values(turn, sheet)
    found: dict[str, Value] = turn.seen[key]
    return found


def _values(turn: Turn, sheet: Sheet) -> dict[str, Value]:
    stock = [code for code in sheet.asked() if sheet.indicator(code).stock]
    if len(stock) < _LEAST or any(code not in sheet.last for code in stock):
        return {}
    before = sheet.period.previous().code
    report = reports.of(turn.db, sheet.unit.id, sheet.form.code, before)
    if report is None or report.status not in COUNTS:
        return {}
    return {code: sheet.last[code] for code in stock}


def row(turn: Turn, sheet: Sheet) -> tuple[Choice, ...]:
    """The button, if it is offered."""
    found = offered(turn, sheet)
    if not found:
        return ()
    before = period(turn.t, sheet.period.previous())
    label = turn.t.many("As in {period}: {n} figure", "As in {period}: {n} figures", len(found),
                        period=before)  # fmt: skip
    return (button(label, WORD),)


def take(turn: Turn, sheet: Sheet, state: State, asked: Seen) -> Taken:
    """Play the values as if each had been given by itself: each is read back, or doubted."""
    found = offered(turn, sheet)
    shown = {code: asked.beside.get(code) for code in found}
    if not found or shown != found or not turn.arrived:
        return Again(news(turn, sheet), state)
    pieces = tuple((code, f"={token(value)}") for code, value in found.items())
    return Next(state.model_copy(update={"line": pieces, "at": None}))
