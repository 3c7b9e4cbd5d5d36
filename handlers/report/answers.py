"""Taking one answer: read it, doubt it where a rule says so, keep it, say it back."""

from __future__ import annotations

from handlers.asking import taking
from handlers.engine.dialogue import Again, Next, Taken
from handlers.engine.turn import Turn, lines
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
    read = taking.read(turn, sheet, indicator, labels(sheet.movement, sheet.form, code))
    if read.value is None:
        return Again(read.why, state, read.rows)
    return _check(turn, sheet, state, indicator, read.value, asked, approximate=read.approximate)


def over(sheet: Sheet, code: str, asked: Seen | None) -> bool:
    """Whether the question has got an answer, or another one, since it was asked."""
    now = sheet.values.get(code)
    if asked is None or now is None:
        return False
    return code not in asked.values or asked.values[code] != now.value


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
