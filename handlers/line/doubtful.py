"""What leaves open whose report a line is, or of which period, though it names none by its code.

"Sister Lan's report: …", "(tháng 8)" behind the figures: nobody knows what such words mean to say,
so the writer chooses the report before anything is noted.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from handlers import rights
from handlers.engine.turn import Turn
from handlers.line.names import asks
from handlers.line.others import front, named, somebody_at
from handlers.line.reading import mute
from handlers.line.when import period_at, period_named
from handlers.line.words import Line
from locales.fold import fold

_LONGEST = 10
_LAST = 6
_LONGEST_MUTE = 4


def whose(turn: Turn, line: Line) -> str:
    """The words that may name somebody else's group: a heading that nobody understands, a person in
    front of the word for a report or in a place of their own without a figure; or "".
    """
    return _heading(turn, line) or _before(line) or _aside(turn, line)


def of_another_period(turn: Turn, line: Line, known: Collection[str]) -> str:
    """The last words, where they call a period by its name which is none of these; or ""."""
    for at in range(max(len(line.words) - _LAST, 0), len(line.words)):
        period = period_named(turn, line, at)
        if period and period not in known:
            return line.piece(at, at + 1) if line.words[at].figure else line.piece(at, at + 2)
    return ""


def _heading(turn: Turn, line: Line) -> str:
    """What stands before the first colon, where it is neither a name of a question nor nothing."""
    colon = next((at for at, word in enumerate(line.words[:_LONGEST]) if word.colon), None)
    if colon is None or any(word.figure for word in line.words[: colon + 1]):
        return ""
    if any(_asked(turn, line, at, colon + 1) for at in range(colon + 1)):
        return ""
    unknown = list(_unknown(turn, line, colon + 1))
    return line.piece(unknown[0], colon + 1) if unknown else ""


def _asked(turn: Turn, line: Line, at: int, end: int) -> bool:
    """Whether a question's name ends here, perhaps with a month behind it."""
    behind = at + asks(turn.movement, line, at)
    return at < behind and (
        behind == end or (behind < end and behind + period_at(turn, line, behind)[1] == end)
    )


def _unknown(turn: Turn, line: Line, end: int) -> Iterator[int]:
    """Where words stand that say something, and are neither a period nor the writer's own names."""
    own = _own(turn)
    at = 0
    while at < end:
        phrases = range(min(_LONGEST_MUTE, end - at), 0, -1)
        quiet = next((n for n in phrases if mute(line.piece(at, at + n))), 0)
        quiet = quiet or period_at(turn, line, at)[1]
        if not quiet and line.words[at].folded not in own:
            yield at
        at += quiet or 1


def _own(turn: Turn) -> frozenset[str]:
    units = rights.units_of(turn)
    names = [turn.me.name, *(unit.name for unit in units), *(unit.code for unit in units)]
    return frozenset(word for name in names for word in fold(name).split())


def _before(line: Line) -> str:
    """Chị Lan báo cáo: a person right before the word for a report."""
    before = Line(line.text, line.before)
    last = len(before.words) - 1
    first = next((at for at in range(last + 1) if before.words[at].cell == before.words[last].cell),
                 0)  # fmt: skip
    return before.piece(first, last + 1) if last > first and somebody_at(before, first) else ""


def _aside(turn: Turn, line: Line) -> str:
    """Tổ chị Lụa, behind the figures and in a cell of its own."""
    figures = {word.cell for word in line.words if word.figure}
    at = front(turn.movement, line)
    while at < len(line.words):
        cell = line.words[at].cell
        end = next((n for n in range(at, len(line.words)) if line.words[n].cell != cell),
                   len(line.words))  # fmt: skip
        part = Line(line.text, line.words[at:end])
        if cell not in figures and named(turn, part, len(part.words)):
            return part.piece(0, len(part.words))
        at = end
    return ""
