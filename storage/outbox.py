"""The outbox: everything that goes out, once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, func, select, update

from storage.engine import Db, dialect_insert
from storage.prepared import Prepared
from storage.tables import Outbox, table

outbox = table(Outbox)
REPLY, PUSH, BULK = 0, 1, 2
"""Priorities: an answer goes before a notice, a notice before a mailing."""


@dataclass(frozen=True)
class Address:
    """Where a message goes; `person_id` where a known person reads it."""

    channel: str
    bot: str
    chat: str
    person_id: int | None = None


@dataclass(frozen=True)
class Waiting:
    """A claimed row: `body` is a Reply's JSON, or a task's for kinds other than message."""

    id: int
    address: Address
    kind: str
    body: str
    attempts: int
    created_at: datetime
    priority: int = REPLY


def enqueue(
    db: Db,
    key: str,
    to: Address,
    body: str,
    now: datetime,
    *,
    priority: int = REPLY,
    kind: str = "message",
    due_at: datetime | None = None,
) -> int | None:
    """Queue a message under its unique key; `None` if that key was used before."""
    row = {
        "key": key,
        "channel": to.channel,
        "bot": to.bot,
        "chat": to.chat,
        "person_id": to.person_id,
        "kind": kind,
        "priority": priority,
        "body": body,
        "status": "queued",
        "due_at": due_at or now,
        "attempts": 0,
        "created_at": now,
    }
    found: int | None = _queue.scalar(db, row)
    return found


_queue = Prepared(
    lambda dialect: dialect_insert(dialect, outbox).on_conflict_do_nothing().returning(outbox.c.id)
)


_claimable = (
    select(outbox)
    .where(
        outbox.c.status == "queued",
        outbox.c.channel == bindparam("channel"),
        outbox.c.bot == bindparam("bot"),
        outbox.c.due_at <= bindparam("now"),
        outbox.c.priority <= bindparam("least"),
        outbox.c.chat.not_in(bindparam("busy", expanding=True)),
    )
    .order_by(outbox.c.priority, outbox.c.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)
_mark = Prepared(update(outbox).where(outbox.c.id == bindparam("row")))


def claim(
    db: Db,
    channel: str,
    bot: str,
    now: datetime,
    *,
    holder: str,
    busy: list[str],
    most: int,
    least: int = BULK,
) -> list[Waiting]:
    """Take the most urgent rows that are due, one for a chat, none for those that have to rest.

    `least`: the least urgent priority that may go.
    """
    given = {"channel": channel, "bot": bot, "now": now, "busy": busy or [""], "most": most,
             "least": least}  # fmt: skip
    first: dict[str, Waiting] = {}
    for row in db.execute(_claimable, given):
        to = Address(row.channel, row.bot, row.chat, row.person_id)
        found = Waiting(row.id, to, row.kind, row.body, row.attempts, row.created_at, row.priority)
        first.setdefault(row.chat, found)
    if first:
        ids = [found.id for found in first.values()]
        claimed = update(outbox).where(outbox.c.id.in_(ids))
        db.execute(claimed.values(status="sending", claimed_by=holder))
    return list(first.values())


def sent(db: Db, row_id: int, external_id: str, now: datetime) -> None:
    """The platform has it."""
    done = {"status": "sent", "external_id": external_id, "sent_at": now, "error": None}
    _mark.run(db, {"row": row_id, **done})


def worded(db: Db, row_id: int, body: str) -> None:
    """The row has its words now: from here on it is a message, whose buttons may be tapped."""
    _mark.run(db, {"row": row_id, "kind": "message", "body": body})


def ended(db: Db, row_id: int, status: str, why: str) -> None:
    """It will not go out (any more): `unknown`, `failed`, `blocked` or `cancelled`."""
    _mark.run(db, {"row": row_id, "status": status, "error": why})


def again(db: Db, row_id: int, due_at: datetime, why: str) -> None:
    """It surely did not arrive: try again at `due_at`."""
    _again.run(db, {"row": row_id, "status": "queued", "due_at": due_at, "error": why})


_again = Prepared(
    update(outbox)
    .where(outbox.c.id == bindparam("row"))
    .values(
        attempts=outbox.c.attempts + 1,
        status=bindparam("status"),
        due_at=bindparam("due_at"),
        error=bindparam("error"),
    )
)


def abandoned(db: Db, channel: str, bot: str) -> int:
    """Queue again what a holder before us was sending when it died; how many rows.

    Nobody knows whether they arrived: a message may come twice, data never does.
    """
    where = (outbox.c.status == "sending") & (outbox.c.channel == channel) & (outbox.c.bot == bot)
    statement = update(outbox).where(where)
    return db.execute(statement.values(status="queued", claimed_by=None)).rowcount


def waiting(db: Db) -> tuple[int, datetime | None]:
    """How many rows wait, and since when the oldest does."""
    where = outbox.c.status == "queued"
    row = db.execute(select(func.count(), func.min(outbox.c.due_at)).where(where)).one()
    return row[0], row[1]
