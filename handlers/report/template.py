"""The line to copy: each open report's with its last values (`/report line`), or with the figures
that were sent where they could not be placed.
"""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from handlers import duties
from handlers.engine.turn import Outcome, Turn, button, lines, only, say
from handlers.line import reading as texts
from handlers.line.names import answered
from handlers.line.words import OPEN, Line
from handlers.report.choice import choose
from handlers.report.dialogue import begin
from handlers.wording.reports import title
from locales.reading import line as written
from scoring.movement import Form
from scoring.questions import numbers
from services.duties import Duty
from storage import answers, history

_MOST_LINES = 5
_LONGEST_SHOWN = 60


def show(turn: Turn) -> Outcome:
    """The line of each open report with its last values, ready to copy and to change."""
    found = [duty for duty in duties.of_person(turn, turn.me) if _has_line(turn, duty)]
    several = len({(duty.unit.id, duty.period.code) for duty in found}) > 1
    if not found:
        return choose(turn, begin)
    t = turn.t
    parts = [_line(turn, duty, several=several) for duty in found[:_MOST_LINES]]
    text = lines(
        t("The whole report in one message, in the order of the questions:"),
        *parts,
        Markup(""),
        t("{mark} is asked. Any order goes with names: {example}", mark=OPEN,
          example=_example(turn, found[0].form)),
    )  # fmt: skip
    return only(say(text, (button(t("Report"), "/report"),)))


def _has_line(turn: Turn, duty: Duty) -> bool:
    """Whether it is open and has a question that a line answers."""
    movement = turn.live.of_form(duty.form.code)
    return duty.open_on(turn.today) and bool(answered(movement, duty.form.indicators))


def instead(turn: Turn, form: Form, line: Line, *, asks: bool) -> Outcome:
    """Of a line nothing could be taken for certain: the right one, with the figures that were sent.

    `asks`: whether a question follows anyway.
    """
    t = turn.t
    sent = " ".join(
        [written.word(t.language), *_sent(turn, answered(turn.movement, form.indicators), line)]
    )
    said = line.piece(0, len(line.words))[:_LONGEST_SHOWN]
    text = lines(
        t("It is not clear which question is answered by {text}.", text=said),
        t("The whole report in one message, in the order of the questions:"),
        Markup("<code>{}</code>").format(sent),
        t("{mark} is asked. Any order goes with names: {example}", mark=OPEN,
          example=_example(turn, form)),
    )  # fmt: skip
    return only(say(text, *(() if asks else ((button(t("Report"), "/report"),),))))


def _sent(turn: Turn, asked: Sequence[str], line: Line) -> list[str]:
    """The figures that were sent, each at the first question that it may answer."""
    figures = [word.text for word in line.words if word.figure]
    if texts.of(turn).takes_back(line, len(line.words)):
        figures = []  # one of them does not hold
    found: list[str] = []
    try:
        for code in asked:
            fits = bool(figures) and texts.of(turn).fit(code, figures[0]) != "no"
            found.append(figures.pop(0) if fits else OPEN)
    except texts.Spent:
        pass
    return found + [OPEN] * (len(asked) - len(found))


def _line(turn: Turn, duty: Duty, *, several: bool) -> Markup:
    movement, before = turn.live.of_form(duty.form.code), duty.period.previous().code
    last, _ = history.compared(turn.db, movement, duty.unit.id, duty.period.code, before)
    given = answers.given(turn.db, duty.report.id) if duty.report else {}
    known = numbers({**last, **{code: answer.value for code, answer in given.items()}})
    head = [written.word(turn.t.language)]
    head += [duty.unit.code, duty.period.code] if several else []
    asked = answered(movement, duty.form.indicators)
    values = (_written(turn, code, known.get(code)) for code in asked)
    name = title(turn.t, duty.unit, duty.form, duty.period)
    line = " ".join([*head, *values])
    return lines(Markup(""), name, Markup("<code>{}</code>").format(line))


def _written(turn: Turn, code: str, number: int | None) -> str:
    if number is None:
        return OPEN
    return written.value(turn.movement.indicators[code].unit, number, turn.t.language)


def _example(turn: Turn, form: Form) -> Markup:
    """The first two questions by their names, with their examples."""
    parts = []
    for code in answered(turn.movement, form.indicators)[:2]:
        indicator = turn.movement.indicators[code]
        name = turn.t.movement(indicator.short or indicator.name)
        shown = written.value(indicator.unit, indicator.example, turn.t.language)
        parts.append(f"{name} {shown}")
    return turn.t.row(parts)
