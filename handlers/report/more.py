"""What a list of reports to choose from leaves out, and how a line names one of them."""

from __future__ import annotations

from markupsafe import Markup

from handlers.engine.turn import Turn
from handlers.report.target import Target
from locales.reading import line as written

MOST_CHOICES = 12
_LONGEST_HINT = 80


def more(turn: Turn, target: Target) -> Markup | None:
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
