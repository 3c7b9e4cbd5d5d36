"""The question what an item is to be, with the reading and the bounds of the report's question."""

from __future__ import annotations

from fractions import Fraction

from markupsafe import Markup
from pydantic import BaseModel

from handlers import rights
from handlers.asking import kinds, question, taking
from handlers.engine.dialogue import Again, Dialogue, Done, Taken
from handlers.engine.turn import Choice, Outcome, Reply, Turn, button, lines, say
from handlers.why.case import Case, case_of
from handlers.why.supposing import told, valued
from handlers.why.supposing.full import at_best, best
from handlers.why.supposing.settable import Settable, amid, settable, share_of
from handlers.why.supposing.subject import Asked
from handlers.why.words import target, value
from handlers.wording import reports
from handlers.wording.scales import level
from handlers.wording.values import value as written
from locales.reading import supposing
from scoring.indicators import Indicator
from scoring.standings import Basis

_BUTTON = "="


class State(BaseModel):
    """Of which unit, movement and basis; `code`: the figure or the item that is asked about."""

    unit: int
    movement: str
    basis: Basis
    code: str


def _case(turn: Turn, state: State) -> tuple[Case, Settable] | None:
    """None where it is no longer this person's, or there is no such item any more."""
    unit = rights.unit_above(turn, state.unit, "details")
    movement = next((one for one in turn.live.all if one.code == state.movement), None)
    if unit is None or movement is None:
        return None
    turn.turn_to(movement)
    case = case_of(turn, unit, state.basis)
    one = next((one for one in settable(case) if one.code == state.code), None)
    return None if one is None else (case, one)


def _ask(turn: Turn, state: State) -> Reply:
    found = _case(turn, state)
    if found is None:
        return say(rights.ended(turn))
    case, one = found
    digits = one.figure is None or kinds.of(one.figure).digits
    text, rows = _text(case, one), _rows(case, one)
    return say(text, *rows, digits=digits and not one.graded, shows=case.says())


def _text(case: Case, one: Settable) -> Markup:
    t = case.turn.t
    head = Markup("<b>{}</b>").format(t("What if? {unit}", unit=case.unit.name))
    if one.figure is not None:
        asked = Asked(case, one.code)
        return lines(
            head,
            t("{form}, {period}", form=one.called(case), period=reports.period(t, asked.period)),
            _question(case, one.figure),
            question.unit(case.turn, asked, one.figure),
            _or_share(case, one),
        )
    part = one.part
    if part is None:
        return head
    now = value(t, case.turn.movement, part) if part.told else t("not known")
    return lines(
        head,
        t("{name}: {value}, target {target}", name=one.called(case), value=now,
               target=target(t, case.turn.movement, part)),
        t("What is it to be? For example: {value}", value=_sample(case, one)),
    )  # fmt: skip


def _question(case: Case, figure: Indicator) -> Markup:
    """By its name; what is answered by buttons as the report asks it."""
    t, way = case.turn.t, kinds.of(figure)
    if not way.digits:
        return t.movement(figure.question)
    return t("How much is it supposed to be: {name}?", name=amid(t.movement(figure.name)))


def _or_share(case: Case, one: Settable) -> Markup | None:
    share = share_of(case, one)
    if share is None or share.part is None:
        return None
    full = valued.shown(case, share, at_best(case, share.part.item))
    return case.turn.t("Or {name}, for example: {value}", name=amid(share.called(case)), value=full)


def _sample(case: Case, one: Settable) -> Markup | str:
    t = case.turn.t
    if one.part is None:
        return ""
    if one.moves:
        return t("down {size}", size=level(t, one.part.derived, Fraction(5)).lstrip("+"))
    return valued.shown(case, one, at_best(case, one.part.item))


def _rows(case: Case, one: Settable) -> list[tuple[Choice, ...]]:
    """The kind's own choices, what brings all points, and the way back."""
    t, rows = case.turn.t, list[tuple[Choice, ...]]()
    if one.graded:
        rows = [(button(t.movement(band.name), f"{_BUTTON}{band.grade}"),)
                for band in case.turn.movement.bands]  # fmt: skip
    elif one.figure is not None:
        rows = kinds.of(one.figure).rows(case.turn, Asked(case, one.code), one.figure)
        rows = rows or [_best(case, one)]
    elif one.part is not None:
        said = at_best(case, one.part.item)
        label = t("All points: {value}", value=valued.shown(case, one, said))
        rows = [(button(label, f"{_BUTTON}{said}"),)]
    return [*(row for row in rows if row), (button(t("Cancel"), "cancel"),)]


def _best(case: Case, one: Settable) -> tuple[Choice, ...]:
    """What the figure would have to be at best."""
    t = case.turn.t
    for part in case.parts:
        gain = best(case, part) if part.derived.of == one.code else None
        if gain is not None and one.figure is not None:
            number = gain.values[one.code]
            label = t("All points: {value}", value=written(t, one.figure, number))
            return (button(label, f"{_BUTTON}{number}"),)
    return ()


def _take(turn: Turn, state: State) -> Taken:
    found = _case(turn, state)
    if found is None:
        return Done(say(rights.ended(turn)))
    case, one = found
    said = turn.text.removeprefix(_BUTTON)
    if turn.text.startswith(_BUTTON) and valued.fits(case, one, said):
        return _answered(case, one, said, state)
    if one.figure is not None and turn.word in ("yes", "no"):
        read = taking.read(turn, Asked(case, one.code), one.figure)
        if read.value is not None:
            return _answered(case, one, str(read.value), state)
    return _heard(case, one, state)


def _answered(case: Case, one: Settable, said: str, state: State) -> Taken:
    why = valued.refused(case, [(one, said)])
    return Again(why, state) if why else Done(told.answer(case, [(one, said)]))


def _heard(case: Case, one: Settable, state: State) -> Taken:
    turn, t, words = case.turn, case.turn.t, supposing.read(case.turn.text)
    share = share_of(case, one) if supposing.within("percent", words) else None
    one = share or one
    read = valued.read(case, one, words)
    if read.token is not None:
        return _answered(case, one, read.token, state)
    if read.readings:
        why = lines(t("It is not clear what is meant by {text}.", text=turn.text.strip()[:60]),
                    t("Which one is right? Or write it again."))  # fmt: skip
        rows = tuple(
            (button(Markup("{}").format(valued.shown(case, one, said)), f"{_BUTTON}{said}"),)
            for said in read.readings
        )
        return Again(why, state, rows)
    why = t("{text} could not be read here.", text=turn.text.strip()[:60])
    return Again(lines(why, read.why or None), state)


def _leave(turn: Turn, _state: State) -> Markup:
    return turn.t("Cancelled.")


def _restart(turn: Turn) -> Outcome:
    return Outcome((say(turn.t("This is no longer open for this account.")),), (), "end")


def _open(turn: Turn, state: State) -> bool:
    return _case(turn, state) is not None


SUPPOSING = Dialogue("supposing", 1, State, _ask, _take, _leave, _restart, _open, passing=True)
