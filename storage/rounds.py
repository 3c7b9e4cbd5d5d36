"""Rounds: of each list, on each day, the hours at which it goes to whoever wants it then."""

from __future__ import annotations

from datetime import datetime

from storage import settings, subscriptions
from storage.engine import Db
from storage.subscriptions import Wish


def of(movement: str, code: str, hour: int) -> str:
    """What a list's round at an hour is called."""
    return f"{movement}/{code} {hour:02}"


def done(round: str) -> str:
    """Under which setting the day stands on which it was done."""
    return f"published {round}"


def begin_next_week(db: Db, wish: Wish, usual: int, local: datetime) -> None:
    """Before a wish is kept: what is chosen after its hour is not made up for on that day.

    Where others wait for that hour, or all do (`usual`: the movement's), its round goes on.
    """
    hour = wish.hour
    if hour is None or hour == usual or hour > local.hour or wish.weekday != local.weekday():
        return
    if hour not in subscriptions.hours(db, wish.movement, wish.list, local.weekday()):
        settings.put(db, done(of(wish.movement, wish.list, hour)), local.date().isoformat())
