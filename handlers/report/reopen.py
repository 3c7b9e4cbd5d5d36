"""What the card's buttons say, written once the report has been sent: "sửa 7" opens it again."""

from __future__ import annotations

import re
from functools import cache

from handlers import duties
from handlers.engine import dialogue as engine
from handlers.engine.turn import Outcome, Turn
from handlers.report.dialogue import REPORT
from handlers.report.state import State
from handlers.sheets import load
from handlers.wording.reports import title
from locales.fold import fold
from locales.translator import languages, translator
from storage.history import COUNTS
from storage.reports import Report

_LONGEST = 40


def reopened(turn: Turn) -> Outcome | None:
    """The question that is named, of the report that the writer sent last; `None` if none is."""
    number, report = _number(turn.text), _last(turn)
    sheet = load(turn, report.id, "report") if number and report else None
    if sheet is None or number is None or not 1 <= number <= len(sheet.asked()):
        return None
    state = State(report=sheet.report.id, at=sheet.asked()[number - 1])
    return engine.begin(turn, REPORT, state, title(turn.t, sheet.unit, sheet.form, sheet.period))


def _last(turn: Turn) -> Report | None:
    """Of those that may still be corrected."""
    found = (duty.report for duty in duties.of_person(turn, turn.me))
    sent = [one for one in found if one and one.status in COUNTS and one.confirmed_at
            and one.confirmed_by == turn.me.id]  # fmt: skip
    return max(sent, key=lambda one: str(one.confirmed_at), default=None)


def _number(text: str) -> int | None:
    match = _said().fullmatch(fold(text[:_LONGEST]))
    return int(next(filter(None, match.groups()))) if match else None


@cache
def _said() -> re.Pattern[str]:
    """The button in every language, with any number."""
    labels = (fold(translator(code)("Correct {n}", n=0).unescape()) for code in languages())
    return re.compile("|".join(re.escape(one).replace("0", r"(\d{1,2})", 1) for one in labels))
