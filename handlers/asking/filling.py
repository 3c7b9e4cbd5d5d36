"""Filling in what is no report: one question after the other, each answer kept at once.

A report has more to it (what was seen, editions, a card that is confirmed); what other subjects
need of it is here: a ballot is one, how a unit is reached another.
"""

from __future__ import annotations

from functools import partial

from markupsafe import Markup
from pydantic import ValidationError

from handlers import rights
from handlers.asking import kinds, question, taking
from handlers.asking.fillable import Fillable, Filling, Shown, State
from handlers.engine.dialogue import Again, Dialogue, Done, Next, Taken, begin
from handlers.engine.turn import Outcome, Reply, Turn, button, continuing, lines, only, say
from handlers.wording.reports import finding
from handlers.wording.values import full
from scoring.indicators import Indicator
from scoring.questions import Value
from storage.answers import Answer


def dialogue(filling: Filling) -> Dialogue:
    """The conversation in which it is filled in."""
    ask, take = partial(_ask, filling), partial(_take, filling)
    opened, brief = partial(_open, filling), partial(_brief, filling)
    return Dialogue(filling.name, 1, State, ask, take, _leave, filling.restart, opened, brief)


def fill(turn: Turn, of: Dialogue, subject: Fillable, at: str | None = None) -> Outcome:
    """Ask the question `at`, else the first open one; with none open, show the whole."""
    if at is None and subject.open() is None:
        return only(subject.whole(turn))
    return begin(turn, of, subject.state.model_copy(update={"at": at}))


def _ask(filling: Filling, turn: Turn, state: State) -> Reply:
    subject = filling.load(turn, state)
    if subject is None:
        return say(rights.ended(turn))
    code = state.at or subject.open()
    if code is None:
        return subject.whole(turn)
    if state.doubted is not None:
        return _doubt(filling, turn, subject, code, state.doubted)
    return _question(filling, turn, subject, code)


def _question(filling: Filling, turn: Turn, subject: Fillable, code: str) -> Reply:
    t, asked, indicator = turn.t, subject.asked(), subject.indicator(code)
    progress = f"{asked.index(code) + 1 if code in asked else 1}/{len(asked)}"
    name = t("Question {progress}. {name}", progress=progress, name=t.movement(indicator.name))
    text = lines(
        Markup("<b>{}</b>").format(name),
        subject.head(turn),
        t.movement(indicator.question),
        question.given(turn, subject, indicator),
        question.unit(turn, subject, indicator),
    )
    rows = question.rows(turn, subject, indicator, needed=filling.needed)
    shows = _shows(filling, subject, code)
    return say(text, *rows, digits=kinds.of(indicator).digits, shows=shows)


def _shows(filling: Filling, subject: Fillable, code: str) -> str:
    unit = subject.unit.id
    return Shown(filling=filling.name, unit=unit, code=code).model_dump_json()


def _doubt(filling: Filling, turn: Turn, subject: Fillable, code: str, value: Value) -> Reply:
    t, indicator = turn.t, subject.indicator(code)
    shown = full(t, indicator, Answer(value))
    told = t("{name}: {value}.", name=t.movement(indicator.name), value=shown)
    found = [finding(t, one) for one in indicator.check(value, subject.known())]
    yes, no = button(t("Yes, that is right"), "yes"), button(t("No, change it"), "no")
    text = lines(subject.head(turn), told, *found, t("Is that right?"))
    return say(text, (yes, no), shows=_shows(filling, subject, code))


def _take(filling: Filling, turn: Turn, state: State) -> Taken:
    subject = filling.load(turn, state)
    if subject is None:
        return Done(say(rights.ended(turn)))
    shown = _shown(turn)
    asked = shown is not None and (shown.filling, shown.unit) == (filling.name, subject.unit.id)
    if shown is None or not asked or shown.code not in subject.asked():
        return Again(turn.t("Only what was shown can be agreed to. Please look at it here."), state)
    if state.doubted is not None and shown.code == (state.at or subject.open()):
        return _decided(filling, turn, subject, state, shown.code)
    state = state.model_copy(update={"at": shown.code, "doubted": None})
    if turn.word == "back":
        return _back(turn, subject, state, shown.code)
    return _answer(filling, turn, subject, state, shown.code)


def _shown(turn: Turn) -> Shown | None:
    try:
        return None if turn.shown is None else Shown.model_validate_json(turn.shown)
    except ValidationError:
        return None


def _back(turn: Turn, subject: Fillable, state: State, code: str) -> Taken:
    here = subject.asked().index(code)
    if here == 0:
        return Again(turn.t("This is the first question."), state)
    return Next(state.model_copy(update={"at": subject.asked()[here - 1]}))


def _answer(filling: Filling, turn: Turn, subject: Fillable, state: State, code: str) -> Taken:
    indicator = subject.indicator(code)
    if turn.word == "skip" and not filling.needed:
        return _kept(turn, subject, state, indicator, Answer(None))
    if turn.word == "skip":
        return Again(turn.t("An answer is needed here."), state)
    read = taking.read(turn, subject, indicator)
    if read.value is None:
        return Again(read.why, state, read.rows)
    found = indicator.check(read.value, subject.known())
    refused = next((one for one in found if one.kind == "refuse"), None)
    if refused is not None:
        said = full(turn.t, indicator, Answer(read.value))
        why = lines(turn.t("Understood: {value}.", value=said), finding(turn.t, refused))
        return Again(why, state)
    if found or read.approximate:
        return Next(state.model_copy(update={"doubted": read.value}))
    return _kept(turn, subject, state, indicator, Answer(read.value))


def _decided(filling: Filling, turn: Turn, subject: Fillable, state: State, code: str) -> Taken:
    """A yes keeps what was in doubt; anything else is an answer of its own."""
    free = state.model_copy(update={"at": code, "doubted": None})
    if turn.word == "yes" and turn.arrived:
        answer = Answer(state.doubted)
        return _kept(turn, subject, free, subject.indicator(code), answer)
    if turn.word in ("no", "back"):
        return Next(free, turn.t("Not kept."))
    return _answer(filling, turn, subject, free, code)


def _kept(
    turn: Turn, subject: Fillable, state: State, asked: Indicator, answer: Answer
) -> Taken:  # fmt: skip
    fresh = subject.put(turn, asked.code, answer)
    name, value = turn.t.movement(asked.name), full(turn.t, asked, answer)
    said = turn.t("Noted. {name}: {value}.", name=name, value=value)
    if fresh.open() is None:
        whole = fresh.whole(turn)
        return Done(whole.model_copy(update={"text": f"{said}\n\n{whole.text}"}))
    return Next(state.model_copy(update={"at": None, "doubted": None}), said)


def _leave(turn: Turn, _state: State) -> Markup:
    return turn.t("Stopped. The answers so far are kept.")


def _open(filling: Filling, turn: Turn, state: State) -> bool:
    return filling.load(turn, state) is not None


def _brief(filling: Filling, turn: Turn, state: State) -> Reply | None:
    subject = filling.load(turn, state)
    if subject is None:
        return None
    code = state.at or subject.open()
    unit = subject.unit.name
    if code is None or state.doubted is not None:
        return continuing(turn, turn.t("{report}.", report=unit))
    shows, digits = _shows(filling, subject, code), kinds.of(subject.indicator(code)).digits
    what = turn.t("{unit}: {name}.", unit=unit, name=turn.t.movement(subject.indicator(code).name))
    return continuing(turn, what, digits=digits, shows=shows)
