"""Accounts that ask to be a person's further one, until they are confirmed in the first."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import insert, update

from storage.engine import Db
from storage.joining_tables import Link
from storage.outbox import Address
from storage.tables import table

links = table(Link)
OPEN = timedelta(days=1)
"""How long a request may be answered."""


def ask(db: Db, person_id: int, at: Address, sender: str, now: datetime) -> int:
    """Remember the account that asks; its earlier requests end. A number is never used again."""
    mine = (links.c.channel == at.channel) & (links.c.bot == at.bot) & (links.c.sender == sender)
    db.execute(update(links).where(mine, links.c.settled_at.is_(None)).values(settled_at=now))
    row = {"person_id": person_id, "channel": at.channel, "bot": at.bot, "chat": at.chat,
           "sender": sender, "asked_at": now}  # fmt: skip
    found: int = db.execute(insert(links).values(row).returning(links.c.id)).scalar_one()
    return found


def settle(db: Db, link_id: int, person_id: int, now: datetime) -> tuple[Address, str] | None:
    """End the request of a person, once: where it came from and its sender, if it still holds."""
    mine = (links.c.id == link_id, links.c.person_id == person_id, links.c.settled_at.is_(None))
    ended = update(links).where(*mine).values(settled_at=now).returning(*links.c)
    row = db.execute(ended).first()
    if row is None or now - row.asked_at > OPEN:
        return None
    return Address(row.channel, row.bot, row.chat), row.sender
