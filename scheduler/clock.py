"""The minute hand: APScheduler calls a function each minute, and keeps no jobs of its own."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from threading import Event

from apscheduler.schedulers.asyncio import AsyncIOScheduler


class Minute:
    """Calls `work` in a thread at once and then each minute; never twice at the same time."""

    def __init__(self, work: Callable[[], None]) -> None:
        """`work` is a plain function; what it raises is logged by the scheduler."""
        self._work = work
        self._idle = Event()
        self._idle.set()
        self._scheduler = AsyncIOScheduler(timezone=UTC)
        self._scheduler.add_job(
            self._call,
            "interval",
            minutes=1,
            max_instances=1,
            coalesce=True,
            misfire_grace_time=None,
            next_run_time=datetime.now(UTC),
        )

    def _call(self) -> None:
        self._idle.clear()
        try:
            self._work()
        finally:
            self._idle.set()

    def start(self) -> None:
        """Begin; to be called inside the running loop."""
        self._scheduler.start()

    async def stop(self) -> None:
        """End, when the call in hand is over (or after a few seconds)."""
        self._scheduler.pause()
        await asyncio.to_thread(self._idle.wait, 3)
        await asyncio.sleep(0)  # let the scheduler hear of its end
        self._scheduler.shutdown(wait=False)
