"""What a file has once: its years, its calendar, its caps."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from scoring.checking.catalogue import Catalogue
from scoring.checking.fault import At, Fault

_COMMON_YEAR = 2025
_HOURS = range(7, 17)
_YEARS = range(2000, 2101)


def season(known: Catalogue) -> Iterator[Fault]:
    """Numbers that stand alone, and the days of the dossier."""
    file = known.file
    if file.first_year not in _YEARS:
        yield Fault(("first_year",), f"{file.first_year} is no year of ours; it is 2000 to 2100")
    if file.stock_months < 1:
        yield Fault(
            ("stock_months",), f"{file.stock_months} is less than 1: no balance would count"
        )
    for key in ("collectives", "individuals"):
        if getattr(file.caps, key) < 0:
            yield Fault(("caps", key), f"{getattr(file.caps, key)} is less than 0")
    if file.calendar.hour not in _HOURS:
        says = f"at {file.calendar.hour} nothing is sent; it is {_HOURS[0]} to {_HOURS[-1]}"
        yield Fault(("calendar", "hour"), says)
    yield from _dates(known)


def _dates(known: Catalogue) -> Iterator[Fault]:
    calendar = known.file.calendar
    days: list[tuple[At, tuple[int, int]]] = [
        (("dossier_days", number), day) for number, day in enumerate(calendar.dossier_days)
    ]
    dossier = _possible(calendar.dossier)
    if not dossier:
        yield Fault(("calendar", "dossier"), f"{_shown(calendar.dossier)} is not in every year")
    for way, day in (*days, (("escalation",), calendar.escalation)):
        at = ("calendar", *way)
        if not _possible(day):
            yield Fault(at, f"{_shown(day)} is not in every year; a day is [month, day]")
        elif dossier and day[0] == calendar.dossier[0] and day > calendar.dossier:
            yield Fault(at, f"{_shown(day)} lies after the dossier, {_shown(calendar.dossier)}")


def _possible(day: tuple[int, int]) -> bool:
    try:
        date(_COMMON_YEAR, *day)
    except ValueError:
        return False
    return True


def _shown(day: tuple[int, int]) -> str:
    return f"day {day[1]} of month {day[0]}"
