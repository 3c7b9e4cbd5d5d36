"""Sealed ballots, in an order that says nothing; and whose words are kept nowhere meanwhile.

Each cast takes all ballots of the sitting out and puts them back under new random numbers: neither
their order nor their number tells when, or by whom, one was cast.
"""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from sqlalchemy import bindparam, delete, func, insert, select, update

from storage.engine import Db
from storage.messages import Incoming
from storage.people import accounts
from storage.prepared import Prepared
from storage.seating import seats
from storage.sitting_tables import OPEN, SealedBallot
from storage.sittings import sittings
from storage.tables import table

ballots = table(SealedBallot)
_NUMBERS = 2**62
LATE = timedelta(days=1)
"""After the end of a sitting: no platform brings a message later than that."""


def add(db: Db, sitting_id: int, body: bytes) -> None:
    """Put a ballot among the others. The sitting is held by whoever calls."""
    bodies = [*every(db, sitting_id), body]
    forget(db, sitting_id)
    secrets.SystemRandom().shuffle(bodies)
    rows = [{"id": secrets.randbelow(_NUMBERS) + 1, "sitting_id": sitting_id, "body": one}
            for one in bodies]  # fmt: skip
    db.execute(insert(ballots), sorted(rows, key=lambda row: str(row["id"])))


def every(db: Db, sitting_id: int) -> list[bytes]:
    """All ballots of a sitting, as they are sealed."""
    found = select(ballots.c.body).where(ballots.c.sitting_id == sitting_id)
    return list(db.execute(found.order_by(ballots.c.id)).scalars())


def count(db: Db, sitting_id: int) -> int:
    """How many were cast, those that were replaced too."""
    found = select(func.count()).where(ballots.c.sitting_id == sitting_id)
    return int(db.execute(found).scalar_one())


def forget(db: Db, sitting_id: int) -> None:
    """They are gone."""
    db.execute(delete(ballots).where(ballots.c.sitting_id == sitting_id))


_silent = Prepared(
    select(seats.c.id)
    .join(accounts, accounts.c.person_id == seats.c.person_id)
    .where(
        accounts.c.channel == bindparam("channel"),
        accounts.c.bot == bindparam("bot"),
        accounts.c.sender == bindparam("sender"),
        OPEN,
    )
    .limit(1)
)


def silent(db: Db, channel: str, bot: str, sender: str) -> bool:
    """Whether nothing may be kept of what this account writes: a sitting of its person is on."""
    key = {"channel": channel, "bot": bot, "sender": sender}
    return _silent.first(db, key) is not None


_SAID = {"text", "tapped", "media", "file", "shared_phone", "refers_to", "quote", "raw", "called"}


def placeholder(incoming: Incoming) -> Incoming:
    """What is kept of it then: that it came, and from where; nothing of what was said."""
    return Incoming.model_validate({**incoming.model_dump(exclude=_SAID), "sealed": True})


def names_one(db: Db, channel: str, raw: str) -> bool:
    """Whether a raw text names an account of whose words nothing may be kept."""
    found = (
        select(accounts.c.sender, accounts.c.chat)
        .join(seats, seats.c.person_id == accounts.c.person_id)
        .where(accounts.c.channel == channel, OPEN)
    )
    return any(sender in raw or chat in raw for sender, chat in db.execute(found))


def speak_again(db: Db, now: datetime) -> None:
    """Of whom a sitting is over for a day, what is written is kept again."""
    over = select(sittings.c.id).where(
        (sittings.c.closed_at <= now - LATE) | (sittings.c.annulled_at <= now - LATE)
    )
    db.execute(update(seats).where(OPEN, seats.c.sitting_id.in_(over)).values(open=False))
