"""Timeliness: which reports of a year were due by a day, and how many of them came in time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from fractions import Fraction
from zoneinfo import ZoneInfo

from scoring.facts import Timeliness
from scoring.movement import Form, Movement
from scoring.periods import Excused, Period, excuses, of_year
from storage.units import Unit


def required(
    movement: Movement, level: str, since: Period, year: int, today: date,
    excused: Excused = frozenset(),
) -> Iterator[tuple[Form, Period]]:  # fmt: skip
    """The reports of a year that are asked of a unit and whose due day has passed."""
    for form in movement.forms.values():
        if form.level != level:
            continue
        for period in of_year(form.frequency, year):
            if form.asked(period, since, excused) and form.due(period) < today:
                yield form, period


def timeliness(
    movement: Movement,
    unit: Unit,
    year: int,
    today: date,
    zone: ZoneInfo,
    taken: Mapping[tuple[str, str], datetime],
) -> Timeliness:
    """Of a unit's reports; `taken`: when each first came.

    One that is excused and came in time all the same counts as one that was asked.
    """
    all_due = required(movement, unit.kind, Period.parse(unit.reports_from), year, today)
    known = [(form, period, taken.get((form.code, period.code))) for form, period in all_due]
    first = [one for one in known if _counts(unit, *one, zone)]
    credit = (_credit(form, period, at, zone) for form, period, at in first if at is not None)
    return Timeliness(
        on_time=sum(credit, Fraction(0)),
        required=len(first),
        reported=sum(at is not None for _, _, at in first),
    )


def _counts(
    unit: Unit, form: Form, period: Period, at: datetime | None, zone: ZoneInfo
) -> bool:  # fmt: skip
    if not excuses(unit.excused_months, period):
        return True
    return at is not None and _credit(form, period, at, zone) == 1


def _credit(form: Form, period: Period, first: datetime, zone: ZoneInfo) -> Fraction:
    """On time 1, late before the lock a half, after the lock nothing (criteria, section 6)."""
    day = first.astimezone(zone).date()
    if day <= form.due(period):
        return Fraction(1)
    return Fraction(1, 2) if day <= form.lock(period) else Fraction(0)
