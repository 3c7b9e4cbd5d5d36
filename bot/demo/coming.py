"""What comes next in the season, by the movement's own calendar: moments worth moving to. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from scheduler import calendar
from scoring.duties import settled
from scoring.movement import Movement
from scoring.periods import containing

AHEAD = 100
"""Days that are looked at: a quarter, and some."""


@dataclass(frozen=True)
class Event:
    """A kind (see `_KINDS`) and its local moment."""

    kind: str
    at: datetime

    def shown(self) -> dict[str, str]:
        """As the page gets it."""
        return {"kind": self.kind, "at": self.at.replace(tzinfo=None).isoformat("T", "minutes")}


def events(movement: Movement, zone: ZoneInfo, now: datetime) -> list[Event]:
    """The next of each kind after `now`, in order of time."""
    local = now.astimezone(zone)
    found = (_next(movement, kind, local) for kind in _KINDS)
    return sorted((one for one in found if one), key=lambda one: one.at)


def _next(movement: Movement, kind: str, local: datetime) -> Event | None:
    for n in range(AHEAD):
        day = local.date() + timedelta(days=n)
        at = datetime.combine(day, time(_hour(movement, kind, day)), local.tzinfo)
        if at > local and _KINDS[kind](movement, day):
            return Event(kind, at)
    return None


def _hour(movement: Movement, kind: str, day: date) -> int:
    """Of the evening of the dossiers by the award's own hour."""
    award = movement.in_year(day.year - 1).award if kind == "evening" else None
    return award.terms.evening if award else movement.calendar.hour


def _reminder(movement: Movement, day: date) -> bool:
    at = datetime.combine(day, time(movement.calendar.hour))
    if not calendar.open_now(at, movement.calendar.hour):
        return False
    return calendar.dossier_year(movement, day) is not None or any(
        True for form in movement.forms.values() for _ in calendar.reminded(movement, form, day)
    )


def _due(movement: Movement, day: date) -> bool:
    return day in calendar.due_days(movement, day)


def _lock(movement: Movement, day: date) -> bool:
    return day in set(_locks(movement, day))


def _locks(movement: Movement, day: date) -> Iterator[date]:
    for form in movement.forms.values():
        now = containing(form.frequency, day)
        yield from (
            form.lock(period) for period in (now.previous().previous(), now.previous(), now)
        )


def _dossier(movement: Movement, day: date) -> bool:
    return day == calendar.dossier_deadline(movement, day)


def _evening(movement: Movement, day: date) -> bool:
    return _dossier(movement, day) and movement.in_year(day.year - 1).award is not None


def _sitting(movement: Movement, day: date) -> bool:
    """From the day after on the Council sits."""
    return _evening(movement, day - timedelta(days=1))


def _settled(movement: Movement, day: date) -> bool:
    return day == settled(movement, day.year - 1)


_KINDS: dict[str, Callable[[Movement, date], bool]] = {
    "reminder": _reminder,
    "due": _due,
    "lock": _lock,
    "dossier": _dossier,
    "evening": _evening,
    "sitting": _sitting,
    "settled": _settled,
}
