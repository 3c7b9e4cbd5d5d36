"""Throwing a report's answers away: asked once, and only for what was shown."""

from __future__ import annotations

from handlers.engine.dialogue import Again, Done, Next, Taken
from handlers.engine.turn import Reply, Turn, button, lines, say
from handlers.report.state import State
from handlers.seen import news, seen, showing
from handlers.wording.reports import title
from services.sheets import Sheet
from storage import answers, reports

WORD = "discard"


def _new(turn: Turn, sheet: Sheet) -> list[str]:
    """The answers that do not count yet: those that would be lost."""
    counted = answers.counted(turn.db, sheet.report.id) if sheet.report.version else {}
    return [
        code
        for code, answer in sheet.values.items()
        if code not in counted or counted[code].value != answer.value
    ]


def wanted(turn: Turn, sheet: Sheet, state: State) -> Taken:
    """Ask; where nothing new was answered nothing is lost, and nothing is asked."""
    if not _new(turn, sheet):
        return _done(turn, sheet)
    return Next(state.model_copy(update={"discard": True}))


def question(turn: Turn, sheet: Sheet) -> Reply:
    """What would be lost, and what stays."""
    t = turn.t
    name = title(t, sheet.unit, sheet.form, sheet.period)
    asked = t.many("{report}: {n} answer is to be thrown away. Is that right?",
                   "{report}: {n} answers are to be thrown away. Is that right?",
                   len(_new(turn, sheet)), report=name)  # fmt: skip
    stays = t("What was confirmed before still counts.") if sheet.report.version else None
    yes, no = button(t("Yes, throw them away"), WORD), button(t("No, keep them"), "no")
    return say(lines(asked, stays), (yes,), (no,), digits=True, shows=showing(sheet, "discard"))


def answered(turn: Turn, sheet: Sheet, state: State) -> Taken:
    """A yes to what was shown throws away, a no comes back to the card."""
    back = state.model_copy(update={"discard": False})
    if turn.word in ("no", "back"):
        return Next(back, turn.t("The answers are kept."))
    if turn.word != "yes" and turn.text != WORD:
        return Again(turn.t("Please answer yes or no."), state)
    shown = seen(turn, sheet)
    agreed = shown is not None and shown.step == "discard" and shown.current(sheet)
    if not agreed or not turn.arrived:
        return Again(news(turn, sheet), state)
    return _done(turn, sheet)


def _done(turn: Turn, sheet: Sheet) -> Taken:
    reports.discard(turn.db, sheet.report, turn.me.id, turn.now)
    said = turn.t("Discarded. Nothing was sent.")
    if sheet.report.version:
        said = turn.t("Discarded. What was confirmed before still counts.")
    return Done(say(said, (button(turn.t("Report"), "/report"),)))
