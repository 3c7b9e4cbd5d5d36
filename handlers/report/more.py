"""Which report a line is for: a list to choose from, what it leaves out, how a line names one."""

from __future__ import annotations

from markupsafe import Markup

from handlers import rights
from handlers.engine.turn import Outcome, Turn, button, lines, only, say
from handlers.report.called import in_common, labels
from handlers.report.target import Target
from locales.reading import line as written

MOST_CHOICES = 12
_LONGEST_HINT = 80


def which(turn: Turn, target: Target) -> Outcome:
    """Which of these reports a line is for, and why that is asked; a tap plays the line into it."""
    line = target.line.piece(0, len(target.line.words))
    shown = target.found[:MOST_CHOICES]
    rows = [
        (button(name, f"/report {d.unit.code} {d.form.code} {d.period.code} {line}".strip()),)
        for name, d in zip(labels(turn, shown, target.found), shown, strict=True)
    ]
    doubt = turn.t("It is not clear what is meant by {text}.", text=target.doubt[:60])
    text = lines(doubt if target.doubt else None, turn.t("Please choose the report."))
    return only(say(lines(text, in_common(turn, target.found), _more(turn, target)), *rows))


def nobodys(turn: Turn, unknown: str, whose: str) -> Outcome:
    """What a line names is no unit of this person's, and which are."""
    if unknown:
        return only(say(rights.unknown(turn, unknown)))
    names = [unit.name for unit in rights.units_of(turn)]
    return only(say(turn.t(
        "It is not clear whose figures these are: {text}. This account reports for: {units}.",
        text=whose, units=turn.t.listing(names),
    )))  # fmt: skip


def _more(turn: Turn, target: Target) -> Markup | None:
    """How many reports are left out; the code of one may stand in front of the figures."""
    left = len(target.found) - MOST_CHOICES
    if left <= 0:
        return None
    code, line = target.found[-1].unit.code, target.line
    figures = line.piece(0, len(line.words))
    hint = " ".join([written.word(turn.t.language), code, figures])[:_LONGEST_HINT]
    return turn.t.many(
        "{n} more is not shown: its code may stand in front of the figures, such as {line}",
        "{n} more are not shown: their codes may stand in front of the figures, such as {line}",
        left,
        line=hint,
    )
