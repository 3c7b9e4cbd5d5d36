"""Which report a quick line is for: group and period may stand in front of its figures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from handlers import duties
from handlers.duties import Duty
from handlers.line_pieces import tokens
from handlers.report_choice import groups_of
from handlers.report_line import cut
from handlers.turn import Turn
from locales import reading
from locales.fold import fold
from storage import units
from storage.units import Unit

_NUMBERED = re.compile(r"(?:t|g|to|nhom)\W?(\d{1,3})")
"""T12: the group number 12 of one's own, as heads and officers write it."""
_LAST_NUMBER = re.compile(r"(\d+)\D*$")
_LONGEST_PERIOD = 3


@dataclass(frozen=True)
class Target:
    """The reports it may be for, the likeliest first in time; what is left of the line.

    `unknown`: a group was named that is none of this person's; `closed`: a period for which
    nothing is open.
    """

    found: tuple[Duty, ...]
    line: tuple[str, ...]
    unknown: str = ""
    closed: str | None = None


def find(turn: Turn, text: str) -> Target:
    """Read what stands in front of the figures, and keep the reports that it may mean."""
    line = tokens(text)
    owed = _open(turn)
    unit, taken = _unit(turn, line, [duty.unit for duty in owed])
    if taken and unit is None:
        return Target((), tuple(line), " ".join(line[:taken]).upper())
    line = line[taken:]
    period, taken = _period(turn, line)
    line = line[taken:]
    found = [
        duty
        for duty in owed
        if (unit is None or duty.unit.id == unit.id)
        and (period is None or duty.period.code == period)
    ]
    if not found:
        return Target((), tuple(line), closed=period)
    return Target(tuple(_fitting(turn, found, line)), tuple(line))


def _open(turn: Turn) -> list[Duty]:
    """What is open for this person, first what is still owed."""
    own = duties.of_person(turn, turn.me)
    behalf = [d for group in groups_of(turn) for d in duties.of_unit(turn, group, "head")]
    found = [duty for duty in (*own, *behalf) if duty.open_on(turn.today)]
    return sorted(found, key=lambda duty: not duty.owed)


def _unit(turn: Turn, line: Sequence[str], mine: Sequence[Unit]) -> tuple[Unit | None, int]:
    """The group that the first words name (`None` if it is not one's own), and their number."""
    for length in (2, 1):
        word = fold(" ".join(line[:length]))
        codes = {fold(unit.code): unit for unit in mine}
        if word in codes:
            return codes[word], length
        numbered = _NUMBERED.fullmatch(word)
        if numbered and len(line) >= length:
            found = {u.id: u for u in mine if _number(u) == int(numbered[1])}
            if len(found) == 1:
                return next(iter(found.values())), length
            if not found and _period(turn, line[:length])[0] is not None:
                return None, 0  # "T10" of somebody with another group is October
            return None, length
    foreign = len(line) > 0 and units.by_code(turn.db, line[0].upper()) is not None
    return None, int(foreign)


def _number(unit: Unit) -> int | None:
    named = _LAST_NUMBER.search(fold(unit.name)) or _LAST_NUMBER.search(unit.code)
    return int(named[1]) if named else None


def _period(turn: Turn, line: Sequence[str]) -> tuple[str | None, int]:
    """The period that the next words name; a bare number is none, it is a figure."""
    for length in range(min(_LONGEST_PERIOD, len(line)), 0, -1):
        text = " ".join(line[:length])
        if line[0].isdecimal():
            continue
        read = reading.read("period", text, turn.t.language, today=turn.today, context="past")
        if isinstance(read, reading.Value):
            return str(read.value), length
    return None, 0


def _fitting(turn: Turn, found: list[Duty], line: Sequence[str]) -> list[Duty]:
    """Of a group's several reports those that take most of the line; what is owed goes first."""
    if len({duty.unit.id for duty in found}) > 1 or len(found) < 2 or not line:
        return [duty for duty in found if duty.owed] or found
    taken = [len(cut(turn, duty.form, duty.form.indicators, line).found) for duty in found]
    best = [duty for duty, n in zip(found, taken, strict=True) if n == max(taken)]
    return [duty for duty in best if duty.owed] or best
