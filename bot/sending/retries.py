"""A send that failed: tried again, moved to another account, or written down as it ended."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import structlog

from bot.channels.base import SendError
from bot.receiving.batch import where
from storage import outbox, people, quotas, subscriptions
from storage.engine import Db
from storage.outbox import Waiting

log = structlog.get_logger()
Lost = Callable[[Db, int, datetime], None]
"""Hears of a person who has closed every chat."""

PATIENCE = 12
"""After so many tries a message no longer holds back those behind it, if others get through."""
_LONGEST_PAUSE = 300.0
_DOUBLINGS = 9


def told(row: Waiting, error: Exception) -> SendError:
    """How a send failed; what no channel should raise ends that one message, and nothing else."""
    known = error if isinstance(error, SendError) else SendError("permanent", type(error).__name__)
    at = {} if known is error else {"where": where(error), "error": known.why}
    log.warning("not sent", row=row.id, kind=known.kind, attempts=row.attempts, **at)
    return known


def wait(row: Waiting, error: SendError) -> float:
    """Seconds before the next try: what the platform asks for, or growing pauses."""
    growing = 2.0 ** min(row.attempts, _DOUBLINGS)
    return error.retry_after or min(_LONGEST_PAUSE, growing)


def again(row: Waiting, error: SendError, now: datetime) -> bool:
    """Whether it is tried again: it surely did not arrive, and will still make sense."""
    return error.kind == "retry" and not row.too_late(now + timedelta(seconds=wait(row, error)))


def write_down(db: Db, row: Waiting, error: SendError, now: datetime, lost: Lost) -> None:
    """What has become of a row."""
    if again(row, error, now):
        outbox.unworded(db, row)
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
        subscriptions.leave(db, at)
        return
    if people.address(db, at.person_id) is None:
        lost(db, at.person_id, now)
    elif row.priority > outbox.REPLY:
        quotas.move(db, row.id, at.person_id, at.channel, at.bot)
