"""What an answer to a question comes to, whatever the question is about: a value, or why none."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from handlers.asking import kinds
from handlers.asking.subject import Subject
from handlers.engine.turn import Buttons, Turn, lines
from locales.reading import Labels
from scoring.indicators import Indicator
from scoring.questions import Value

_NOTHING = Markup("")
_SHOWN = 60
"""Letters of what was written that are said back."""


@dataclass(frozen=True)
class Read:
    """A value; without one `why` none was read, and buttons for what may have been meant."""

    value: Value | None = None
    approximate: bool = False
    why: Markup = _NOTHING
    rows: Buttons | None = None


def read(
    turn: Turn, subject: Subject, indicator: Indicator, labels: Labels | None = None
) -> Read:  # fmt: skip
    """A button's value, or what the words say; `labels`: the names of this question and others."""
    way = kinds.of(indicator)
    says = turn.text.startswith("=")
    pressed = way.pressed(turn, subject, indicator, turn.text[1:]) if says else None
    if pressed is not None:
        return Read(pressed)
    if turn.tapped and (turn.word not in ("yes", "no") or indicator.kind.of != "truth"):
        return Read(why=turn.t("That button does not fit this question."))
    heard = way.hear(turn, subject, indicator, labels)
    if heard.value is not None:
        return Read(heard.value, heard.approximate)
    if heard.readings or heard.doubtful:
        return _which(turn, indicator, heard.readings)
    return Read(why=_unread(turn, indicator))


def _which(turn: Turn, indicator: Indicator, readings: tuple[Value, ...]) -> Read:
    t = turn.t
    why = t("It is not clear what is meant by {text}.", text=turn.text.strip()[:_SHOWN])
    if not readings or indicator.kind.of == "truth":  # yes and no stand below the question
        return Read(why=lines(why, kinds.helped(turn, indicator)))
    ask = t("Which one is right? Or write it again.")
    if indicator.kind.of == "quantity":
        ask = t("Which one is right? Or write it again, with its unit.")
    return Read(why=lines(why, ask), rows=tuple(kinds.offered(turn, indicator, readings)))


def _unread(turn: Turn, indicator: Indicator) -> Markup:
    """What can be answered; a number's example stands in the question, which follows."""
    why = turn.t("{text} could not be read here.", text=turn.text.strip()[:_SHOWN])
    return lines(why, kinds.helped(turn, indicator))
