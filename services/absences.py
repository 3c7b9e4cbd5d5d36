"""Maternity leave counts as time (Decree 152/2025, Article 4(5)): months on leave are excused.

What a unit owes is excused in the months in which whoever alone reports for it is on leave. That is
kept with the unit, and looked at again where somebody else comes or goes: what is over stays as it
was, what is to come is as it is now.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from typing import Literal, NamedTuple
from zoneinfo import ZoneInfo

from scoring.duties import open_years
from scoring.movement import Movement
from scoring.periods import Period, between
from services.scores import refresh
from storage import absences, imports, units
from storage.absences import Absence
from storage.engine import Db
from storage.imports import Changed, Source
from storage.schema import alone

Refusal = Literal["turned", "long", "overlaps"]
"""The last month is before the first; more than a year; another leave lies in it."""
MOST = 12
"""Months of a leave; the law gives six, more with several children or illness."""


class Leave(NamedTuple):
    """A leave as it is entered: whose (id and code), the first and the last month."""

    person_id: int
    code: str
    first: str
    last: str
    reason: str


def refused(db: Db, leave: Leave, beside: Sequence[Leave] = ()) -> Refusal | None:
    """Why it cannot be entered (`beside` others), if so; one that begins in the same month is the
    same one.
    """
    found = _months(leave.first, leave.last)
    if not found or len(found) > MOST:
        return "long" if found else "turned"
    new = [one for one in beside if one.person_id == leave.person_id]
    begun = {leave.first, *(one.first for one in new)}
    others = [one for one in absences.of_person(db, leave.person_id) if one.first not in begun]
    taken = [*(_months(one.first, one.last) for one in others),
             *(_months(one.first, one.last) for one in new)]  # fmt: skip
    return "overlaps" if any(found & months for months in taken) else None


def enter(
    db: Db, movements: Sequence[Movement], leave: Leave, by: int | None, source: Source,
    now: datetime, zone: ZoneInfo,
) -> Refusal | Literal["same", "done"]:  # fmt: skip
    """Keep a leave; one that begins in the same month is changed, so that it can end earlier."""
    alone(db, "import")
    if why := refused(db, leave):
        return why
    there = {one.first: one for one in absences.of_person(db, leave.person_id)}.get(leave.first)
    if there is not None and (there.last, there.reason) == (leave.last, leave.reason):
        return "same"
    before = _of(db, leave.person_id)
    if there is None:
        absences.add(db, leave.person_id, leave.first, leave.last, leave.reason, by, now)
    else:
        absences.change(db, there.id, leave.last, leave.reason)
    _note(db, leave.code, _told(there), _told(leave), source, now)
    _spare(db, movements, leave.person_id, before, now, zone)
    return "done"


def cancel(
    db: Db, movements: Sequence[Movement], absence_id: int, code: str, source: Source,
    now: datetime, zone: ZoneInfo,
) -> bool:  # fmt: skip
    """It was entered wrongly: everything is asked again. False where it is gone already."""
    alone(db, "import")
    there = absences.by_id(db, absence_id)
    if there is None:
        return False
    before = _of(db, there.person_id)
    absences.remove(db, absence_id)
    _note(db, code, _told(there), None, source, now)
    _spare(db, movements, there.person_id, before, now, zone)
    return True


def settle(db: Db, unit_ids: Iterable[int], reporters: Collection[str], today: date) -> None:
    """Others report for these units now: months to come are excused as it is with them.

    The month that has begun stays excused where it was. No score changes: none of it is due yet.
    """
    this = f"{today:%Y-%m}"
    away = absences.still_away(db, this)
    for unit_id in sorted(set(unit_ids)) if away else ():
        unit = units.hold(db, units.by_id(db, unit_id))
        who = absences.of_reporters(db, unit_id, reporters)
        to_come = {month for month in _of(db, who[0]) if month >= this} if len(who) == 1 else set()
        kept = {month for month in unit.excused_months if month <= this}
        if kept | to_come != unit.excused_months:
            absences.excuse(db, unit, kept | to_come)


def reporters(movements: Sequence[Movement]) -> frozenset[str]:
    """The roles that report for a unit."""
    levels = (level for movement in movements for level in movement.levels.values())
    return frozenset(level.reporter for level in levels if level.reporter)


def _spare(
    db: Db, movements: Sequence[Movement], person_id: int, before: frozenset[str],
    now: datetime, zone: ZoneInfo,
) -> None:  # fmt: skip
    """Excuse the units in which the person alone reports; ask what is excused no more."""
    roles, after = reporters(movements), _of(db, person_id)
    for unit_id in absences.held_by(db, person_id, roles):
        unit = units.hold(db, units.by_id(db, unit_id))
        alone_here = absences.of_reporters(db, unit_id, roles) == [person_id]
        wanted = (unit.excused_months - (before - after)) | (after if alone_here else frozenset())
        if wanted == unit.excused_months:
            continue
        absences.excuse(db, unit, wanted)
        for movement in movements:
            for year in open_years(movement, now.astimezone(zone).date()):
                refresh(db, movement, units.by_id(db, unit_id), year, now, zone)


def _of(db: Db, person_id: int) -> frozenset[str]:
    """All months in which a person is on leave."""
    found = absences.of_person(db, person_id)
    return frozenset(month for one in found for month in _months(one.first, one.last))


def _months(first: str, last: str) -> frozenset[str]:
    return frozenset(p.code for p in between(Period.parse(first), Period.parse(last)))


def _told(one: Absence | Leave | None) -> str | None:
    return None if one is None else f"{one.first} to {one.last}: {one.reason}"


def _note(
    db: Db, code: str, old: str | None, new: str | None, source: Source, now: datetime
) -> None:  # fmt: skip
    imports.note(db, "absences", source, now, [Changed("person", code, "absence", old, new)])
