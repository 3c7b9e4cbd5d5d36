"""Days and months of the calendar: which ones a number can mean, seen from a day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

_YEARS = range(2000, 2101)
_PARTS = re.compile(r"\d+")


def on(day: int, month: int, year: int) -> date | None:
    """The date, `None` if there is none or its year is out of question."""
    if year < 100:
        year += 2000
    if year not in _YEARS or not 1 <= day <= 31:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def near(found: list[date], today: date, context: str | None) -> tuple[date, ...]:
    """Of the same day in several years or months the one the context asks for.

    "future" takes the next, today included, "past" the last one; without a context both stay.
    """
    ahead = min((day for day in found if day >= today), default=None)
    back = max((day for day in found if day <= today), default=None)
    wanted = {"future": (ahead,), "past": (back,)}.get(context or "", (back, ahead))
    return tuple(dict.fromkeys(day for day in wanted if day is not None))


def yearly(day: int, month: int, today: date, context: str | None) -> tuple[date, ...]:
    """A day and month without a year."""
    found = [on(day, month, today.year + years) for years in (-1, 0, 1)]
    return near([each for each in found if each], today, context)


def monthly(day: int, today: date, context: str | None) -> tuple[date, ...]:
    """A day of the month alone."""
    found = (on(day, *reversed(month)) for month in _months(today))
    return near([each for each in found if each], today, context)


def _months(today: date) -> Iterator[tuple[int, int]]:
    for step in (-2, -1, 0, 1, 2):
        year, month = divmod(today.year * 12 + today.month - 1 + step, 12)
        yield year, month + 1


def last_of_month(today: date, ahead: int = 0) -> date:
    """The last day of this month, or of a month `ahead`."""
    year, month = divmod(today.year * 12 + today.month + ahead, 12)
    return date(year, month + 1, 1) - timedelta(days=1)


def numeric(
    text: str, today: date, context: str | None, *, month_first: bool
) -> tuple[date, ...] | None:
    """What "10/1", "10-1-2027" or "2027-01-10" can mean; `None` for a month with its year.

    `month_first`: whether writers of the language may also put the month first.
    """
    parts = [int(part) for part in _PARTS.findall(text)]
    if len(_PARTS.findall(text)[0]) == 4:
        return _dated([(parts[2], parts[1], parts[0])]) if len(parts) == 3 else None
    if parts[-1] > 31 and len(parts) == 2:
        return None
    orders = [(parts[0], parts[1])]
    if month_first:
        orders.append((parts[1], parts[0]))
    if len(parts) == 3:
        return _dated([(day, month, parts[2]) for day, month in orders])
    found = [each for order in orders for each in yearly(*order, today, context)]
    return tuple(dict.fromkeys(found))


def digits(text: str, *, month_first: bool) -> tuple[date, ...]:
    """Eight or six digits without separators: "10012027", "20270110", "100127"."""
    if len(text) not in (6, 8):
        return ()
    a, b, year = int(text[:2]), int(text[2:4]), int(text[4:])
    orders = [(a, b, year), *([(b, a, year)] if month_first else [])]
    if len(text) == 8:
        orders.append((int(text[6:]), int(text[4:6]), int(text[:4])))
    else:
        orders.append((year, b, a))
    return _dated(orders)


def _dated(orders: list[tuple[int, int, int]]) -> tuple[date, ...]:
    return tuple(dict.fromkeys(found for order in orders if (found := on(*order))))
