"""A claimed row gets its words, or is put off, or is no longer wanted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import structlog
from sqlalchemy.exc import DBAPIError

from bot.channels.layout import plain
from handlers import rights
from locales.translator import guess, translator
from storage import conversations, outbox
from storage.engine import Db
from storage.messages import Reply
from storage.outbox import Waiting

log = structlog.get_logger()
Compose = Callable[[Db, Waiting, datetime], Reply | datetime | None]
"""Words a row that is not a ready message when it is claimed.

A moment: not before then; `None`: no longer wanted.
"""


def words(db: Db, row: Waiting, now: datetime, compose: Compose, *, buttons: bool) -> Reply | None:
    """The message of a claimed row; `None` if it does not go out now, which is written down.

    Without `buttons` the choices become part of the text: of what is sent, not of what is kept,
    for the row may still go out on another channel.
    """
    reply = _message(db, row, now, compose)
    if reply is None or buttons or not reply.choices:
        return reply
    t = translator(conversations.language(db, row.address) or guess(None))
    by_number = t("Please answer with the number, or write the words.")
    return plain(reply, by_number, t("Or write:"))


def _message(db: Db, row: Waiting, now: datetime, compose: Compose) -> Reply | None:
    if row.kind == "message":
        ready = Reply.model_validate_json(row.body)
        if rights.reads(db, row.address, ready):
            return ready
        outbox.ended(db, row.id, "cancelled", "no longer wanted")
        return None
    try:
        reply = compose(db, row, now)
    except DBAPIError:
        raise
    except Exception as error:  # one row that cannot be worded holds up nobody else's
        log.exception("not worded", row=row.id, kind=row.kind)
        outbox.ended(db, row.id, "failed", type(error).__name__)
        return None
    if isinstance(reply, Reply):
        outbox.worded(db, row.id, reply.model_dump_json())
        return reply
    if reply is None:
        outbox.ended(db, row.id, "cancelled", "no longer wanted")
    else:
        outbox.again(db, row.id, reply, "not the hour")
    return None
