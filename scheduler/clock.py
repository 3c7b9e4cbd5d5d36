"""The minute hand: APScheduler calls a function each minute, and keeps no jobs of its own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from apscheduler.schedulers.asyncio import AsyncIOScheduler


class Minute:
    """Calls `work` in a thread at once and then each minute; never twice at the same time."""

    def __init__(self, work: Callable[[], None]) -> None:
        """`work` is a plain function; what it raises is logged by the scheduler."""
        self._scheduler = AsyncIOScheduler(timezone=UTC)
        self._scheduler.add_job(
            work,
            "interval",
            minutes=1,
            max_instances=1,
            coalesce=True,
            misfire_grace_time=None,
            next_run_time=datetime.now(UTC),
        )

    def start(self) -> None:
        """Begin; to be called inside the running loop."""
        self._scheduler.start()

    def stop(self) -> None:
        """End; a tick in hand goes on to its end."""
        self._scheduler.shutdown(wait=False)
