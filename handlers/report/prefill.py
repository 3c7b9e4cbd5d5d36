"""The short way: where the office has the bank's figures of the period, one yes takes them."""

from __future__ import annotations

from markupsafe import Markup

from handlers.engine.dialogue import Again, Next, Taken
from handlers.engine.turn import Reply, Turn, button, lines, say
from handlers.report.state import State
from handlers.seen import news, seen, showing
from handlers.sheets import write
from handlers.wording.values import value
from services.sheets import Sheet
from storage.answers import Answer


def applies(sheet: Sheet) -> bool:
    """Whether nothing is answered yet and the office has figures for some of the questions."""
    return not sheet.values and bool(_figures(sheet))


def _figures(sheet: Sheet) -> dict[str, int]:
    return {code: sheet.office[code] for code in sheet.form.indicators if code in sheet.office}


def question(turn: Turn, sheet: Sheet) -> Reply:
    """The figures, and whether they are right."""
    t = turn.t
    rows = [
        t(
            "{name}: {value}",
            name=t.movement(sheet.indicator(code).name),
            value=value(t, sheet.indicator(code), figure),
        )
        for code, figure in _figures(sheet).items()
    ]
    return say(
        lines(t("The bank's figures:"), *rows, Markup(""), t("Are they right?")),
        (
            button(t("Yes, they are right"), "yes"),
            button(t("No, ask one by one"), "no"),
        ),
        shows=showing(sheet, "office", beside=_figures(sheet)),
    )


def take(turn: Turn, sheet: Sheet, state: State) -> Taken:
    """Yes answers all these questions, no asks them one by one."""
    done = state.model_copy(update={"compare": False})
    if turn.word in ("no", "skip"):
        return Next(done)
    if turn.word == "back":
        return Again(turn.t("This is the first question."), state)
    if turn.word != "yes":
        return Again(turn.t("Please answer yes or no."), state)
    shown, figures = seen(turn, sheet), _figures(sheet)
    agreed = shown is not None and shown.current(sheet) and shown.beside == figures
    if not agreed or not turn.arrived:
        return Again(news(turn, sheet), state)
    write(turn, sheet, {code: Answer(figure) for code, figure in figures.items()})
    return Next(done, turn.t("Noted."))
