"""Which report a quick line is for: group and period may stand in front of its figures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from handlers import duties, rights
from handlers.duties import Duty
from handlers.line_pieces import tokens
from handlers.report_choice import groups_of
from handlers.report_line import cut
from handlers.turn import Turn
from locales import reading
from locales.fold import fold
from storage.units import Unit

_NUMBERED = re.compile(r"(?:t|g|to|nhom)\W?(\d{1,3})")
"""T12: the group number 12 of one's own, as heads and officers write it."""
_LAST_NUMBER = re.compile(r"(?<!\d)(\d+)\D*$")
_LONGEST_PERIOD = 3
_LONGEST_SHOWN = 60
_LEAST_CODE = 4


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
    unit, taken = _unit(turn, line)
    if taken and unit is None:
        return Target((), tuple(line), " ".join(line[:taken]).upper()[:_LONGEST_SHOWN])
    line = line[taken:]
    period, taken = _period(turn, line)
    line = line[taken:]
    owed = open_duties(turn, unit.code if unit else None)
    found = [duty for duty in owed if period is None or duty.period.code == period]
    if not found:
        return Target((), tuple(line), closed=period)
    return Target(tuple(_fitting(turn, found, line)), tuple(line))


def open_duties(turn: Turn, code: str | None = None) -> list[Duty]:
    """What is open for this person (only of the unit of a code), first what is still owed."""
    own = duties.of_person(turn, turn.me)
    groups = [group for group in groups_of(turn) if code in (None, group.code)]
    behalf = [duty for group in groups for duty in duties.of_unit(turn, group, "head")]
    found = [
        duty
        for duty in (*own, *behalf)
        if duty.open_on(turn.today) and code in (None, duty.unit.code)
    ]
    return sorted(found, key=lambda duty: not duty.owed)


def _unit(turn: Turn, line: Sequence[str]) -> tuple[Unit | None, int]:
    """The group that the first words name (`None` if it is not one's own), and their number.

    What looks like a code of one's own and is none is said to be unknown. No other unit is looked
    up: whether there is one is nobody's business, so the answer must not depend on it.
    """
    mine = [*rights.units_of(turn), *groups_of(turn)]
    codes = {fold(unit.code): unit for unit in mine}
    for length in (2, 1):
        word = fold(" ".join(line[:length]))
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
    shapes = {_shape(code) for code in codes} - {None}
    return None, int(len(line) > 0 and _shape(word) in shapes)


def _shape(code: str) -> str | None:
    """The code with all digits and all letters alike; `None` where a word or figure may be so."""
    if len(code) < _LEAST_CODE or not any(map(str.isdecimal, code)):
        return None
    return "".join("9" if c.isdecimal() else "a" if c.isalpha() else c for c in code)


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
    forms = {duty.form.code: duty.form for duty in found}
    taken = {code: len(cut(turn, f, f.indicators, line).found) for code, f in forms.items()}
    best = [duty for duty in found if taken[duty.form.code] == max(taken.values())]
    return [duty for duty in best if duty.owed] or best
