"""Taking one answer: read it, doubt it where a rule says so, keep it, say it back."""

from __future__ import annotations

from markupsafe import Markup

from handlers.asking import kinds
from handlers.engine.dialogue import Again, Next, Taken
from handlers.engine.turn import Buttons, Turn, lines
from handlers.report.names import labels
from handlers.report.state import Pending, State
from handlers.seen import Seen, unseen
from handlers.sheets import write
from handlers.wording.reports import finding
from handlers.wording.values import full
from scoring.movement import Finding, Indicator
from scoring.questions import Value
from services.sheets import Sheet
from storage.answers import Answer


def take(turn: Turn, sheet: Sheet, state: State, code: str, asked: Seen | None = None) -> Taken:
    """Read an answer to the question `code`; `asked`: what that question showed.

    Without `asked` the words name the question themselves (a quick line, an edit).
    """
    indicator = sheet.indicator(code)
    if turn.word == "skip":
        if over(sheet, code, asked):
            return Again(unseen(turn), state)
        return kept(turn, sheet, state, code, Answer(None))
    if turn.word == "keep":
        last = sheet.last.get(code)
        if last is None:
            return Again(turn.t("There is no earlier value to keep."), state)
        if asked and not (turn.arrived and asked.beside.get(code) == last):
            return Again(unseen(turn), state)
        return _check(turn, sheet, state, indicator, last, asked)
    way = kinds.of(indicator)
    says = turn.text.startswith("=")
    pressed = way.pressed(turn, sheet, indicator, turn.text[1:]) if says else None
    if pressed is not None:
        return _check(turn, sheet, state, indicator, pressed, asked)
    if turn.tapped and (turn.word not in ("yes", "no") or indicator.kind.of != "truth"):
        return Again(turn.t("That button does not fit this question."), state)
    heard = way.hear(turn, sheet, indicator, labels(sheet.movement, sheet.form, code))
    if heard.value is not None:
        about = heard.approximate
        return _check(turn, sheet, state, indicator, heard.value, asked, approximate=about)
    if heard.readings or heard.doubtful:
        return _which(turn, state, indicator, heard.readings)
    return Again(_unread(turn, indicator), state)


def over(sheet: Sheet, code: str, asked: Seen | None) -> bool:
    """Whether the question has got an answer, or another one, since it was asked."""
    now = sheet.values.get(code)
    if asked is None or now is None:
        return False
    return code not in asked.values or asked.values[code] != now.value


def _which(turn: Turn, state: State, indicator: Indicator, readings: tuple[Value, ...]) -> Taken:
    t = turn.t
    why = t("It is not clear what is meant by {text}.", text=turn.text.strip()[:60])
    if not readings or indicator.kind.of == "truth":  # yes and no stand below the question
        return Again(lines(why, kinds.helped(turn, indicator)), state)
    rows: Buttons = tuple(kinds.offered(turn, indicator, readings))
    ask = t("Which one is right? Or write it again.")
    if indicator.kind.of == "quantity":
        ask = t("Which one is right? Or write it again, with its unit.")
    return Again(lines(why, ask), state, rows)


def _unread(turn: Turn, indicator: Indicator) -> Markup:
    """What can be answered; a number's example stands in the question, which follows."""
    said = turn.text.strip()[:60]
    why = turn.t("{text} could not be read here.", text=said)
    return lines(why, kinds.helped(turn, indicator))


def _check(
    turn: Turn,
    sheet: Sheet,
    state: State,
    indicator: Indicator,
    number: Value,
    asked: Seen | None,
    *,
    approximate: bool = False,
) -> Taken:
    found = indicator.check(number, sheet.known())
    refused = [f for f in found if f.kind == "refuse"]
    said = turn.t(
        "Understood: {value}.", value=full(turn.t, indicator, Answer(number, approximate))
    )
    if refused:
        return Again(lines(said, finding(turn.t, refused[0])), state)
    before = sheet.values.get(indicator.code)
    other = over(sheet, indicator.code, asked) and before is not None and before.value != number
    edited = other or turn.incoming.kind == "edit"
    if found or approximate or edited:
        return _doubt(turn, state, indicator, number, found, approximate=approximate, edited=edited)
    return kept(turn, sheet, state, indicator.code, Answer(number))


def _doubt(
    turn: Turn,
    state: State,
    indicator: Indicator,
    number: Value,
    found: tuple[Finding, ...],
    *,
    approximate: bool,
    edited: bool,
) -> Taken:
    words = all(f.kind == "explain" for f in found) and not approximate and not edited
    pending = Pending(
        code=indicator.code,
        value=number,
        approximate=approximate,
        raw=turn.text,
        wants="words" if words else "yes",
        written_in=turn.incoming.written_in,
        edited=edited,
    )
    return Next(state.model_copy(update={"pending": pending}))


def kept(
    turn: Turn,
    sheet: Sheet,
    state: State,
    code: str,
    answer: Answer,
    pending: Pending | None = None,
) -> Taken:
    """Keep an answer and say it back; `pending`: the words in which it was given first."""
    raw = pending.raw if pending else None
    written_in = pending.written_in if pending else turn.incoming.written_in
    fresh = write(turn, sheet, {code: answer}, raw=raw, written_in=written_in)
    indicator = sheet.indicator(code)
    name = turn.t.movement(indicator.name)
    said = turn.t("Noted. {name}: {value}.", name=name, value=full(turn.t, indicator, answer))
    before = sheet.values.get(code)
    if before and before.value is not None and before.value != answer.value:
        new, old = full(turn.t, indicator, answer), full(turn.t, indicator, before)
        said = turn.t("Noted. {name}: {new}, no longer {old}.", name=name, new=new, old=old)
    refused = fresh.refused()
    if refused:
        other, found = refused
        again = state.model_copy(update={"at": other, "pending": None})
        return Next(again, lines(said, finding(turn.t, found)))
    return Next(state.model_copy(update={"at": None, "pending": None}), said)
