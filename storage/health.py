"""How the program is doing, as the database sees it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select

from storage import outbox, settings
from storage.engine import Db
from storage.updates import UNSETTLED


def look(db: Db) -> dict[str, Any]:
    """What waits, since when, what was set aside, and when time last went on."""
    waiting, oldest = outbox.waiting(db)
    return {
        "outbox_waiting": waiting,
        "outbox_oldest": oldest.isoformat() if oldest else None,
        "updates_set_aside": db.execute(select(func.count()).where(UNSETTLED)).scalar_one(),
        "last_tick": settings.get(db, "last_tick"),
    }
