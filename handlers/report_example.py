"""`/report line`: the line of each open report to copy, and what fills the list of choices."""

from __future__ import annotations

from markupsafe import Markup

from handlers import duties
from handlers.duties import Duty
from handlers.report import begin
from handlers.report_choice import choose
from handlers.report_target import Target
from handlers.turn import Outcome, Turn, button, lines, only, say
from handlers.wording import title
from locales import line as written
from storage import answers, history

MOST_CHOICES = 12
_MOST_LINES = 5
_NO_VALUE = "?"
_LONGEST_HINT = 80


def show(turn: Turn) -> Outcome:
    """The line of each open report with its last values, ready to copy and to change."""
    found = [duty for duty in duties.of_person(turn, turn.me) if duty.open_on(turn.today)]
    several = len({(duty.unit.id, duty.period.code) for duty in found}) > 1
    if not found:
        return choose(turn, begin)
    t = turn.t
    parts = [_line(turn, duty, several=several) for duty in found[:_MOST_LINES]]
    text = lines(
        t("The whole report in one message, in the order of the questions:"),
        *parts,
        Markup(""),
        t("{mark} is asked. Any order goes with names: {example}", mark=_NO_VALUE,
          example=_example(turn, found[0])),
    )  # fmt: skip
    return only(say(text, (button(t("Report"), "/report"),)))


def _line(turn: Turn, duty: Duty, *, several: bool) -> Markup:
    last, _ = history.compared(turn.db, duty.unit.id, duty.period.code, duty.period.previous().code)
    given = answers.given(turn.db, duty.report.id) if duty.report else {}
    known = {**last, **{code: answer.value for code, answer in given.items()}}
    head = [written.word(turn.t.language)]
    head += [duty.unit.code, duty.period.code] if several else []
    values = (_written(turn, code, known.get(code)) for code in duty.form.indicators)
    name = title(turn.t, duty.unit, duty.form, duty.period)
    line = " ".join([*head, *values])
    return lines(Markup(""), name, Markup("<code>{}</code>").format(line))


def _written(turn: Turn, code: str, number: int | None) -> str:
    if number is None:
        return _NO_VALUE
    return written.value(turn.movement.indicators[code].unit, number, turn.t.language)


def _example(turn: Turn, duty: Duty) -> str:
    """The first two questions by their names, with their examples."""
    parts = []
    for code in duty.form.indicators[:2]:
        indicator = turn.movement.indicators[code]
        name = turn.t.movement(indicator.short or indicator.name)
        shown = written.value(indicator.unit, indicator.example, turn.t.language)
        parts.append(f"{name} {shown}")
    return ", ".join(parts)


def more(turn: Turn, target: Target) -> Markup | None:
    """How many reports a list of choices leaves out, and how a line names one of them."""
    left = len(target.found) - MOST_CHOICES
    if left <= 0:
        return None
    code = target.found[-1].unit.code
    line = " ".join([written.word(turn.t.language), code, *target.line])[:_LONGEST_HINT]
    return turn.t.many(
        "{n} more is not shown: its code may stand in front of the figures, such as {line}",
        "{n} more are not shown: their codes may stand in front of the figures, such as {line}",
        left,
        line=line,
    )
