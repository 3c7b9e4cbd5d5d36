"""Begins a report with a quick line, or fills the one in hand."""

from __future__ import annotations

from dataclasses import replace

from markupsafe import Markup

from handlers import duties
from handlers.asking import kinds
from handlers.engine import dialogue as engine
from handlers.engine.turn import Outcome, Turn, only, say
from handlers.line import reading as texts
from handlers.line.head import head
from handlers.line.split import Found, Pieces
from handlers.line.words import Line, read
from handlers.report import template
from handlers.report.bar import barred
from handlers.report.choice import choose
from handlers.report.dialogue import REPORT, begin
from handlers.report.line import cut, go_on, only_names, under
from handlers.report.more import nobodys, which
from handlers.report.state import State
from handlers.report.target import Target, find, open_duties
from handlers.seen import read as seen
from handlers.seen import replaced
from handlers.sheets import load
from handlers.wording.reports import title
from locales import formats
from services.duties import Duty
from services.sheets import Sheet
from storage import changes, reports
from storage.conversations import Frame

_LEAST_WORDS = 4
_MOST_WORDS = 200  # without a word in front: more are a story
_LEAST_FIGURES = 2


def start(turn: Turn, line: Line, running: Frame | None = None) -> Outcome | None:
    """Fill the report that the line is for; `None` if this is no line.

    In a report's dialogue it is for that one, unless the line itself names another.
    """
    target = find(turn, line)
    if target.unknown or target.whose:
        return nobodys(turn, target.unknown, target.whose)
    if target.closed is not None:
        name = formats.period(target.closed, turn.t.language)
        return only(say(turn.t("No report for {period} is open.", period=name)))
    state, sheet = _in_hand(turn, running)
    if sheet is not None and not target.named and not target.doubt:
        return _into(turn, sheet, state, target.line)
    figures = any(word.figure for word in line.words)
    if not target.found:
        return choose(turn, begin) if figures else None
    return _begin(turn, target, running, figures=target.named or figures)


def _begin(turn: Turn, target: Target, running: Frame | None, *, figures: bool) -> Outcome | None:
    first = target.found[0]
    if not target.line.words:
        return begin(turn, first) if len(target.found) == 1 else which(turn, target)
    found = cut(turn, first.form, first.form.indicators, target.line)
    # "BC nợ quá hạn không có": a name with a clear answer needs no figure.
    if len(found.found) + len(found.unsure) < (1 if figures or found.clear else _LEAST_FIGURES):
        if running and not figures:
            return None  # what is open may be answered so
        return template.instead(turn, first.form, target.line, asks=running is not None)
    sure = len(target.found) == 1 and not target.doubt
    return fill(turn, first, target.line) if sure else which(turn, target)


def _into(turn: Turn, sheet: Sheet, state: State | None, line: Line) -> Outcome | None:
    """A line without a name, in a report's dialogue."""
    found = cut(turn, sheet.form, sheet.asked(), line, sheet.known())
    if not _empty(found) and not _alone(sheet, found):
        return _fill(turn, sheet.report.id, line, state)
    if sum(word.figure for word in line.words) < _LEAST_FIGURES and _empty(found):
        return None  # the question may be answered so
    return template.instead(turn, sheet.form, line, asks=True)


def _alone(sheet: Sheet, found: Pieces) -> bool:
    """One figure without a name, and the first question has got its answer: whose is it?"""
    one = len(found.found) + len(found.unsure) == 1 and not found.named
    return one and bool(found.found) and found.found[0][0] in sheet.values


def _empty(found: Pieces) -> bool:
    return not found.found and not found.unsure


def _in_hand(turn: Turn, running: Frame | None) -> tuple[State | None, Sheet | None]:
    """The report of the present dialogue."""
    found = engine.state(REPORT, running) if running and running.name == REPORT.name else None
    if not isinstance(found, State):
        return None, None
    return found, load(turn, found.report, "report")


def named(turn: Turn, running: Frame | None) -> Outcome | None:
    """A line of names and figures without a word in front, for the report in hand or owed."""
    line = read(turn.text)
    if not _LEAST_WORDS <= len(line.words) <= _MOST_WORDS:
        return None
    state, sheet = _in_hand(turn, running)
    said = head(turn, line)
    if sheet is not None and not said.named:
        fits = only_names(turn, sheet.form, said.line)
        return _fill(turn, sheet.report.id, said.line, state) if fits else None
    if not any(only_names(turn, f, said.line) for f in duties.forms_of(turn)):
        return None
    if said.unknown or said.whose:
        return nobodys(turn, said.unknown, said.whose)
    target = find(turn, line)
    owed = [duty for duty in target.found if duty.owed]
    forms = {duty.form.code: duty.form for duty in owed}  # of sixty groups it is the same form
    fits_of = {code for code, form in forms.items() if only_names(turn, form, target.line)}
    fitting = tuple(duty for duty in owed if duty.form.code in fits_of)
    if not fitting:
        return None
    if len(fitting) == 1 and not target.doubt:
        return fill(turn, fitting[0], target.line)
    return which(turn, replace(target, found=fitting))


def in_own_words(turn: Turn, running: Frame | None) -> bool:
    """Whether words may be asked for, a reason, a text: other dialogues, and parts of ours."""
    if running is None or running.name != REPORT.name:
        return running is not None
    if _asks_words(turn):
        return True
    state = engine.state(REPORT, running)
    if not isinstance(state, State):
        return False
    explains = state.pending is not None and state.pending.wants == "words"
    return explains or (state.late and not state.reason)


def _asks_words(turn: Turn) -> bool:
    """Whether the question that is answered takes any words."""
    shown = seen(turn.shown)
    if shown is None or shown.step != "ask":
        return False
    asked = (one.indicators.get(shown.code or "") for one in turn.live.all)
    return any(kinds.of(one).free for one in asked if one)


def fill(turn: Turn, duty: Duty, line: Line) -> Outcome:
    """Open the draft and play the line into it."""
    report = reports.start(turn.db, duty.unit.id, duty.form.code, duty.period.code, turn.now)
    return _fill(turn, report.id, line, None)


def _fill(turn: Turn, report: int, line: Line, running: State | None) -> Outcome:
    sheet = load(turn, report, "report", lock=True)
    why = barred(turn, sheet, late=running is not None and running.late)
    if sheet is None or why is not None:
        return only(say(why or ""))
    found = cut(turn, sheet.form, sheet.asked(), line, sheet.known())
    state = running or State(report=sheet.report.id)
    state = state.model_copy(
        update={"line": found.found, "unsure": _new(turn, sheet, found), "at": None,
                "pending": None, "compare": False, "discard": False}
    )  # fmt: skip
    written = changes.writers(turn.db, report) if sheet.values else {}
    taken = go_on(turn, state, _left(turn, found))
    taken = under(replaced(turn, sheet, load(turn, report, "report"), written), taken)
    if not _complete(turn, sheet):
        name = Markup("<b>{}</b>").format(title(turn.t, sheet.unit, sheet.form, sheet.period))
        taken = under([name], taken)
    return engine.outcome(turn, REPORT, taken)


def _new(turn: Turn, sheet: Sheet, found: Pieces) -> tuple[Found, ...]:
    """What is not certain, and not what the report says already."""
    said = texts.of(turn)
    now = {code: answer.value for code, answer in sheet.values.items()}
    return tuple(one for one in found.unsure if now.get(one[0]) != said.number(*one))


def _left(turn: Turn, found: Pieces) -> Markup | None:
    if not found.left:
        return None
    return turn.t("It is not clear which question is answered by {text}.", text=found.left[:60])


def _complete(turn: Turn, before: Sheet) -> bool:
    """Whether the card comes now, which has the report's name itself."""
    sheet = load(turn, before.report.id, "report")
    return sheet is None or sheet.open() is None


def chosen(turn: Turn, unit: str, form: str, which: str, line: str) -> Outcome | None:
    """`/report UNIT FORM PERIOD` with a line behind it: a button of the choice above."""
    for duty in open_duties(turn):
        if (duty.unit.code, duty.form.code, duty.period.code) == (unit, form, which):
            return fill(turn, duty, read(line))
    return None
