"""What a question shows, whatever it is about: the answer so far, an example, its buttons."""

from __future__ import annotations

from markupsafe import Markup

from handlers.asking import kinds
from handlers.asking.subject import Subject
from handlers.engine.turn import Choice, Turn, button
from handlers.wording.values import UNITS, full, shortened
from scoring.indicators import Indicator
from scoring.questions import token

Rows = list[tuple[Choice, ...]]


def given(turn: Turn, subject: Subject, indicator: Indicator) -> Markup | None:
    """What is answered so far."""
    answer = subject.values.get(indicator.code)
    if answer is None:
        return None
    return turn.t("Answered so far: {value}", value=full(turn.t, indicator, answer))


def unit(turn: Turn, subject: Subject, indicator: Indicator) -> Markup | None:
    """What the answer is given in, and a right one."""
    t, way = turn.t, kinds.of(indicator)
    example = way.example(turn, subject, indicator)
    if example is None:
        return kinds.helped(turn, indicator) if way.named else None
    unit = t(UNITS[indicator.unit])
    return t("Unit: {unit}. For example: {value}", unit=unit, value=example)


def rows(
    turn: Turn,
    subject: Subject,
    indicator: Indicator,
    beside: Choice | None = None,
    *,
    needed: bool = False,
) -> Rows:
    """The kind's own buttons, one that takes over a value (`beside`, else last time's), the ways
    on (where an answer is `needed`, there is none without one) and back.
    """
    t, way = turn.t, kinds.of(indicator)
    found, last = way.rows(turn, subject, indicator), subject.last.get(indicator.code)
    if beside is None and last is not None and way.keeps:
        label = t("Keep: {value}", value=shortened(t, indicator, last))
        beside = button(label, f"={token(last)}")
    back = button(t("Back"), "back")
    ways = (back,) if needed else (button(t("Not known"), "skip"), back)
    return [*found, *([(beside,)] if beside else []), ways]
