"""Whether a message is a quick line: it begins with the word for a report, in any language."""

from __future__ import annotations

import re
from dataclasses import replace

from handlers.engine.turn import Turn
from handlers.kinds import lowest
from handlers.line.names import first_words, longest
from handlers.line.reading import mute
from handlers.line.words import Line, read
from locales import reading
from locales.reading import line as written

_GLUED = re.compile(r"^\s*/?(bc)(?=\d)", re.IGNORECASE)
_MOST_BEFORE = 12
_FIGURES = 2


def begun(turn: Turn) -> Line | None:
    """What stands behind the word for a report; `None` if the message does not begin with it.

    A greeting may stand before it, and whatever is no figure where two figures follow.
    """
    line = read(_GLUED.sub(r"\1 ", turn.text).lstrip("/ "))
    known = written.begins()
    first = first_words(known)
    for at in range(min(_MOST_BEFORE, len(line.words))):
        n = longest(line, known, first, at)
        if n and _leads(turn, line, at, at + n):
            return replace(line.after(at + n), before=line.words[:at])
        if line.words[at].figure and not _named(turn, line, at):
            return None
    return None


def _named(turn: Turn, line: Line, at: int) -> bool:
    """Tổ 1 báo cáo: a figure that is a group's."""
    return at > 0 and line.words[at - 1].folded in lowest(turn.movement)


def _leads(turn: Turn, line: Line, at: int, behind: int) -> bool:
    """Whether what stands before the word leaves it the beginning of a report."""
    before = line.piece(0, at)
    if not at or _greets(line, at):
        return True
    said = reading.read("yesno", before, turn.t.language, today=turn.today, context="none")
    if isinstance(said, reading.Value) and said.value == "no":
        return False
    figures = sum(word.figure for word in line.words[behind:])
    return figures >= _FIGURES


def _greets(line: Line, end: int) -> bool:
    at = 0
    while at < end:
        phrases = [n for n in range(min(4, end - at), 0, -1) if mute(line.piece(at, at + n))]
        if not phrases:
            return False
        at += phrases[0]
    return True
