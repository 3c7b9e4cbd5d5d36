"""Working days: where a time that is given in them ends. Which days are, the caller knows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import islice

Working = Callable[[date], bool]
_DAY = timedelta(days=1)
_LONGEST = 366
"""No time off is longer: a calendar without working days is a fault, and ends."""


def add_working_days(start: date, days: int, working: Working) -> date:
    """The day on which so many working days are over; the first is the one after `start`.

    With none that is `start`. ValueError for fewer, or where no working day comes.
    """
    if days < 0:
        raise ValueError("no fewer days than none")
    ends = start
    for _ in range(days):
        ends = _next(ends + _DAY, _DAY, working)
    return ends


def aim(deadline: date, working: Working) -> date:
    """The deadline itself, or the last working day before it."""
    return _next(deadline, -_DAY, working)


def left(today: date, deadline: date, working: Working) -> int:
    """How many working days are left: after today, up to the deadline and with it."""
    return sum(map(working, islice(_days(today + _DAY, _DAY), max(0, (deadline - today).days))))


def _next(day: date, step: timedelta, working: Working) -> date:
    found = next(filter(working, islice(_days(day, step), _LONGEST)), None)
    if found is None:
        raise ValueError("there is no working day")
    return found


def _days(day: date, step: timedelta) -> Iterator[date]:
    while True:
        yield day
        day += step
