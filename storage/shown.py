"""What a chat was shown: the choices that may be tapped there, or chosen by their numbers."""

from __future__ import annotations

from sqlalchemy import bindparam, select

from storage.engine import Db
from storage.messages import Choice, Reply
from storage.outbox import Address, outbox
from storage.prepared import Prepared

_shown = Prepared(
    select(outbox.c.body).where(
        outbox.c.id == bindparam("row"),
        outbox.c.channel == bindparam("channel"),
        outbox.c.bot == bindparam("bot"),
        outbox.c.chat == bindparam("chat"),
        outbox.c.kind == "message",
    )
)


def choices_shown(db: Db, row_id: int, to: Address) -> list[Choice] | None:
    """The choices of a message, if it was sent to this very chat (clients can be modified)."""
    shown = {"row": row_id, "channel": to.channel, "bot": to.bot, "chat": to.chat}
    body = _shown.scalar(db, shown)
    if body is None:
        return None
    return [choice for row in Reply.model_validate_json(body).choices for choice in row]


def newest_sent(db: Db, to: Address) -> str | None:
    """The newest message that was sent to this chat, a Reply as JSON."""
    where = (
        (outbox.c.channel == to.channel)
        & (outbox.c.bot == to.bot)
        & (outbox.c.chat == to.chat)
        & (outbox.c.status == "sent")
        & (outbox.c.kind == "message")
    )
    found = select(outbox.c.body).where(where).order_by(outbox.c.id.desc()).limit(1)
    return db.execute(found).scalar()
