"""Taking one answer: read it, doubt it where a rule says so, keep it, say it back."""

from __future__ import annotations

from dataclasses import replace

from markupsafe import Markup

from handlers.dialogue import Again, Next, Taken
from handlers.report_state import Pending, State
from handlers.sheet import Sheet, keep
from handlers.turn import Buttons, Choice, Reply, Turn, button, lines, say
from handlers.wording import example, finding, full, title, value
from locales import reading
from scoring.movement import Finding, Indicator
from storage import answers
from storage.answers import Answer

_YES = {"yes": 1, "no": 0}
_LONGEST = 18  # digits of a value: 64 bits hold nineteen, and no group's loans come near


def take(turn: Turn, sheet: Sheet, state: State, code: str) -> Taken:
    """Read an answer to the question `code`."""
    indicator = sheet.indicator(code)
    if turn.word == "skip":
        return _keep(turn, sheet, state, code, Answer(None))
    if turn.word == "keep":
        last = sheet.last.get(code)
        if last is None:
            return Again(turn.t("There is no earlier value to keep."), state)
        return _check(turn, sheet, state, indicator, last, approximate=False)
    if turn.text.startswith("=") and turn.text[1:].isdecimal() and len(turn.text) < _LONGEST:
        return _check(turn, sheet, state, indicator, int(turn.text[1:]), approximate=False)
    if turn.tapped and turn.word not in _YES:
        return Again(turn.t("That button does not fit this question."), state)
    context = "none" if indicator.kind == "yesno" else None
    read = reading.read(
        indicator.kind, turn.text, turn.t.language, today=turn.today, context=context
    )
    if isinstance(read, reading.Value):
        number = _YES[read.value] if isinstance(read.value, str) else read.value
        if not isinstance(number, int) or number >= 10**_LONGEST:
            return Again(_unread(turn, indicator), state)
        return _check(turn, sheet, state, indicator, number, approximate=read.approximate)
    if isinstance(read, reading.Ambiguous):
        return _which(turn, state, indicator, read)
    return Again(_unread(turn, indicator), state)


def _which(turn: Turn, state: State, indicator: Indicator, read: reading.Ambiguous) -> Taken:
    t = turn.t
    numbers = [n for n in read.readings if isinstance(n, int) and n < 10**_LONGEST]
    why = t("It is not clear what is meant by {text}.", text=turn.text.strip()[:60])
    if not numbers:
        return Again(lines(why, _example(turn, indicator)), state)
    rows: Buttons = tuple(
        (Choice(label=value(t, indicator, n), says=f"={n}"),) for n in numbers[:4]
    )
    return Again(
        lines(why, t("Which one is right? Or write it again, with its unit.")), state, rows
    )


def _unread(turn: Turn, indicator: Indicator) -> Markup:
    said = turn.text.strip()[:60]
    return lines(turn.t("{text} could not be read here.", text=said), _example(turn, indicator))


def _example(turn: Turn, indicator: Indicator) -> Markup:
    if indicator.kind == "yesno":
        return turn.t("Please answer yes or no.")
    return turn.t("A right answer is, for example, {value}.", value=example(turn.t, indicator))


def _check(
    turn: Turn, sheet: Sheet, state: State, indicator: Indicator, number: int, *, approximate: bool
) -> Taken:
    found = indicator.check(number, sheet.known())
    refused = [f for f in found if f.kind == "refuse"]
    said = turn.t(
        "Understood: {value}.", value=full(turn.t, indicator, Answer(number, approximate))
    )
    if refused:
        why = lines(said, finding(turn.t, refused[0]), _example(turn, indicator))
        return Again(why, state)
    if found or approximate or turn.incoming.kind == "edit":
        return _doubt(turn, state, indicator, number, found, approximate=approximate)
    return _keep(turn, sheet, state, indicator.code, Answer(number))


def _doubt(
    turn: Turn,
    state: State,
    indicator: Indicator,
    number: int,
    found: tuple[Finding, ...],
    *,
    approximate: bool,
) -> Taken:
    edited = turn.incoming.kind == "edit"
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


def pending_question(turn: Turn, sheet: Sheet, pending: Pending) -> Reply:
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
    if pending.wants == "words":
        skip = button(t("Change the value"), "no")
        return say(lines(told, *found, t("Please write one line about it.")), (skip,))
    yes = button(t("Yes, that is right"), "yes")
    no = button(t("No, change it"), "no")
    text = lines(told, *found, t("Is that right?"))
    return say(text, (yes, no), digits=indicator.kind != "yesno")


def take_pending(turn: Turn, sheet: Sheet, state: State, pending: Pending) -> Taken:
    """The answer to a doubt: yes keeps the value, no asks again, another value replaces it."""
    free = state.model_copy(update={"pending": None})
    indicator = sheet.indicator(pending.code)
    if turn.word in ("no", "back"):
        again = None if pending.edited else pending.code
        return Next(free.model_copy(update={"at": again}), turn.t("Not kept."))
    if turn.word == "skip":
        return _keep(turn, sheet, free, pending.code, Answer(None))
    if pending.wants == "words":
        if turn.tapped or len(turn.text.strip()) < 2:
            return Again(turn.t("A few words are enough."), state)
        answer = Answer(pending.value, pending.approximate, True, turn.text.strip())
        return _keep(turn, sheet, free, pending.code, answer, pending)
    if turn.word == "yes":
        explain = [f for f in indicator.check(pending.value, sheet.known()) if f.kind == "explain"]
        if explain:
            asked = pending.model_copy(update={"wants": "words"})
            return Next(state.model_copy(update={"pending": asked}))
        answer = Answer(pending.value, pending.approximate, _doubted(sheet, pending))
        return _keep(turn, sheet, free, pending.code, answer, pending)
    if indicator.kind != "yesno" and any(c.isdigit() for c in turn.text):
        return take(turn, sheet, free, pending.code)
    return Again(turn.t("Please answer yes or no, or write the right value."), state)


def _doubted(sheet: Sheet, pending: Pending) -> bool:
    """Whether more than the edit itself asked for the yes."""
    found = sheet.indicator(pending.code).check(pending.value, sheet.known())
    return bool(found) or pending.approximate or not pending.edited


def _keep(
    turn: Turn,
    sheet: Sheet,
    state: State,
    code: str,
    answer: Answer,
    pending: Pending | None = None,
) -> Taken:
    answers.put(
        turn.db,
        sheet.report.id,
        code,
        answer,
        raw=pending.raw if pending else turn.text,
        written_in=pending.written_in if pending else turn.incoming.written_in,
        person_id=turn.me.id,
        now=turn.now,
    )
    fresh = keep(turn, replace(sheet, values={**sheet.values, code: answer}))
    idle = [c for c in fresh.values if c not in fresh.asked()]
    if idle:
        answers.forget(turn.db, sheet.report.id, idle)
        kept = {c: a for c, a in fresh.values.items() if c not in idle}
        fresh = keep(turn, replace(fresh, values=kept))
    indicator = sheet.indicator(code)
    name = turn.t.movement(indicator.name)
    said = turn.t("Noted. {name}: {value}.", name=name, value=full(turn.t, indicator, answer))
    refused = fresh.refused()
    if refused:
        other, found = refused
        again = state.model_copy(update={"at": other, "pending": None})
        return Next(again, lines(said, finding(turn.t, found)))
    return Next(state.model_copy(update={"at": None, "pending": None}), said)
