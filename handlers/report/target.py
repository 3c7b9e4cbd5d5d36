"""Which report a quick line is for: group and period may stand in front of its figures."""

from __future__ import annotations

from dataclasses import dataclass

from handlers import duties
from handlers.engine.turn import Turn
from handlers.line import doubtful
from handlers.line.head import Head, head
from handlers.line.when import month_of
from handlers.line.words import Line
from handlers.report.choice import groups_of
from handlers.report.line import cut
from scoring.movement import Form
from services.duties import Duty
from storage.units import Unit


@dataclass(frozen=True)
class Target:
    """The reports it may be for, the likeliest first in time; what is left of the line.

    `unknown`: a group was named that is none of this person's, `whose`: somebody's; `closed`: a
    period for which nothing is open; `named`: whether the line itself says which report; `doubt`:
    words that may say that it is another one.
    """

    found: tuple[Duty, ...]
    line: Line
    unknown: str = ""
    closed: str | None = None
    named: bool = False
    doubt: str = ""
    whose: str = ""


def find(turn: Turn, line: Line) -> Target:
    """Read what stands in front of the figures, and keep the reports that it may mean."""
    said = head(turn, line)
    if said.unknown or said.whose:
        return Target((), said.line, said.unknown, whose=said.whose)
    owed = open_duties(turn, said.groups)
    period = said.period or _of_day(turn, said, owed)
    found = [duty for duty in owed if period is None or duty.period.code == period]
    if not found:
        return Target((), said.line, closed=period, named=said.named)
    fitting = tuple(_fitting(turn, found, said.line))
    return Target(fitting, said.line, named=said.named, doubt=_doubt(turn, line, said, fitting))


def _doubt(turn: Turn, line: Line, said: Head, found: tuple[Duty, ...]) -> str:
    whose = "" if said.groups else doubtful.whose(turn, line)
    known = {duty.period.code for duty in found}
    return whose or ("" if said.period else doubtful.of_another_period(turn, said.line, known))


def _of_day(turn: Turn, said: Head, owed: list[Duty]) -> str | None:
    """A date names the period that it lies in, unless it is the day on which it is written."""
    if said.day is None:
        return None
    month = month_of(said.day)
    lately = month == month_of(turn.today) and said.day <= turn.today
    return None if lately and month not in {duty.period.code for duty in owed} else month


def open_duties(turn: Turn, units: tuple[Unit, ...] | None = None) -> list[Duty]:
    """What is open for this person (only of these units), first what is still owed."""
    ids = None if units is None else {unit.id for unit in units}
    own = duties.of_person(turn, turn.me)
    groups = [group for group in groups_of(turn) if ids is None or group.id in ids]
    behalf = [duty for group in groups for duty in duties.of_reporter(turn, group)]
    found = {
        (duty.unit.id, duty.form.code, duty.period.code): duty
        for duty in (*own, *behalf)
        if duty.open_on(turn.today) and (ids is None or duty.unit.id in ids)
    }
    return sorted(found.values(), key=lambda duty: not duty.owed)


def _fitting(turn: Turn, found: list[Duty], line: Line) -> list[Duty]:
    """Of a group's several reports those that take most of the line; what is owed goes first."""
    if len({duty.unit.id for duty in found}) > 1 or len(found) < 2 or not line.words:
        return [duty for duty in found if duty.owed] or found
    forms = {duty.form.code: duty.form for duty in found}
    taken = {code: _taken(turn, form, line) for code, form in forms.items()}
    best = [duty for duty in found if taken[duty.form.code] == max(taken.values())]
    return [duty for duty in best if duty.owed] or best


def _taken(turn: Turn, form: Form, line: Line) -> int:
    found = cut(turn, form, form.indicators, line)
    return len(found.found) + len(found.unsure)
