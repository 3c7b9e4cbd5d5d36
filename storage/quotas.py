"""What a channel's plan allows, and how much of it is gone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from storage import people
from storage.engine import Db
from storage.outbox import outbox


@dataclass(frozen=True)
class Spent:
    """Messages that left in this calendar month (UTC), and people who may be written to."""

    messages: int
    people: int


def spent(db: Db, channel: str, bot: str, now: datetime) -> Spent:
    """How much of a month's messages, and of the people, is used."""
    month = now.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    gone = (
        outbox.c.status.in_(("sent", "unknown", "sending")),
        outbox.c.channel == channel,
        outbox.c.bot == bot,
        func.coalesce(outbox.c.sent_at, outbox.c.created_at) >= month,
    )
    accounts = people.accounts
    known = (accounts.c.channel == channel, accounts.c.bot == bot)
    return Spent(
        db.execute(select(func.count()).select_from(outbox).where(*gone)).scalar_one(),
        db.execute(select(func.count()).select_from(accounts).where(*known)).scalar_one(),
    )


def elsewhere(db: Db, channel: str, bot: str, limit: int = 200) -> int:
    """Send what waits for people who have another account there instead; how many rows."""
    waiting = (outbox.c.status == "queued", outbox.c.channel == channel, outbox.c.bot == bot)
    rows = db.execute(
        select(outbox.c.id, outbox.c.person_id)
        .where(*waiting, outbox.c.person_id.is_not(None))
        .order_by(outbox.c.id)
        .limit(limit)
    ).all()
    return sum(move(db, row.id, row.person_id, channel, bot) for row in rows)


def move(db: Db, row_id: int, person_id: int, channel: str, bot: str) -> bool:
    """Send one row to another account of its reader, on another channel; False if there is none."""
    to = people.address(db, person_id, besides=(channel, bot))
    if to is None:
        return False
    there = {"channel": to.channel, "bot": to.bot, "chat": to.chat, "status": "queued"}
    db.execute(outbox.update().where(outbox.c.id == row_id).values(**there, claimed_by=None))
    return True
