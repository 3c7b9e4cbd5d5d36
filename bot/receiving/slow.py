"""Jobs that take long: said once, what they were, never what was said or by whom."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Any

import structlog

from bot.receiving.jobs import Job, TurnJob
from storage import conversations
from storage.engine import Db
from storage.messages import Incoming

log = structlog.get_logger()

LONG = 1.0
"""Seconds for one job: everybody who writes waits behind it."""


class Slow:
    """The slow ones of a batch; told when it is over, for a batch may be played twice."""

    def __init__(self) -> None:
        self._found: list[dict[str, Any]] = []

    @contextmanager
    def watch(self, db: Db, job: Job) -> Iterator[None]:
        """Time a job."""
        began, failed = monotonic(), True
        try:
            yield
            failed = False
        finally:
            seconds = monotonic() - began
            if seconds > LONG:
                state = None if failed else _state(db, job)
                self._found.append({**_kind(job), "seconds": round(seconds, 1), "state": state})

    def tell(self) -> None:
        """Log each."""
        for fields in self._found:
            log.warning("slow turn", **fields)


def _kind(job: Job) -> dict[str, str | None]:
    if not isinstance(job, TurnJob):
        return {"kind": "work", "channel": None}
    kind = job.item.kind if isinstance(job.item, Incoming) else "broken"
    return {"kind": kind, "channel": job.channel}


def _state(db: Db, job: Job) -> str | None:
    """The dialogue that runs in the chat now, if one does."""
    if not isinstance(job, TurnJob) or not isinstance(job.item, Incoming):
        return None
    frames = conversations.lock(db, job.channel, job.bot, job.item.chat).frames
    return frames[-1].name if frames else None
