"""The outbox: everything that goes out, once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, select, update
from sqlalchemy.exc import DBAPIError

from storage.due import HEADS, ROWS
from storage.engine import Db, dialect_insert
from storage.messages import storable
from storage.prepared import Prepared
from storage.tables import Outbox, table

outbox = table(Outbox)
REPLY, PUSH, STRANGER, BULK = 0, 1, 2, 3
"""Priorities: an answer goes before a notice, that before an answer to somebody who is not on the
roster, and all of them before a mailing."""

LASTS = {
    REPLY: timedelta(days=3), PUSH: timedelta(days=7), STRANGER: timedelta(days=1),
    BULK: timedelta(days=1),
}  # fmt: skip
"""How long a message makes sense, unless it says so itself (`until`)."""
_FAULTS = (DBAPIError, ValueError, TypeError, OverflowError)


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
    until: datetime | None = None

    def too_late(self, at: datetime) -> bool:
        """Whether it no longer makes sense then; a task decides that when it is worded."""
        usual = self.created_at + LASTS.get(self.priority, LASTS[BULK])
        return self.kind == "message" and at > (self.until or usual)


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
    until: datetime | None = None,
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
        "until": until,
    }
    found: int | None = _queue.scalar(db, row)
    return found


_queue = Prepared(
    lambda dialect: dialect_insert(dialect, outbox).on_conflict_do_nothing().returning(outbox.c.id)
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
    wanted = {"channel": channel, "bot": bot, "now": now, "busy": busy or [""], "most": most}
    ids = db.execute(HEADS[least], wanted).scalars().all()
    rows = _rows(db, ids, now) if ids else []
    found = [_waiting(row) for row in rows if row.status == "queued"]
    if found:
        claimed = update(outbox).where(outbox.c.id.in_([one.id for one in found]))
        db.execute(claimed.values(status="sending", claimed_by=holder))
    return found


def _waiting(row: Any) -> Waiting:
    to = Address(row.channel, row.bot, row.chat, row.person_id)
    return Waiting(row.id, to, row.kind, row.body, row.attempts, row.created_at, row.priority,
                   row.until)  # fmt: skip


def _rows(db: Db, ids: Sequence[int], now: datetime) -> Sequence[Any]:
    try:
        return db.execute(ROWS, {"ids": ids}).all()
    except _FAULTS:
        return _one_by_one(db, ids, now)


def _one_by_one(db: Db, ids: Sequence[int], now: datetime) -> Sequence[Any]:
    """One of them cannot even be fetched: it is set aside, with moments that trip nobody else.

    A failing database says so once more.
    """
    moments = {"created_at": now, "due_at": now, "until": None, "attempts": 0}
    rows = []
    for row_id in ids:
        try:
            rows.append(db.execute(select(outbox).where(outbox.c.id == row_id)).one())
        except _FAULTS as error:
            ended(db, row_id, "failed", f"not readable: {type(error).__name__}")
            _mark.run(db, {"row": row_id, **moments})
    return rows


def sent(db: Db, row_id: int, external_id: str, now: datetime) -> None:
    """The platform has it."""
    done = {"status": "sent", "external_id": storable(external_id), "sent_at": now, "error": None}
    _mark.run(db, {"row": row_id, **done})


def worded(db: Db, row_id: int, body: str) -> None:
    """The row has its words now: from here on it is a message, whose buttons may be tapped."""
    _mark.run(db, {"row": row_id, "kind": "message", "body": body})


def unworded(db: Db, row: Waiting) -> None:
    """It did not arrive: whether it is still wanted is decided again when it is claimed again."""
    if row.kind != "message":
        _mark.run(db, {"row": row.id, "kind": row.kind, "body": row.body})


def ended(db: Db, row_id: int, status: str, why: str) -> None:
    """It will not go out (any more): `unknown`, `failed`, `blocked` or `cancelled`."""
    _mark.run(db, {"row": row_id, "status": status, "error": storable(why)})


def again(db: Db, row_id: int, due_at: datetime, why: str) -> None:
    """It surely did not arrive: try again at `due_at`."""
    why = storable(why)
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
