"""Begins a report with a quick line."""

from __future__ import annotations

from markupsafe import Markup

from handlers import dialogue as engine
from handlers import duties, rights
from handlers.duties import Duty
from handlers.line_pieces import tokens
from handlers.report import REPORT, begin
from handlers.report_bar import barred
from handlers.report_choice import choose
from handlers.report_example import MOST_CHOICES, more
from handlers.report_line import cut, go_on, only_names, under
from handlers.report_state import State
from handlers.report_target import Target, find, open_duties
from handlers.seen import replaced
from handlers.sheet import Sheet, load
from handlers.turn import Choice, Outcome, Turn, lines, only, say
from handlers.wording import period, title
from locales import formats
from storage import changes, reports
from storage.conversations import Frame


def start(turn: Turn, text: str, running: Frame | None = None) -> Outcome | None:
    """Fill the report that the line is for; `None` if this is no line.

    `running`: the present dialogue; a line that names no group and no period is for its report.
    """
    target = find(turn, text)
    in_hand = _in_hand(turn, running) if target.line == tuple(tokens(text)) else None
    if in_hand and cut(turn, in_hand[1].form, in_hand[1].asked(), target.line).found:
        return _fill(turn, in_hand[1].report.id, target.line, in_hand[0])
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
    in_hand = _in_hand(turn, running)
    if in_hand is not None:
        state, sheet = in_hand
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


def _in_hand(turn: Turn, running: Frame | None) -> tuple[State, Sheet] | None:
    """The report of the present dialogue, where that is one that may be written."""
    found = engine.state(REPORT, running) if running and running.name == REPORT.name else None
    state = found if isinstance(found, State) else None
    sheet = load(turn, state.report, "report") if state else None
    if state is None or sheet is None or barred(turn, sheet, late=state.late) is not None:
        return None
    return state, sheet


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
        update={
            "line": found.found,
            "at": None,
            "pending": None,
            "compare": False,
            "discard": False,
        }
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
        for d in target.found[:MOST_CHOICES]
    ]
    return only(say(lines(turn.t("Please choose the report."), more(turn, target)), *rows))


def chosen(turn: Turn, words: list[str]) -> Outcome | None:
    """`/report UNIT FORM PERIOD` with a line behind it: a button of the choice above."""
    for duty in open_duties(turn, words[0]):
        if [duty.form.code, duty.period.code] == words[1:3]:
            return fill(turn, duty, words[3:])
    return None
