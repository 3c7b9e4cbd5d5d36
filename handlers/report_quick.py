"""Begins a report with a quick line, and shows the line to copy (`/report line`)."""

from __future__ import annotations

from markupsafe import Markup

from handlers import dialogue as engine
from handlers import duties, rights
from handlers.duties import Duty
from handlers.line_pieces import tokens
from handlers.report import REPORT, begin
from handlers.report_choice import choose
from handlers.report_line import cut, go_on, only_names, under
from handlers.report_state import State
from handlers.report_target import Target, find, open_duties
from handlers.seen import replaced
from handlers.sheet import Sheet, load
from handlers.turn import Choice, Outcome, Turn, button, lines, only, say
from handlers.wording import period, title
from locales import formats
from locales import line as written
from storage import answers, changes, history, reports
from storage.conversations import Frame

_MOST_LINES = 5
_MOST_CHOICES = 12
_NO_VALUE = "?"


def start(turn: Turn, text: str) -> Outcome | None:
    """Fill the report that the line is for; `None` if this is no line."""
    target = find(turn, text)
    if target.unknown:
        return only(say(rights.unknown(turn, target.unknown)))
    if target.closed is not None:
        name = formats.period(target.closed, turn.t.language)
        return only(say(turn.t("No report for {period} is open.", period=name)))
    if not target.found:
        return choose(turn, begin) if any(map(str.isdecimal, text)) else None
    first = target.found[0]
    if not target.line:
        return begin(turn, first) if len(target.found) == 1 else _which(turn, target)
    if not cut(turn, first.form, first.form.indicators, target.line).found:
        return None
    return fill(turn, first, target.line) if len(target.found) == 1 else _which(turn, target)


def named(turn: Turn, text: str, running: Frame | None) -> Outcome | None:
    """A line of names and figures without a word in front, for the report in hand or owed."""
    line = tokens(text)
    if len(line) < 2 * 2:
        return None
    found = engine.state(REPORT, running) if running else None
    state = found if isinstance(found, State) else None
    sheet = load(turn, state.report, "report") if state else None
    if sheet is not None:
        if not only_names(turn, sheet.form, line):
            return None
        return _fill(turn, sheet.report.id, tuple(line), state)
    fitting_forms = {f.code for f in duties.forms_of(turn) if only_names(turn, f, line)}
    if not fitting_forms:
        return None
    owed = [duty for duty in duties.of_person(turn, turn.me) if duty.owed]
    fitting = tuple(duty for duty in owed if duty.form.code in fitting_forms)
    if not fitting:
        return None
    target = Target(fitting, tuple(line))
    return fill(turn, fitting[0], line) if len(fitting) == 1 else _which(turn, target)


def in_own_words(running: Frame | None) -> bool:
    """Whether a reason or an explanation may be asked for: other dialogues, and parts of ours."""
    if running is None or running.name != REPORT.name:
        return running is not None
    state = engine.state(REPORT, running)
    if not isinstance(state, State):
        return False
    explains = state.pending is not None and state.pending.wants == "words"
    return explains or (state.late and not state.reason)


def fill(turn: Turn, duty: Duty, line: list[str] | tuple[str, ...]) -> Outcome:
    """Open the draft and play the line into it."""
    report = reports.start(turn.db, duty.unit.id, duty.form.code, duty.period.code, turn.now)
    return _fill(turn, report.id, tuple(line), None)


def _fill(turn: Turn, report: int, line: tuple[str, ...], running: State | None) -> Outcome:
    sheet = load(turn, report, "report", lock=True)
    if sheet is None:
        raise LookupError(f"report {report} has just been there")
    found = cut(turn, sheet.form, sheet.asked(), line)
    state = running or State(report=sheet.report.id)
    state = state.model_copy(
        update={"line": found.found, "at": None, "pending": None, "compare": False}
    )
    left = found.left[:60]
    said = turn.t("{text} could not be read here.", text=left) if left else None
    written = changes.writers(turn.db, report) if sheet.values else {}
    taken = go_on(turn, state, said)
    taken = under(replaced(turn, sheet, load(turn, report, "report"), written), taken)
    if not _complete(turn, sheet):
        name = Markup("<b>{}</b>").format(title(turn.t, sheet.unit, sheet.form, sheet.period))
        taken = under([name], taken)
    return engine.outcome(turn, REPORT, taken)


def _complete(turn: Turn, before: Sheet) -> bool:
    """Whether the card comes now, which has the report's name itself."""
    sheet = load(turn, before.report.id, "report")
    return sheet is None or sheet.open() is None


def _which(turn: Turn, target: Target) -> Outcome:
    line = " ".join(target.line)
    rows = [
        (
            Choice(
                label=f"{d.unit.name}: {turn.t.movement(d.form.name)}, {period(turn.t, d.period)}",
                says=f"/report {d.unit.code} {d.form.code} {d.period.code} {line}".strip(),
            ),
        )
        for d in target.found[:_MOST_CHOICES]
    ]
    return only(say(turn.t("Please choose the report."), *rows))


def chosen(turn: Turn, words: list[str]) -> Outcome | None:
    """`/report UNIT FORM PERIOD` with a line behind it: a button of the choice above."""
    for duty in open_duties(turn, words[0]):
        if [duty.form.code, duty.period.code] == words[1:3]:
            return fill(turn, duty, words[3:])
    return None


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
