"""The hours in which anything may be sent unasked, and Tết, when nothing is. Pure.

As the bank keeps them for its own messages (criteria, section 6).
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import cache

WINDOWS = ((time(7), time(11, 30)), (time(13), time(17)))


@cache
def public_holidays(year: int) -> dict[date, str]:
    """The public holidays of a year, with their English names."""
    import holidays  # half a second to load, and not needed to answer a message

    return dict(holidays.country_holidays("VN", years=year, language="en_US"))


def tet(day: date) -> bool:
    """Whether the day belongs to Tết, when nothing is sent."""
    return "Lunar New Year" in public_holidays(day.year).get(day, "")


def open_now(local: datetime, hour: int) -> bool:
    """Whether something may be sent at this local moment; nothing before `hour`."""
    inside = any(start <= local.time() < end for start, end in WINDOWS)
    return inside and local.hour >= hour and not tet(local.date())


def opens_again(local: datetime, hour: int) -> datetime | None:
    """The next moment of the same day at which something may be sent, if there is one."""
    if tet(local.date()):
        return None
    starts = (max(start, time(hour)) for start, _ in WINDOWS)
    later = (datetime.combine(local.date(), start, local.tzinfo) for start in starts)
    return next((moment for moment in later if moment > local), None)


def always(local: datetime, _hour: int) -> datetime:
    """The present moment: what somebody has just asked for, or has to know at once."""
    return local


def same_day(local: datetime, hour: int) -> datetime | None:
    """The present moment, if something may be sent now; else the next one of the day, if any."""
    return local if open_now(local, hour) else opens_again(local, hour)


def next_open(local: datetime, hour: int) -> datetime:
    """The present moment, if something may be sent now; else the next one, on whichever day."""
    if open_now(local, hour):
        return local
    again = opens_again(local, hour)
    while again is None:
        following = local.date() + timedelta(days=1)
        local = datetime.combine(following, time(), local.tzinfo)
        again = opens_again(local, hour)
    return again
