"""Whose an account is: it becomes a person's, changes hands, is taken away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, delete, exists, select, update

from storage import account_links, invitations, people
from storage.conversations import conversations
from storage.engine import Db
from storage.outbox import Address, outbox
from storage.people import accounts

NOTHING = "[]"
"""The frames of a chat in which no dialogue runs."""


@dataclass(frozen=True)
class Ended:
    """What a person had and has no more: how many of each."""

    accounts: int
    codes: int
    requests: int
    dialogues: int
    messages: int


def give(db: Db, person_id: int, at: Address, sender: str, now: datetime) -> None:
    """Make an account a person's. Whatever another one had begun or awaits there ends."""
    account_links.end_of(db, at, sender, now)
    mine = (accounts.c.channel == at.channel) & (accounts.c.bot == at.bot)
    held = select(accounts.c.person_id).where(mine, accounts.c.sender == sender)
    before = db.execute(held).scalar()
    if before != person_id:
        here = (outbox.c.channel == at.channel) & (outbox.c.bot == at.bot)
        _cancel(db, here & (outbox.c.chat == at.chat) & (outbox.c.person_id == before))
        there = (conversations.c.channel == at.channel) & (conversations.c.bot == at.bot)
        db.execute(update(conversations).where(there, conversations.c.chat == at.chat)
                   .values(frames=NOTHING, prompt_id=None))  # fmt: skip
    people.bind(db, person_id, at, sender, now)
    _mark(db, person_id, None)


def by_code_only(db: Db, person_id: int) -> bool:
    """Whether the phone number alone lets nobody in: an account is there, open to us or not, or
    the phone was shut out. Numbers are given out anew, and a thief has the phone.
    """
    revoked = (people.people.c.id == person_id, people.people.c.revoked_at.is_not(None))
    some = exists(_accounts(person_id)) | exists().where(*revoked)
    return bool(db.execute(select(some)).scalar_one())


def _mark(db: Db, person_id: int, revoked_at: datetime | None) -> None:
    who = update(people.people).where(people.people.c.id == person_id)
    db.execute(who.values(revoked_at=revoked_at))


def revoke(db: Db, person_id: int, now: datetime) -> Ended:
    """Take everything away with which somebody could act as this person.

    Their accounts are strangers' from then on, and the person may be invited again.
    """
    ended = silence(db, person_id, now)
    _mark(db, person_id, now)
    gone = db.execute(delete(accounts).where(accounts.c.person_id == person_id)).rowcount
    return Ended(gone, *ended)


def silence(db: Db, person_id: int, now: datetime) -> tuple[int, int, int, int]:
    """End codes, requests, dialogues and waiting messages of a person, not the accounts.

    In this order: on PostgreSQL whoever is just joining with a code is waited for, and then seen.
    """
    codes = invitations.withdraw(db, person_id, now, used=True)
    requests = account_links.end_to(db, person_id, now)
    open_ = conversations.c.frames != NOTHING
    chat = (accounts.c.channel == conversations.c.channel) & (accounts.c.bot == conversations.c.bot)
    theirs = exists().where(chat, accounts.c.chat == conversations.c.chat,
                            accounts.c.person_id == person_id)  # fmt: skip
    ended = update(conversations).where(theirs, open_).values(frames=NOTHING, prompt_id=None)
    dialogues = db.execute(ended).rowcount
    for row in db.execute(_accounts(person_id)).all():
        account_links.end_of(db, Address(row.channel, row.bot, row.chat), row.sender, now)
    return codes, requests, dialogues, _cancel(db, outbox.c.person_id == person_id)


def _accounts(person_id: int) -> Select[tuple[str, str, str, str]]:
    columns = (accounts.c.channel, accounts.c.bot, accounts.c.chat, accounts.c.sender)
    return select(*columns).where(accounts.c.person_id == person_id)


def _cancel(db: Db, which: ColumnElement[bool]) -> int:
    waiting = update(outbox).where(which, outbox.c.status == "queued")
    return db.execute(waiting.values(status="cancelled", error="access ended")).rowcount
