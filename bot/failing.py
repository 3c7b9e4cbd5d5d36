"""A send that failed: tried again, moved to another account, or written down as it ended."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from bot.channels.base import SendError
from storage import outbox, people, quotas
from storage.engine import Db
from storage.outbox import Waiting

Lost = Callable[[Db, int, datetime], None]
"""Hears of a person who has closed every chat."""

_MOST_TRIES = 12
_LONGEST_PAUSE = 300.0


def wait(row: Waiting, error: SendError) -> float:
    """Seconds before the next try: what the platform asks for, or growing pauses."""
    return error.retry_after or min(_LONGEST_PAUSE, 2.0**row.attempts)


def again(row: Waiting, error: SendError) -> bool:
    """Whether it is tried again: it surely did not arrive, and has not been tried for ever."""
    return error.kind == "retry" and (error.throttled or row.attempts + 1 < _MOST_TRIES)


def write_down(db: Db, row: Waiting, error: SendError, now: datetime, lost: Lost) -> None:
    """What has become of a row."""
    if again(row, error):
        outbox.again(db, row.id, now + timedelta(seconds=wait(row, error)), error.why)
        return
    status = {"blocked": "blocked", "unknown": "unknown"}.get(error.kind, "failed")
    outbox.ended(db, row.id, status, error.why)
    if error.kind == "blocked":
        _blocked(db, row, now, lost)


def _blocked(db: Db, row: Waiting, now: datetime, lost: Lost) -> None:
    """What was not an answer goes to the person's next account; without one others hear it."""
    at = row.address
    people.block(db, at.channel, at.bot, at.chat, now)
    if at.person_id is None:
        return
    if people.address(db, at.person_id) is None:
        lost(db, at.person_id, now)
    elif row.priority > outbox.REPLY:
        quotas.move(db, row.id, at.person_id, at.channel, at.bot)
