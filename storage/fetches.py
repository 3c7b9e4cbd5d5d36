"""Files on their way: queued in a turn, claimed by one program at a time, ended once.

A claim is a row that is not due for a while, and the word by which it is known again. Whoever
claimed it may end it only as long as nobody else has claimed it since, so that a program that was
killed, or is slow, loses nothing and takes nothing twice.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, func, select, update

from storage.engine import Db
from storage.fetch_tables import Fetch
from storage.messages import storable
from storage.outbox import Address
from storage.sent import Sent
from storage.tables import table

fetches = table(Fetch)
LEASE = timedelta(minutes=4)
"""Longer than any fetch takes, with its commit: what a killed program had claimed waits as long."""
_MAY_KILL = 3
"""Tries after which a file may be what kills the programs: it waits until its claim ends."""
KEPT = timedelta(days=7)
"""What has ended says for so long how; what nobody fetches (a channel that was given up) goes too.
"""


@dataclass(frozen=True)
class Wanted:
    """A claimed row; `attempts` counts this one."""

    id: int
    to: Address
    ref: str
    name: str
    media: str
    purpose: str
    given: str
    at: datetime
    created_at: datetime
    attempts: int
    claim: str


def put(
    db: Db, to: Address, sent: Sent, purpose: str, given: str, at: datetime, now: datetime
) -> None:
    """Queue a file of somebody on the roster; `at`: when its message counts."""
    row = {
        "channel": to.channel, "bot": to.bot, "chat": to.chat, "person_id": to.person_id,
        "ref": sent.ref, "name": sent.name, "media": sent.media, "purpose": purpose,
        "given": given, "at": at, "created_at": now, "due_at": now, "attempts": 0,
        "status": "queued",
    }  # fmt: skip
    db.execute(fetches.insert().values(row))


def waiting(db: Db, person_id: int) -> int:
    """How many files of a person are on their way."""
    mine = (fetches.c.status == "queued", fetches.c.person_id == person_id)
    return db.execute(select(func.count()).where(*mine)).scalar_one()


def any_due(db: Db, channel: str, bot: str, now: datetime) -> bool:
    """Whether something is to be fetched from a channel."""
    found = select(fetches.c.id).where(*_due(channel, bot, now)).limit(1)
    return db.execute(found).first() is not None


def claim(db: Db, channel: str, bot: str, now: datetime, *, claim: str, most: int) -> list[Wanted]:
    """Take the oldest rows that are due; nobody else gets them until the claim ends."""
    due = select(fetches).where(*_due(channel, bot, now)).order_by(fetches.c.id).limit(most)
    rows = db.execute(due.with_for_update(skip_locked=True)).all()
    taken = {"claim": claim, "due_at": now + LEASE, "attempts": fetches.c.attempts + 1}
    db.execute(update(fetches).where(fetches.c.id.in_([row.id for row in rows])).values(taken))
    return [_wanted(row, claim) for row in rows]


def hold(db: Db, row: Wanted) -> bool:
    """Whether the claim still stands; if so, it does until the end of the transaction."""
    held = select(fetches.c.id).where(*_ours(row)).with_for_update()
    return db.execute(held).first() is not None


def end(db: Db, row: Wanted, status: str, now: datetime, why: str | None = None) -> None:
    """It is over. The address under which whoever has it sees the file is not kept."""
    over = {"status": status, "ended_at": now, "error": why and storable(why), "ref": ""}
    db.execute(update(fetches).where(*_ours(row)).values(over))


def again(db: Db, row: Wanted, due_at: datetime, why: str) -> None:
    """It could not be had: try again at `due_at`."""
    later = {"due_at": due_at, "claim": None, "error": storable(why)}
    db.execute(update(fetches).where(*_ours(row)).values(later))


def release(db: Db, claims: Collection[str], now: datetime) -> None:
    """What was claimed and not begun to be taken is for the next program, at once."""
    ours = (fetches.c.status == "queued", fetches.c.claim.in_(claims))
    back = {"due_at": now, "attempts": fetches.c.attempts - 1, "claim": None}
    db.execute(update(fetches).where(*ours).values(back))


def reclaim(db: Db, channel: str, bot: str, now: datetime) -> None:
    """What a program before this one had in hand is due at once; not what it may have died of."""
    queued = (fetches.c.status == "queued", fetches.c.claim.is_not(None))
    here = (fetches.c.channel == channel, fetches.c.bot == bot)
    held = (*queued, *here, fetches.c.attempts < _MAY_KILL)
    db.execute(update(fetches).where(*held).values(due_at=now, claim=None))


def forget(db: Db, now: datetime, most: int) -> bool:
    """Delete what came a week ago; whether there may be more."""
    old = select(fetches.c.id).where(fetches.c.created_at <= now - KEPT).limit(most)
    return db.execute(delete(fetches).where(fetches.c.id.in_(old))).rowcount == most


def _due(channel: str, bot: str, now: datetime) -> tuple[Any, ...]:
    here = (fetches.c.channel == channel, fetches.c.bot == bot)
    return (fetches.c.status == "queued", *here, fetches.c.due_at <= now)


def _ours(row: Wanted) -> tuple[Any, ...]:
    return (fetches.c.id == row.id, fetches.c.claim == row.claim, fetches.c.status == "queued")


def _wanted(row: Any, claim: str) -> Wanted:
    to = Address(row.channel, row.bot, row.chat, row.person_id)
    return Wanted(row.id, to, row.ref, row.name, row.media, row.purpose, row.given, row.at,
                  row.created_at, row.attempts + 1, claim)  # fmt: skip
