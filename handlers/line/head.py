"""What stands before the figures of a line: whose they are, and of which period."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from handlers.engine.turn import Turn
from handlers.kinds import lowest
from handlers.line.names import asks, first_words, longest, questions
from handlers.line.others import somebody_elses
from handlers.line.reading import mute, of
from handlers.line.units import another_code, unit_at
from handlers.line.when import day_at, heading, months_named, period_at, period_named
from handlers.line.words import Line
from locales.fold import fold
from locales.translator import languages, translator
from scoring.movement import Movement
from storage.units import Unit

_MOST_BEFORE = 5
_MOST_WORDS = 40
"""Behind so many words no report is named any more."""
_LONGEST_MUTE = 4
_LONGEST_SHOWN = 60


@dataclass(frozen=True)
class Head:
    """`groups`: those it may mean, `None` if none was named; `unknown`: a group that is not
    one's own; `whose`: words that name somebody else's; `period`: its code; `day`: a date; `line`:
    what stands behind all that.
    """

    line: Line
    groups: tuple[Unit, ...] | None = None
    unknown: str = ""
    period: str | None = None
    day: date | None = None
    whose: str = ""

    @property
    def named(self) -> bool:
        """Whether it says which report is meant."""
        return self.groups is not None or self.period is not None


def head(turn: Turn, line: Line) -> Head:
    """Read what stands before the figures."""
    named = months_named(turn, line)
    line = named.line
    found, at = Head(line, unknown=another_code(turn, line), period=named.period), 0
    while at < min(len(line.words), _MOST_WORDS):
        taken, found = _next(turn, line, at, found)
        taken = taken or _up_to_group(turn, line, at, found) or _up_to_period(turn, line, at, found)
        if not taken:
            break
        at += taken
    found = replace(found, line=line.after(at), period=found.period or heading(turn, line))
    if found.groups is None and not found.unknown:
        return replace(found, whose=somebody_elses(turn, line)[:_LONGEST_SHOWN])
    return found


def _up_to_group(turn: Turn, line: Line, at: int, found: Head) -> int:
    """Thay mặt tổ 9900002: how many words stand before the one that names a group, 0 for none."""
    for ahead in range(at + 1, min(at + _MOST_BEFORE, len(line.words))):
        last = line.words[ahead - 1]
        if found.groups is not None or last.figure or asks(turn.movement, line, ahead - 1):
            return 0
        word = line.words[ahead].folded
        named = word in lowest(turn.movement) and unit_at(turn, line, ahead)
        if named and of(turn).silent(line.piece(at, ahead)):
            return ahead - at
    return 0


def _up_to_period(turn: Turn, line: Line, at: int, found: Head) -> int:
    """Bù tháng 8: how many words stand before the one that names a period, 0 for none.

    What they say is not known, but the figures are not another period's.
    """
    for ahead in range(at + 1, min(at + _MOST_BEFORE, len(line.words))):
        last = line.words[ahead - 1]
        if found.period is not None or last.figure or asks(turn.movement, line, ahead - 1):
            return 0
        if period_named(turn, line, ahead):
            return ahead - at
    return 0


def _next(turn: Turn, line: Line, at: int, found: Head) -> tuple[int, Head]:
    """How many words belong to the head here, and the head with them."""
    said = _said_nothing(turn.movement, line, at)
    if said:
        return said, found
    if asks(turn.movement, line, at):
        return 0, found
    unit = unit_at(turn, line, at) if found.groups is None else None
    period, words = period_at(turn, line, at)
    if unit and not (not unit.groups and period):  # "T10" of somebody with another group is October
        unknown = "" if unit.groups else line.piece(at, at + unit.words).upper()[:_LONGEST_SHOWN]
        return unit.words, Head(line, unit.groups, unknown, found.period, found.day)
    if period and found.period is None:
        return words, Head(line, found.groups, found.unknown, period, found.day)
    day, words = day_at(turn, line, at)
    if day and found.day is None:
        return words, Head(line, found.groups, found.unknown, found.period, day)
    return _mute(line, at, least=1), found


def _said_nothing(movement: Movement, line: Line, at: int) -> int:
    """The form's own name, or a phrase like "tháng này", which is no name of a period here."""
    known, begun = _forms(movement)
    return longest(line, known, begun, at) or _mute(line, at, least=2)


def _mute(line: Line, at: int, *, least: int) -> int:
    ends = range(min(at + _LONGEST_MUTE, len(line.words)), at + least - 1, -1)
    alike = (end for end in ends if line.words[end - 1].cell == line.words[at].cell)
    return next((end - at for end in alike if mute(line.piece(at, end))), 0)


@cache
def _forms(movement: Movement) -> tuple[frozenset[str], frozenset[str]]:
    every = (translator(code) for code in languages())
    known = frozenset(fold(str(t.movement(f.name))) for t in every for f in movement.forms.values())
    words = [name.split() for name in known]  # its first words may be those that began the line
    ends = frozenset(" ".join(name[n:]) for name in words for n in range(len(name) - 1))
    ends -= questions(movement)[
        0
    ]  # "giao dịch" asks something, and ends the name of an office's form
    return ends, first_words(ends)
