"""What a chat was shown: the choices that may be tapped there, or chosen by their numbers."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, select

from storage.engine import Db
from storage.messages import Choice, Reply, readable
from storage.outbox import Address, outbox
from storage.prepared import Prepared

_theirs = outbox.c.person_id.is_(None) | (outbox.c.person_id == bindparam("person"))
"""What was sent to another owner of the account offers its choices to nobody any more."""

_of_chat = select(outbox.c.body).where(
    outbox.c.id == bindparam("row"),
    outbox.c.channel == bindparam("channel"),
    outbox.c.bot == bindparam("bot"),
    outbox.c.chat == bindparam("chat"),
    outbox.c.kind == "message",
)
_sent, _shown = Prepared(_of_chat), Prepared(_of_chat.where(_theirs))


def choices_shown(db: Db, row_id: int, to: Address) -> list[Choice] | None:
    """The choices of a message, if it was sent to this very chat (clients can be modified)."""
    reply = readable(_shown.scalar(db, {"row": row_id, **_key(to)}))
    return None if reply is None else [choice for row in reply.choices for choice in row]


def choices_sent(db: Db, row_id: int, to: Address) -> list[Choice]:
    """The choices of a message to this chat, whoever its owner was."""
    where = {"row": row_id, "channel": to.channel, "bot": to.bot, "chat": to.chat}
    reply = readable(_sent.scalar(db, where))
    return [] if reply is None else [choice for row in reply.choices for choice in row]


def shown_at(db: Db, row_id: int, to: Address) -> datetime | None:
    """When a message was sent to this chat (or at least written); `None` if it never was."""
    moment = func.coalesce(outbox.c.sent_at, outbox.c.created_at)
    place = (outbox.c.channel == to.channel, outbox.c.bot == to.bot, outbox.c.chat == to.chat)
    return db.execute(select(moment).where(outbox.c.id == row_id, *place)).scalar()


_LATELY = 20
_lately = Prepared(
    select(outbox.c.id, outbox.c.body, outbox.c.sent_at)
    .where(
        outbox.c.channel == bindparam("channel"),
        outbox.c.bot == bindparam("bot"),
        outbox.c.chat == bindparam("chat"),
        outbox.c.status == "sent",
        outbox.c.kind == "message",
        _theirs,
    )
    .order_by(outbox.c.id.desc())
    .limit(_LATELY)
)


def on_screen(db: Db, to: Address) -> list[tuple[int, Reply]]:
    """What surely reached its reader here lately, newest first: each message and its row."""
    rows = sorted(_lately.all(db, _key(to)), key=lambda row: (row.sent_at, row.id), reverse=True)
    found = ((row.id, readable(row.body)) for row in rows)
    return [(row_id, reply) for row_id, reply in found if reply is not None]


def asked_phone(db: Db, to: Address) -> bool:
    """Whether the button that shares the own number may stand there: shown, and not taken away."""
    place = (outbox.c.channel == to.channel, outbox.c.bot == to.bot, outbox.c.chat == to.chat)
    went = outbox.c.status.in_(("sent", "sending", "unknown"))
    newest = select(func.max(outbox.c.id)).where(*place, outbox.c.kind == "message", went)
    asked = newest.where(outbox.c.body.contains('"ask_phone":"', autoescape=True))
    taken = newest.where(outbox.c.body.contains('"forget_phone":true', autoescape=True))
    return (db.execute(asked).scalar() or 0) > (db.execute(taken).scalar() or 0)


def _key(to: Address) -> dict[str, Any]:
    return {"channel": to.channel, "bot": to.bot, "chat": to.chat, "person": to.person_id}
