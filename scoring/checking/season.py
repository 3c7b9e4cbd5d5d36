"""What a file has once: its years, its calendar, its caps."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from scoring.checking.catalogue import Catalogue
from scoring.checking.fault import At, Fault, blemish

_COMMON_YEAR = 2025
_HOURS = range(7, 17)
_YEARS = range(2000, 2101)
_MONTHS = 12


def season(known: Catalogue) -> Iterator[Fault]:
    """Numbers that stand alone, and the days of the dossier."""
    file = known.file
    if file.first_year not in _YEARS:
        yield Fault(("first_year",), f"{file.first_year} is no year of ours; it is 2000 to 2100")
    if file.stock_months < 1:
        yield Fault(
            ("stock_months",), f"{file.stock_months} is less than 1: no balance would count"
        )
    if file.stock_months > _MONTHS:
        says = f"{file.stock_months} months are more than the year that is judged"
        yield blemish(("stock_months",), f"{says}; it is 1 to {_MONTHS}")
    for key in ("collectives", "individuals"):
        if getattr(file.caps, key) < 0:
            yield Fault(("caps", key), f"{getattr(file.caps, key)} is less than 0")
    if file.calendar.hour not in _HOURS:
        says = f"at {file.calendar.hour} nothing is sent; it is {_HOURS[0]} to {_HOURS[-1]}"
        yield Fault(("calendar", "hour"), says)
    yield from _dates(known)


def reminders(known: Catalogue) -> Iterator[Fault]:
    """Days on which nobody would be reminded, as no form is open, and days that are named twice."""
    calendar, forms = known.file.calendar, known.file.form
    before = max((form.opens_before + form.due for form in forms), default=0)
    after = max((form.lock - form.due for form in forms), default=0)
    for number, day in enumerate(calendar.days_before):
        at = ("calendar", "days_before", number)
        if day in calendar.days_before[:number]:
            yield blemish(at, f"{day} is named twice")
        elif forms and not -after <= day <= before:
            when = f"{day} days before" if day > 0 else f"{-day} days after"
            yield blemish(at, f"no form is open {when} it is due; it is {-after} to {before}")
    for number, one in enumerate(calendar.dossier_days):
        if one in calendar.dossier_days[:number]:
            yield blemish(("calendar", "dossier_days", number), f"{_shown(one)} is named twice")


def _dates(known: Catalogue) -> Iterator[Fault]:
    calendar = known.file.calendar
    days: list[tuple[At, tuple[int, int]]] = [
        (("dossier_days", number), day) for number, day in enumerate(calendar.dossier_days)
    ]
    dossier = possible(calendar.dossier)
    if not dossier:
        yield Fault(("calendar", "dossier"), f"{_shown(calendar.dossier)} is not in every year")
    for way, day in (*days, (("escalation",), calendar.escalation)):
        at = ("calendar", *way)
        if not possible(day):
            yield Fault(at, f"{_shown(day)} is not in every year; a day is [month, day]")
        elif dossier and day[0] == calendar.dossier[0] and day > calendar.dossier:
            yield Fault(at, f"{_shown(day)} lies after the dossier, {_shown(calendar.dossier)}")


def possible(day: tuple[int, int]) -> bool:
    """Whether a day (month, day) is in every year."""
    try:
        date(_COMMON_YEAR, *day)
    except ValueError:
        return False
    return True


def _shown(day: tuple[int, int]) -> str:
    return f"day {day[1]} of month {day[0]}"
