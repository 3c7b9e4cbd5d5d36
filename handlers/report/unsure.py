"""Figures of a line that go in the order of the questions, where one may have been left out:
they are shown together, and one yes takes them.
"""

from __future__ import annotations

from markupsafe import Markup

from handlers.engine.dialogue import Again, Next, Taken
from handlers.engine.turn import Reply, Turn, button, lines, say
from handlers.line import reading as texts
from handlers.report.state import State
from handlers.seen import news, seen, showing
from handlers.wording.values import full
from services.sheets import Sheet
from storage.answers import Answer


def applies(state: State) -> bool:
    """Whether nothing goes before them."""
    return bool(state.unsure) and state.at is None and state.pending is None


def question(turn: Turn, sheet: Sheet, state: State) -> Reply:
    """What each of them would answer, and whether that is right."""
    t = turn.t
    rows = [_row(turn, sheet, code, text) for code, text in state.unsure]
    yes = button(t("Yes, that is right"), "yes")
    no = button(t("No, ask one by one"), "no")
    text = lines(t("What is probably meant:"), *rows, t("Is that right?"))
    return say(text, (yes, no), shows=showing(sheet, "order", state.unsure[0][0]))


def _row(turn: Turn, sheet: Sheet, code: str, text: str) -> Markup:
    indicator = sheet.indicator(code)
    name = turn.t.movement(indicator.name)
    number = texts.of(turn).number(code, text)
    shown = text if number is None else full(turn.t, indicator, Answer(number))
    return turn.t("{name}: {value}.", name=name, value=shown)


def take(turn: Turn, sheet: Sheet, state: State) -> Taken:
    """Yes plays them like the others; no asks for each."""
    asked_each = state.model_copy(update={"unsure": ()})
    if turn.word in ("no", "skip", "back"):
        return Next(asked_each)
    if turn.word != "yes":
        return Again(turn.t("Please answer yes or no."), state)
    shown = seen(turn, sheet)
    same = shown is not None and (shown.step, shown.code) == ("order", state.unsure[0][0])
    if shown is None or not same or not shown.current(sheet) or not turn.arrived:
        return Again(news(turn, sheet), state)
    return Next(asked_each.model_copy(update={"line": state.unsure}))
