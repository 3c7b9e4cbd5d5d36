"""A reply to an earlier message of a report: it corrects that answer, or it is asked which.

Never is it the answer to the question that happens to be open.
"""

from __future__ import annotations

from handlers.asking import kinds
from handlers.engine import dialogue as engine
from handlers.engine.dialogue import Next
from handlers.engine.turn import Outcome, Turn
from handlers.report.dialogue import REPORT
from handlers.report.edit import Where, correct, state_of
from handlers.report.state import Said, State
from handlers.seen import Seen, read
from handlers.sheets import load
from locales.fold import fold
from services.sheets import Sheet
from storage import answers
from storage.conversations import Frame


def quoted(turn: Turn, running: Frame | None) -> Outcome | None:
    """What a reply means by what it quotes; `None` if that asks for nothing that it could be."""
    state = state_of(running)
    if turn.quoted is None or (turn.word in ("yes", "no") and not _yes_or_no(turn)):
        return None
    if turn.quoted.own is not None:
        if state is not None and running is not None and state.open == turn.quoted.own:
            return engine.step(turn, REPORT, running)
        return _one_or_which(turn, state, _own(turn, turn.quoted.own))
    seen = read(turn.quoted.reply.shows if turn.quoted.reply else None)
    if seen is None or seen.step in ("review", "office"):
        return None
    return _one_or_which(turn, state, _shown(turn, seen))


def _yes_or_no(turn: Turn) -> bool:
    """Whether the quoted message asked a question of the form that is answered by yes or no."""
    seen = read(turn.quoted.reply.shows if turn.quoted and turn.quoted.reply else None)
    asked = turn.movement.indicators.get(seen.code or "") if seen else None
    return (
        seen is not None and seen.step == "ask" and asked is not None and asked.kind.of == "truth"
    )


def _own(turn: Turn, message: str) -> Where | None:
    """The answers that one's own message gave."""
    found = answers.written_in(turn.db, message, turn.me.id)
    if not found:
        return None
    report = found[-1][0]
    return report, tuple(code for where, code in found if where == report)


def _shown(turn: Turn, seen: Seen) -> Where | None:
    """The answers that a message of ours is about: those named in what was picked out of it."""
    sheet = load(turn, seen.report, "report", lock=True)
    if sheet is None or turn.quoted is None:
        return None
    named = _named(turn, sheet, turn.quoted.part or "")
    if turn.quoted.present:
        return (seen.report, named) if named and seen.code not in named else None
    if named:
        return seen.report, named
    return seen.report, (seen.code,) if seen.code else sheet.asked()


def _named(turn: Turn, sheet: Sheet, part: str) -> tuple[str, ...]:
    """The questions whose names stand in a text; a longer name hides the shorter one in it."""
    text, found = fold(part), set()
    names = {fold(turn.t.movement(sheet.indicator(code).name)): code for code in sheet.asked()}
    for name in sorted(names, key=len, reverse=True):
        if name in text:
            found.add(names[name])
            text = text.replace(name, "\n")
    return tuple(code for code in sheet.asked() if code in found)


def _one_or_which(turn: Turn, state: State | None, where: Where | None) -> Outcome | None:
    if where is None:
        return None
    report, codes = where
    if len(codes) > 1:
        sheet = load(turn, report, "report")
        codes = tuple(code for code in codes if sheet and _fits(turn, sheet, code))
    if len(codes) == 1:
        return correct(turn, state, report, codes[0])
    return _which(turn, state, report, codes) if codes else None


def _fits(turn: Turn, sheet: Sheet, code: str) -> bool:
    asked = sheet.indicator(code)
    return kinds.of(asked).hear(turn, sheet, asked, None).fits


def _which(turn: Turn, state: State | None, report: int, codes: tuple[str, ...]) -> Outcome | None:
    sheet = load(turn, report, "report")
    codes = tuple(code for code in codes if sheet and code in sheet.values)
    if sheet is None or not codes:
        return None
    same = state if state and state.report == report else State(report=report)
    said = Said(text=turn.text, message=turn.incoming.message, codes=codes)
    return engine.outcome(turn, REPORT, Next(same.model_copy(update={"which": said})))
