"""A day that was wrong: what a file says to have been on another day is put right.

Only the last thing that happened to a unit, only between what happened before it and today, and
only within years that are not locked: what was ranked and closed stays as it was.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import date

from services.roster.entries import Change, RosterError, UnitEntry
from services.roster.months import Months
from storage import events
from storage.engine import Db
from storage.units import by_code

DAY = "effective_from"
"""What a corrected day is called in what is shown and kept of an import."""


def corrections(
    db: Db, dated: Mapping[str, date], wanted: Mapping[str, UnitEntry], moved: Collection[str],
    first: Months, years: Collection[int],
) -> list[Change[UnitEntry]]:  # fmt: skip
    """The units whose last day the file has otherwise; RosterError where that cannot be.

    `dated`: by code, since when a unit is what its own row says; `moved`: units that change
    besides: their day is that of the change. `years`: not locked.
    """
    found, problems = [], []
    for code, day in dated.items():
        unit = by_code(db, code) if code in wanted and code not in moved else None
        known = events.days(db, unit.id) if unit else []
        if unit is None or not known or day in known:
            continue
        wrong = list(_wrong(db, unit.id, known, day, years))
        problems += [f"{unit.kind} {code}: {reason}" for reason in wrong]
        if not wrong:
            found.append(_change(db, wanted[code], unit.id, known[-1], day, first))
    if problems:
        raise RosterError(problems)
    return found


def _wrong(
    db: Db, unit_id: int, known: list[date], day: date, years: Collection[int]
) -> Iterator[str]:
    """Why a day cannot be put right, if so."""
    last = known[-1]
    if closed := [year for year in (last.year, day.year) if year not in years]:
        yield f"from {last} cannot become from {day}: {closed[0]} is locked"
    elif len(known) > 1 and day <= known[-2]:
        yield f"from {day} is not after {known[-2]}, when something else happened to it"
    elif events.others(db, events.with_it(db, unit_id, last), last, day):
        yield f"from {last} cannot become from {day}: what lies in it moved in between"


def _change(
    db: Db, entry: UnitEntry, unit_id: int, was: date, day: date, first: Months
) -> Change[UnitEntry]:
    """The corrected day, and with it the first month of a unit that began on it."""
    fields: tuple[tuple[str, object, object], ...] = ((DAY, was, day),)
    usual, right = first.since(was, None), first.since(day, None)
    if events.began(db, unit_id, was) and entry.reports_from == usual != right:
        fields += (("reports_from", usual, right),)
        entry = replace(entry, reports_from=right)
    return Change("change", entry, fields, day)
