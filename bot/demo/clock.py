"""The demo's clock: real time plus an offset that outlives a restart."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from threading import Lock

from sqlalchemy import Engine

from storage import settings
from storage.engine import Db, reading, transaction

KEY = "demo.offset"
LATEST = datetime(2100, 1, 1, tzinfo=UTC)


class ClockError(Exception):
    """The clock cannot be set to that moment; the message says why."""


def real() -> datetime:
    """The present moment, aware, UTC."""
    return datetime.now(UTC)


class DemoClock:
    """Runs on by itself and can be moved forward.

    Only forward: messages, deadlines and reports already carry its times, and a report that was
    confirmed "tomorrow" makes no sense. `thidua demo --fresh` starts over. `moved` is called
    after each move, in the thread that moved it (the program lets what is due happen then), and
    `before` before it: what is being added up by the day it was is finished, or it would be begun
    over and over by two days.
    """

    def __init__(
        self,
        engine: Engine,
        moved: Callable[[], None] = lambda: None,
        real: Callable[[], datetime] = real,
    ) -> None:
        self.moved = moved
        self.before: Callable[[], None] = lambda: None
        self._engine, self._real, self._lock = engine, real, Lock()
        with reading(engine) as db:
            self._offset = _kept(settings.get(db, KEY))

    def __call__(self) -> datetime:
        """The demo's present moment, aware, UTC."""
        return self._real() + self._offset

    def now(self) -> datetime:
        """The same by name."""
        return self()

    def move(self, by: timedelta) -> datetime:
        """Move forward by so much; the new moment. ClockError if not forward, or too far."""
        return self._set(lambda: self() + by)

    def move_to(self, moment: datetime) -> datetime:
        """Move forward to an aware moment; the new moment. ClockError as in `move`."""
        return self._set(lambda: moment)

    def again(self) -> None:
        """Go by what is written down: the demo has begun anew."""
        with self._lock, reading(self._engine) as db:
            self._offset = _kept(settings.get(db, KEY))
        self.moved()

    def _set(self, wanted: Callable[[], datetime]) -> datetime:
        self.before()
        with self._lock:
            moment = wanted()
            if moment < self():
                raise ClockError("the clock only moves forward")
            if moment > LATEST:
                raise ClockError(f"the clock ends in {LATEST.year}")
            offset = moment - self._real()
            with transaction(self._engine) as db:
                keep(db, offset)
            self._offset = offset
        self.moved()
        return moment


def _kept(seconds: str | None) -> timedelta:
    """What was written down; nothing if that cannot be read."""
    try:
        return timedelta(seconds=float(seconds or 0))
    except (ValueError, OverflowError):
        return timedelta()


def keep(db: Db, offset: timedelta) -> None:
    """Write down how far the demo's time is from the real one."""
    settings.put(db, KEY, str(offset.total_seconds()))
