"""What stands before the figures of a line: whose they are, and of which period."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache

from handlers.engine.turn import Turn
from handlers.line.names import NOT_ASKED, first_words, longest, names
from handlers.line.reading import mute, of
from handlers.line.units import unit_at
from handlers.line.words import Line
from locales import reading
from locales.fold import fold
from locales.translator import languages, translator
from scoring.movement import Movement
from scoring.periods import containing
from storage.units import Unit

_LONGEST_PERIOD = 4
_LONGEST_MUTE = 4
_LONGEST_SHOWN = 60


@dataclass(frozen=True)
class Head:
    """`groups`: those it may mean, `None` if none was named; `unknown`: a group that is not
    one's own; `period`: its code; `day`: a date; `line`: what stands behind all that.
    """

    line: Line
    groups: tuple[Unit, ...] | None = None
    unknown: str = ""
    period: str | None = None
    day: date | None = None

    @property
    def named(self) -> bool:
        """Whether it says which report is meant."""
        return self.groups is not None or self.period is not None


def head(turn: Turn, line: Line) -> Head:
    """Read what stands before the figures."""
    found, at = Head(line), 0
    while at < len(line.words):
        taken, found = _next(turn, line, at, found)
        if not taken:
            break
        at += taken
    return Head(line.after(at), found.groups, found.unknown, found.period, found.day)


def _next(turn: Turn, line: Line, at: int, found: Head) -> tuple[int, Head]:
    """How many words belong to the head here, and the head with them."""
    said = _said_nothing(turn.movement, line, at)
    if said:
        return said, found
    if _asks(turn.movement, line, at):
        return 0, found
    unit = unit_at(turn, line, at) if found.groups is None else None
    period, words = _period(turn, line, at)
    if unit and not (not unit.groups and period):  # "T10" of somebody with another group is October
        unknown = "" if unit.groups else line.piece(at, at + unit.words).upper()[:_LONGEST_SHOWN]
        return unit.words, Head(line, unit.groups, unknown, found.period, found.day)
    if period and found.period is None:
        return words, Head(line, found.groups, found.unknown, period, found.day)
    day, words = _day(turn, line, at)
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
    return ends, first_words(ends)


@cache
def _questions(movement: Movement) -> tuple[frozenset[str], frozenset[str]]:
    forms = movement.forms.values()
    known = frozenset(
        n for form in forms for n, code in names(movement, form).items() if code != NOT_ASKED
    )
    return known, first_words(known)


def _asks(movement: Movement, line: Line, at: int) -> bool:
    """Whether the name of a question begins here."""
    return bool(longest(line, *_questions(movement), at))


def _period(turn: Turn, line: Line, at: int) -> tuple[str | None, int]:
    """The period that the next words name; a bare number is none, it is a figure."""

    def may(text: str) -> bool:
        figure = any(map(str.isdecimal, text))
        return not text.isdecimal() if figure else of(turn).silent(text.split()[0])

    code, words = _read(turn, line, at, "period", may)
    return (str(code) if code else None), words


def _day(turn: Turn, line: Line, at: int) -> tuple[date | None, int]:
    """A date: the day of the report, or the last of its period."""

    def may(text: str) -> bool:
        return any(map(str.isdecimal, text)) and ("/" in text or not text[0].isdecimal())

    day, words = _read(turn, line, at, "date", may)
    return (day if isinstance(day, date) else None), words


def _read(
    turn: Turn, line: Line, at: int, kind: reading.Kind, may: Callable[[str], bool]
) -> tuple[object, int]:
    cell = line.words[at].cell
    for length in range(min(_LONGEST_PERIOD, len(line.words) - at), 0, -1):
        text = line.piece(at, at + length)
        inner = line.words[at : at + length - 1]
        if line.words[at + length - 1].cell != cell or any(word.colon for word in inner):
            continue
        if not may(text):
            continue
        read = reading.read(kind, text, turn.t.language, today=turn.today, context="past")
        if isinstance(read, reading.Value):
            return read.value, length
    return None, 0


def month_of(day: date) -> str:
    """The code of the month of a day."""
    return containing("monthly", day).code
