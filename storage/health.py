"""How the program is doing, as the database sees it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select

from storage import aside, settings, undelivered
from storage.engine import Db
from storage.updates import UNSETTLED


def look(db: Db) -> dict[str, Any]:
    """What waits, since when, what was set aside or not delivered, when time last went on."""
    waiting, oldest = undelivered.waiting(db)
    counts = undelivered.counts(db)
    since = min((one.since for one in counts.values() if one.since), default=None)
    return {
        "outbox_waiting": waiting,
        "outbox_oldest": oldest.isoformat() if oldest else None,
        "outbox_failed": counts["failed"].rows,
        "outbox_unknown": counts["unknown"].rows,
        "outbox_of_unknown_kind": aside.count(db),
        "outbox_undelivered_since": since.isoformat() if since else None,
        "people_unreachable": len(undelivered.unreachable(db)),
        "updates_set_aside": db.execute(select(func.count()).where(UNSETTLED)).scalar_one(),
        "last_tick": settings.get(db, "last_tick"),
    }
