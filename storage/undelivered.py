"""What waits, what did not go out, what may not have, and who cannot be reached."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.exc import DBAPIError

from storage import people
from storage.engine import Db
from storage.messages import readable
from storage.outbox import LASTS, REPLY, STRANGER, outbox
from storage.partial import UNDELIVERED


def abandoned(db: Db, channel: str, bot: str) -> int:
    """Queue again what a holder before us was sending when it died; how many rows.

    Nobody knows whether they arrived: a message may come twice, data never does.
    """
    where = (outbox.c.status == "sending") & (outbox.c.channel == channel) & (outbox.c.bot == bot)
    statement = update(outbox).where(where)
    return db.execute(statement.values(status="queued", claimed_by=None)).rowcount


def in_hand(db: Db, channel: str, bot: str, holder: str) -> set[int]:
    """The rows that this holder has claimed and not yet written down."""
    mine = (outbox.c.status == "sending", outbox.c.channel == channel, outbox.c.bot == bot,
            outbox.c.claimed_by == holder)  # fmt: skip
    return set(db.execute(select(outbox.c.id).where(*mine)).scalars())


def put_back(db: Db, rows: set[int]) -> None:
    """Queue again what was claimed and surely not sent."""
    if rows:
        where = outbox.c.id.in_(rows)
        db.execute(update(outbox).where(where).values(status="queued", claimed_by=None))


def held(
    db: Db, channel: str, bot: str, now: datetime, attempts: int
) -> list[tuple[str, datetime]]:
    """The chats whose message waits to be tried again, and until when.

    `attempts`: one that was tried as often holds nobody back.
    """
    statement = (
        select(outbox.c.chat, func.max(outbox.c.due_at))
        .where(
            outbox.c.status == "queued",
            outbox.c.channel == channel,
            outbox.c.bot == bot,
            outbox.c.kind == "message",
            outbox.c.attempts.between(1, attempts - 1),
            outbox.c.due_at > now,
        )
        .group_by(outbox.c.chat)
    )
    try:
        return [(row[0], row[1]) for row in db.execute(statement)]
    except (ValueError, TypeError):  # one of them is no moment
        return []


def waiting(db: Db) -> tuple[int, datetime | None]:
    """How many rows wait, and since when the oldest does."""
    where = outbox.c.status == "queued"
    count = db.execute(select(func.count()).where(where)).scalar_one()
    try:
        oldest = db.execute(select(func.min(outbox.c.due_at)).where(where)).scalar()
    except (ValueError, TypeError):  # one of them is no moment
        oldest = None
    return count, oldest


@dataclass(frozen=True)
class Count:
    """How many rows, and when the oldest of them was written."""

    rows: int
    since: datetime | None


def counts(db: Db) -> dict[str, Count]:
    """What `failed` for good, and of what it is `unknown` whether it arrived; not yet settled."""
    found = dict.fromkeys(("failed", "unknown"), Count(0, None))
    statement = select(outbox.c.status, func.count(), func.min(outbox.c.created_at))
    for status, rows, since in db.execute(statement.where(UNDELIVERED).group_by(outbox.c.status)):
        found[status] = Count(rows, since)
    return found


@dataclass(frozen=True)
class Undelivered:
    """A message that failed or may have: `reader` is the code of a person, `why` an error's."""

    id: int
    status: str
    created_at: datetime
    reader: str | None
    why: str | None


def some(db: Db, limit: int, before: int | None = None) -> list[Undelivered]:
    """The newest of them, or the newest of those before a row."""
    code = select(people.people.c.code).where(people.people.c.id == outbox.c.person_id)
    columns = (outbox.c.id, outbox.c.status, outbox.c.created_at, code.scalar_subquery(),
               outbox.c.error)  # fmt: skip
    older = () if before is None else (outbox.c.id < before,)
    newest = select(*columns).where(UNDELIVERED, *older).order_by(outbox.c.id.desc()).limit(limit)
    return [Undelivered(*row) for row in db.execute(newest)]


def again(db: Db, row_id: int, now: datetime) -> str:
    """Queue a message once more that failed, if it still means something: what was done, in words.

    An answer means nothing any more when its chat was answered since; what may have arrived is
    never repeated.
    """
    row = db.execute(
        select(*(outbox.c[name] for name in _ROW)).where(outbox.c.id == row_id, UNDELIVERED)
    ).first()
    if row is None:
        return "settled before"
    why = _useless(db, row)
    if why is not None:
        settle(db, now, row_id)
        return why
    lasts = {"until": now + LASTS.get(row.priority, LASTS[REPLY])}
    fresh = {"status": "queued", "due_at": now, "attempts": 0, "error": None, **lasts}
    db.execute(update(outbox).where(outbox.c.id == row_id).values(fresh))
    return "queued again"


_ROW = ("id", "channel", "bot", "chat", "kind", "status", "priority")


def _useless(db: Db, row: Any) -> str | None:
    if row.status != "failed":
        return "not repeated: it may have arrived"
    if row.kind == "message" and not _legible(db, row.id):
        return "not repeated: it cannot be read"
    chat = (outbox.c.channel == row.channel, outbox.c.bot == row.bot, outbox.c.chat == row.chat)
    since = (outbox.c.id > row.id, outbox.c.priority == REPLY, outbox.c.status == "sent")
    answered = db.execute(select(outbox.c.id).where(*chat, *since).limit(1)).first()
    if row.priority in (REPLY, STRANGER) and answered is not None:
        return "not repeated: the chat was answered since"
    return None


def _legible(db: Db, row_id: int) -> bool:
    try:
        body = db.execute(select(outbox.c.body).where(outbox.c.id == row_id)).scalar_one()
    except DBAPIError:  # it is not even text
        return False
    return readable(body) is not None


def settle(db: Db, now: datetime, row_id: int | None = None) -> int:
    """The operator has seen what failed and what is unknown: one row, or all; how many."""
    one = () if row_id is None else (outbox.c.id == row_id,)
    statement = update(outbox).where(UNDELIVERED, *one).values(settled_at=now)
    return db.execute(statement).rowcount


_closed = people.accounts.alias()
_open = select(people.accounts.c.id).where(
    people.accounts.c.person_id == _closed.c.person_id, people.accounts.c.blocked_at.is_(None)
)
_unreachable = (
    select(people.people.c.code, func.max(_closed.c.blocked_at))
    .join(_closed, _closed.c.person_id == people.people.c.id)
    .where(_closed.c.blocked_at.is_not(None), people.people.c.active, ~_open.exists())
    .group_by(people.people.c.code)
)


def unreachable(db: Db) -> list[tuple[str, datetime]]:
    """The codes of those on the roster who have closed every chat, and since when; newest first."""
    found = [(row[0], row[1]) for row in db.execute(_unreachable)]
    return sorted(found, key=lambda one: one[1], reverse=True)
