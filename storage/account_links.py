"""Accounts that ask to become a person's, until they are confirmed in the one that is theirs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import insert, select, update

from storage.engine import Db
from storage.joining_tables import Link
from storage.outbox import Address
from storage.tables import table

links = table(Link)
OPEN = timedelta(days=1)
"""How long a request may be answered."""


@dataclass(frozen=True)
class Asked:
    """The account that asked; `invitation_id`: the code that is spent when it is added."""

    at: Address
    sender: str
    invitation_id: int | None


def ask(
    db: Db, person_id: int, at: Address, sender: str, now: datetime, invitation_id: int | None
) -> int:
    """Remember the account that asks; its earlier requests end. A number is never used again."""
    end_of(db, at, sender, now)
    row = {"person_id": person_id, "channel": at.channel, "bot": at.bot, "chat": at.chat,
           "sender": sender, "asked_at": now, "invitation_id": invitation_id}  # fmt: skip
    found: int = db.execute(insert(links).values(row).returning(links.c.id)).scalar_one()
    return found


def asked_before(db: Db, person_id: int, at: Address, sender: str, now: datetime) -> bool:
    """Whether this account has asked the person within a day."""
    mine = (links.c.channel == at.channel) & (links.c.bot == at.bot) & (links.c.sender == sender)
    lately = (links.c.person_id == person_id) & (links.c.asked_at > now - OPEN)
    return db.execute(select(links.c.id).where(mine, lately).limit(1)).first() is not None


def end_of(db: Db, at: Address, sender: str, now: datetime) -> None:
    """End what an account asks for."""
    mine = (links.c.channel == at.channel) & (links.c.bot == at.bot) & (links.c.sender == sender)
    db.execute(update(links).where(mine, links.c.settled_at.is_(None)).values(settled_at=now))


def end_to(db: Db, person_id: int, now: datetime) -> int:
    """End what anybody asks of a person; how many requests."""
    theirs = (links.c.person_id == person_id, links.c.settled_at.is_(None))
    return db.execute(update(links).where(*theirs).values(settled_at=now)).rowcount


def settle(db: Db, link_id: int, person_id: int, now: datetime) -> Asked | None:
    """End the request to a person, once: who asked, if it still holds."""
    mine = (links.c.id == link_id, links.c.person_id == person_id, links.c.settled_at.is_(None))
    ended = update(links).where(*mine).values(settled_at=now).returning(*links.c)
    row = db.execute(ended).first()
    if row is None or now - row.asked_at > OPEN:
        return None
    return Asked(Address(row.channel, row.bot, row.chat), row.sender, row.invitation_id)


def forget(db: Db, now: datetime) -> None:
    """Of requests that are over nothing is kept but their numbers."""
    old = (links.c.asked_at <= now - OPEN, links.c.sender != "")
    db.execute(update(links).where(*old).values(chat="", sender=""))
