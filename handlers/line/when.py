"""Periods and days in a line: in front of its figures, or behind the names of its questions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from handlers.engine.turn import Turn
from handlers.line.names import asks
from handlers.line.reading import of
from handlers.line.words import Line
from locales import reading
from locales.reading.halves import may_begin
from scoring.periods import containing

_LONGEST_PERIOD, _LONGEST_HALF = 4, 6
"""Words of a period; of one that may be a half-year: "nửa đầu của năm 2026"."""
_LONGEST_HEADING = 8
_MOST_NAMES = 12
"""A form has no more questions."""


@dataclass(frozen=True)
class Months:
    """`line`: without the months behind the names; `period`: the one that all of them say."""

    line: Line
    period: str | None = None


def months_named(turn: Turn, line: Line) -> Months:
    """Dư nợ tháng 11: 2310tr. What is said of several months stays, and is asked about."""
    found = list(_named(turn, line))
    periods = {period for _, _, period in found}
    if len(periods) != 1:
        return Months(line)
    words = list(line.words)
    for at, end, _ in reversed(found):
        before = replace(words[at - 1], colon=words[at - 1].colon or words[end - 1].colon)
        words[at - 1 : end] = [before]
    return Months(replace(line, words=tuple(words)), periods.pop())


def _named(turn: Turn, line: Line) -> Iterator[tuple[int, int, str]]:
    """Where a month stands right behind a name, and its code; "tháng này" is no month's name."""
    at, names = 0, 0
    while at < len(line.words) and names < _MOST_NAMES:
        name = asks(turn.movement, line, at)
        at, names = at + (name or 1), names + bool(name)
        if not name or at == len(line.words) or line.words[at - 1].colon:
            continue
        period, words = period_at(turn, line, at)
        if period and _absolute(turn, line.piece(at, at + words)):
            yield at, at + words, period
            at += words


def _absolute(turn: Turn, text: str) -> bool:
    if any(map(str.isdecimal, text)):
        return True
    read = reading.read("period", text, turn.t.language, today=turn.today, context="none")
    return not isinstance(read, reading.Value)


def period_at(turn: Turn, line: Line, at: int) -> tuple[str | None, int]:
    """The period that the next words name; a bare number is none, it is a figure."""

    def may(text: str) -> bool:
        figure = any(map(str.isdecimal, text))
        return not text.isdecimal() if figure else of(turn).silent(text.split()[0])

    code, words = _read(turn, line, at, "period", may)
    return (str(code) if code else None), words


def period_named(turn: Turn, line: Line, at: int) -> str | None:
    """The period that the next words call by its own name: "tháng 8", "August"."""
    period, words = period_at(turn, line, at)
    return period if period and _absolute(turn, line.piece(at, at + words)) else None


def heading(turn: Turn, line: Line) -> str | None:
    """The period that is named above the figures, among words that nobody knows.

    Above them stands what ends with a colon, and what stood before the word for a report.
    """
    before = Line(line.text, line.before)
    colon = next((at for at, word in enumerate(line.words) if word.colon), -1)
    for part, end in ((before, len(before.words)), (line, colon + 1)):
        named = (period_named(turn, part, at) for at in range(min(end, _LONGEST_HEADING)))
        if found := next(filter(None, named), None):
            return found
    return None


def day_at(turn: Turn, line: Line, at: int) -> tuple[date | None, int]:
    """A date: the day of the report, or the last of its period."""

    def may(text: str) -> bool:
        return any(map(str.isdecimal, text)) and ("/" in text or not text[0].isdecimal())

    day, words = _read(turn, line, at, "date", may)
    return (day if isinstance(day, date) else None), words


def _read(
    turn: Turn, line: Line, at: int, kind: reading.Kind, may: Callable[[str], bool]
) -> tuple[object, int]:
    cell = line.words[at].cell
    half = any(may_begin(word.folded) for word in line.words[at : at + _LONGEST_PERIOD])
    longest = _LONGEST_HALF if half else _LONGEST_PERIOD
    for length in range(min(longest, len(line.words) - at), 0, -1):
        text = line.piece(at, at + length).strip("()").strip()
        inner = line.words[at : at + length - 1]
        if line.words[at + length - 1].cell != cell or any(word.colon for word in inner):
            continue
        if not text or not may(text):
            continue
        read = reading.read(kind, text, turn.t.language, today=turn.today, context="past")
        if isinstance(read, reading.Value):
            return read.value, length
    return None, 0


def month_of(day: date) -> str:
    """The code of the month of a day."""
    return containing("monthly", day).code
