"""Queued rows of a kind that this program does not know: a newer one wrote them, before somebody
went back to this one. They are neither sent nor lost, and go out when a program comes that knows
their kind.
"""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import func, select, update

from storage.engine import Db
from storage.outbox import ended, outbox

_ASIDE = outbox.c.status == "aside"


def put(db: Db, row_id: int) -> None:
    """It waits beside the queue, and holds up nothing there."""
    ended(db, row_id, "aside", "of a kind that this program does not know")


def count(db: Db) -> int:
    """How many there are."""
    return db.execute(select(func.count()).where(_ASIDE)).scalar_one()


def take_up(db: Db, channel: str, bot: str, kinds: Collection[str]) -> int:
    """Queue those of a channel that are of one of these kinds; how many."""
    here = (_ASIDE, outbox.c.channel == channel, outbox.c.bot == bot, outbox.c.kind.in_(kinds))
    return db.execute(update(outbox).where(*here).values(status="queued", error=None)).rowcount
