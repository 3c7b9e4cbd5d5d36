"""Readers: whom a message that waits is for, when it leaves."""

from __future__ import annotations

from sqlalchemy import bindparam, exists

from storage.engine import Db
from storage.outbox import Address
from storage.people import WITH_ROLES, accounts, gathered, people, roles
from storage.person import Person
from storage.prepared import Prepared

_reader = Prepared(
    WITH_ROLES.where(
        people.c.id == bindparam("person"),
        people.c.active,
        exists().where(
            accounts.c.person_id == people.c.id,
            accounts.c.channel == bindparam("channel"),
            accounts.c.bot == bindparam("bot"),
            accounts.c.chat == bindparam("chat"),
        ),
    ).order_by(roles.c.id)
)


def of(db: Db, to: Address) -> Person | None:
    """Whom a message is for, if the account there is still theirs and they are on the roster."""
    key = {"channel": to.channel, "bot": to.bot, "chat": to.chat, "person": to.person_id}
    found = gathered(_reader.all(db, key))
    return found[0] if found else None
