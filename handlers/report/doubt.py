"""A doubt: a value that is asked about once before it is kept, or a line about it asked for."""

from __future__ import annotations

from handlers.asking import kinds
from handlers.engine.dialogue import Again, Next, Taken
from handlers.engine.turn import Reply, Turn, button, lines, say
from handlers.report.answers import kept, take
from handlers.report.correct import refused
from handlers.report.state import Pending, State
from handlers.seen import news, seen, showing, unseen
from handlers.wording.reports import finding, title
from handlers.wording.values import full
from services.sheets import Sheet
from storage.answers import Answer


def question(turn: Turn, sheet: Sheet, pending: Pending) -> Reply:
    """Ask once whether a doubtful value is meant, or for a line of explanation."""
    t = turn.t
    indicator = sheet.indicator(pending.code)
    shown = full(t, indicator, Answer(pending.value, pending.approximate))
    told = t("{name}: {value}.", name=t.movement(indicator.name), value=shown)
    before = sheet.values.get(pending.code)
    if pending.edited and before is not None:
        name, old = t.movement(indicator.name), full(t, indicator, before)
        head = title(t, sheet.unit, sheet.form, sheet.period)
        told = lines(head, t("{name}: {old} → {new}.", name=name, old=old, new=shown))
    found = [finding(t, f) for f in indicator.check(pending.value, sheet.known())]
    shows = showing(sheet, "doubt", pending.code)
    if pending.wants == "words":
        skip = button(t("Change the value"), "no")
        return say(lines(told, *found, t("Please write one line about it.")), (skip,), shows=shows)
    yes = button(t("Yes, that is right"), "yes")
    no = button(t("No, change it"), "no")
    text = lines(told, *found, t("Is that right?"))
    return say(text, (yes, no), digits=kinds.of(indicator).digits, shows=shows)


def answered(turn: Turn, sheet: Sheet, state: State, pending: Pending) -> Taken:
    """The answer to a doubt: yes keeps the value, no asks again, another value replaces it."""
    free = state.model_copy(update={"pending": None})
    indicator = sheet.indicator(pending.code)
    if turn.word in ("no", "back"):
        if pending.edited:
            return Next(free.model_copy(update={"at": None}), refused(turn, sheet, pending.code))
        return Next(free.model_copy(update={"at": pending.code}), turn.t("Not kept."))
    shown = seen(turn, sheet)
    same = shown is not None and (shown.step, shown.code) == ("doubt", pending.code)
    if shown is None or not same or not shown.current(sheet):
        return Again(news(turn, sheet), state)
    if turn.word == "skip":
        return kept(turn, sheet, free, pending.code, Answer(None))
    if not turn.arrived and (pending.wants == "words" or turn.word == "yes"):
        return Again(unseen(turn), state)
    if pending.wants == "words":
        if turn.tapped or len(turn.text.strip()) < 2:
            return Again(turn.t("A few words are enough."), state)
        answer = Answer(pending.value, pending.approximate, True, turn.text.strip())
        return kept(turn, sheet, free, pending.code, answer, pending)
    if turn.word == "yes":
        explain = [f for f in indicator.check(pending.value, sheet.known()) if f.kind == "explain"]
        if explain:
            asked = pending.model_copy(update={"wants": "words"})
            return Next(state.model_copy(update={"pending": asked}))
        answer = Answer(pending.value, pending.approximate, _doubted(sheet, pending))
        return kept(turn, sheet, free, pending.code, answer, pending)
    way = kinds.of(indicator)
    if not way.digits or way.free:
        return Again(turn.t("Please answer yes or no."), state)
    if any(c.isdigit() for c in turn.text):
        return take(turn, sheet, free, pending.code)
    return Again(turn.t("Please answer yes or no, or write the right value."), state)


def _doubted(sheet: Sheet, pending: Pending) -> bool:
    """Whether more than the edit itself asked for the yes."""
    found = sheet.indicator(pending.code).check(pending.value, sheet.known())
    return bool(found) or pending.approximate or not pending.edited
