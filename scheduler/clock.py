"""The hands of the clock: APScheduler calls each function in turn, and keeps no jobs of its own."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from threading import Event, Lock

from apscheduler.schedulers.asyncio import AsyncIOScheduler

Work = Callable[[], None]


class Hands:
    """Calls each work in a thread at once and then every so many seconds; never twice at a time.

    One that is still at work when it is its time again is left at it: that is nothing to warn of.
    """

    def __init__(self, works: Mapping[Work, float]) -> None:
        """Works are plain functions; what they raise is logged by the scheduler."""
        self._idle: list[Event] = []
        self._scheduler = AsyncIOScheduler(timezone=UTC)
        for work, seconds in works.items():
            self._scheduler.add_job(
                self._called(work),
                "interval",
                seconds=seconds,
                max_instances=2,  # the second one goes at once
                coalesce=True,
                misfire_grace_time=None,
                next_run_time=datetime.now(UTC),
            )

    def _called(self, work: Work) -> Work:
        idle = Event()
        idle.set()
        self._idle.append(idle)

        at_work = Lock()

        def call() -> None:
            if not at_work.acquire(blocking=False):
                return
            idle.clear()
            try:
                work()
            finally:
                idle.set()
                at_work.release()

        return call

    def start(self) -> None:
        """Begin; to be called inside the running loop."""
        self._scheduler.start()

    async def stop(self) -> None:
        """End, when the calls in hand are over (or after a few seconds)."""
        self._scheduler.pause()
        for idle in self._idle:
            await asyncio.to_thread(idle.wait, 3 / len(self._idle))
        await asyncio.sleep(0)  # let the scheduler hear of their end
        self._scheduler.shutdown(wait=False)
