"""The first month that is asked of a unit: of a new one, and of one that comes back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from zoneinfo import ZoneInfo

from scoring.movement import Form, Movement
from scoring.periods import Period, containing
from services.roster.entries import Roster, UnitEntry
from storage import imports, settings
from storage.engine import Db
from storage.units import any_unit

BEGUN = "organisation.begun"
"""The first month of new units, while an import is under way."""


@dataclass(frozen=True)
class Months:
    """`usual`: the first month of new units on this day; `earliest`: that can still be reported."""

    today: date
    usual: str
    earliest: str
    zone: ZoneInfo

    def since(self, day: date | None, file: str | None) -> str:
        """The first month of who is there since a day: the first full one that can be reported, or
        since the `file`'s own first month.
        """
        return (file or self.usual) if day is None else max(_full(day), file or self.earliest)


def months(db: Db, movement: Movement, today: date, zone: ZoneInfo) -> Months:
    """What is asked of new units where the file names no month: their first full one.

    Where there was no unit before, the season is under way and those that are brought were
    there: the earliest month that can still be reported. An import that was interrupted goes on
    with the month with which it began.
    """
    earliest, begun = first_open_month(movement, today), settings.get(db, BEGUN)
    usual = _full(today) if any_unit(db) else earliest
    return Months(today, max(begun, earliest) if begun else usual, earliest, zone)


def first_open_month(movement: Movement, today: date) -> str:
    """The earliest month that can still be reported: by its own forms, else by the longer ones."""
    monthly = [form for form in movement.forms.values() if form.frequency == "monthly"]
    forms = monthly or movement.forms.values()
    found = (containing("monthly", _first_open(form, today).first) for form in forms)
    return max(found, default=containing("monthly", today)).code


def _first_open(form: Form, today: date) -> Period:
    period = containing(form.frequency, today)
    while form.lock(period.previous()) >= today:
        period = period.previous()
    return period


def _full(day: date) -> str:
    month = containing("monthly", day)
    return (month if day.day == 1 else month.next()).code


def given(
    db: Db, roster: Roster, stored: Mapping[str, UnitEntry], first: Months
) -> list[UnitEntry]:
    """The units, each with its first month: the row's, the one it had, or that of its beginning."""
    away = _away(db, roster.units, stored, first)
    return [_given(roster, entry, stored.get(entry.code), first, entry.code in away)
            for entry in roster.units]  # fmt: skip


def _given(
    roster: Roster, entry: UnitEntry, before: UnitEntry | None, first: Months, away: bool
) -> UnitEntry:
    if entry.reports_from:
        return entry
    if before and not away:
        return replace(entry, reports_from=before.reports_from)
    file = roster.reports_from if before is None else None
    return replace(entry, reports_from=first.since(roster.since_when(entry.code), file))


def _away(
    db: Db, wanted: Iterable[UnitEntry], stored: Mapping[str, UnitEntry], first: Months
) -> set[str]:
    """Who comes back and was away for a month's end: of that month nothing could be known."""
    back = [one.code for one in wanted if one.active and one.code in stored]
    left = imports.latest(db, "unit", [c for c in back if not stored[c].active], "active")
    this = containing("monthly", first.today)
    return {
        code for code, at in left.items()
        if containing("monthly", at.astimezone(first.zone).date()) < this
    }  # fmt: skip
