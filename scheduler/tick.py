"""A tick: everything that is due at `now`. Any number of processes may tick at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from scheduler import calendar, publication, reminders, telling
from scoring.movement import Movement
from storage import forgetting, scores, settings
from storage.engine import Database, Db, replayed, transaction

BATCH = 500
"""Units whose scores are worked out anew, or messages forgotten, in one transaction."""


def tick(engine: Database, movement: Movement, zone: ZoneInfo, now: datetime) -> None:
    """Scores that time has changed, what is forgotten, reminders and pushes, that we were here."""
    today = now.astimezone(zone).date()
    while _refresh(engine, movement, zone, now, today) or _forget(engine, now):
        continue
    telling.tell(engine, movement, zone, now)
    with transaction(engine) as db:
        _once_a_day(db, "reminded", today, lambda: reminders.enqueue(db, movement, zone, now))
        _once_a_day(db, "published", today, lambda: publication.enqueue(db, movement, zone, now))
        settings.put(db, "last_tick", now.isoformat())


def _refresh(
    engine: Database, movement: Movement, zone: ZoneInfo, now: datetime, today: date
) -> bool:
    """Some of what is stale; of a year that is over only until it has been worked out whole."""
    boundary = calendar.boundary(movement, today)
    around = (today.year - 1, today.year, today.year + 1)
    before = {year: min(boundary, calendar.settled(movement, year)) for year in around}

    def work(db: Db) -> bool:
        stale = scores.stale(db, before, BATCH)
        for unit, year in stale:
            scores.refresh(db, movement, unit, year, now, zone)
        return bool(stale)

    return replayed(engine, work)


def _forget(engine: Database, now: datetime) -> bool:
    with transaction(engine) as db:
        return forgetting.step(db, now, BATCH)


def _once_a_day(db: Db, key: str, today: date, work: Callable[[], int | None]) -> None:
    """Spare the database what is done; that nothing goes out twice is the outbox's key's doing.

    `work` answers None while it may not be done yet.
    """
    if settings.get(db, key) != today.isoformat() and work() is not None:
        settings.put(db, key, today.isoformat())
