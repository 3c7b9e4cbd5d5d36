"""What a channel's plan allows, and how much of it is gone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select, update

from storage import people
from storage.engine import Db
from storage.outbox import STRANGER, Address, outbox

Reader = int | str
"""A person's id, or the chat of somebody who is not on the roster."""


@dataclass(frozen=True)
class Spent:
    """Messages that left in this calendar month (UTC), and people who may be written to.

    `strangers`: how many of them answered somebody who is not on the roster; `month` and `day`
    (UTC as well): how many each reader got.
    """

    messages: int
    strangers: int
    people: int
    month: Counter[Reader]
    day: Counter[Reader]


def reader(to: Address) -> Reader:
    """Whose share of a plan a message is taken from."""
    return to.chat if to.person_id is None else to.person_id


def spent(db: Db, channel: str, bot: str, now: datetime) -> Spent:
    """How much of a month's messages, and of the people, is used."""
    day = now.replace(hour=0, minute=0, second=0, microsecond=0)
    month, today, strangers = Counter[Reader](), Counter[Reader](), 0
    for row in _gone(db, channel, bot, day.replace(day=1)):
        month[reader(Address(channel, bot, row.chat, row.person_id))] += row.rows
        strangers += row.rows if row.priority == STRANGER else 0
    for row in _gone(db, channel, bot, day):
        today[reader(Address(channel, bot, row.chat, row.person_id))] += row.rows
    accounts = people.accounts
    known = (accounts.c.channel == channel, accounts.c.bot == bot)
    joined = db.execute(select(func.count()).select_from(accounts).where(*known)).scalar_one()
    return Spent(month.total(), strangers, joined, month, today)


def _gone(db: Db, channel: str, bot: str, since: datetime) -> Iterator[Any]:
    """What left since a moment by its readers; what is on its way, or may have arrived, too."""
    kinds = (outbox.c.person_id, outbox.c.chat, outbox.c.priority)
    here = select(*kinds, func.count().label("rows")).where(
        outbox.c.channel == channel, outbox.c.bot == bot
    )
    left = here.where(outbox.c.sent_at >= since)
    perhaps = outbox.c.status.in_(("sending", "unknown")), outbox.c.created_at >= since
    yield from db.execute(left.group_by(*kinds))
    yield from db.execute(here.where(*perhaps, outbox.c.sent_at.is_(None)).group_by(*kinds))


def turn_away(db: Db, to: Address, priority: int, why: str, *, everybody: bool = False) -> int:
    """Leave unsent what waits for a chat at this priority, or for all chats; how many rows."""
    waiting = (outbox.c.status == "queued", outbox.c.channel == to.channel, outbox.c.bot == to.bot,
               outbox.c.priority == priority)  # fmt: skip
    here = () if everybody else (outbox.c.chat == to.chat,)
    statement = update(outbox).where(*waiting, *here)
    return db.execute(statement.values(status="cancelled", error=why)).rowcount


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
