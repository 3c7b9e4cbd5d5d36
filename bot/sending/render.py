"""A claimed row gets its words, or is put off, or is no longer wanted, or cannot be read."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from datetime import datetime

import structlog

from bot.channels.layout import plain
from bot.receiving.batch import where
from handlers import rights
from locales.translator import guess, translator
from scheduler import tasks
from storage import aside, contents, conversations, outbox
from storage.engine import Db
from storage.faults import is_database_failure
from storage.messages import ONCE, Reply
from storage.outbox import Waiting

log = structlog.get_logger()
Compose = Callable[[Db, Waiting, datetime], Reply | datetime | None]
"""Words a row that is not a ready message when it is claimed.

A moment: not before then; `None`: no longer wanted.
"""


def words(
    db: Db, row: Waiting, now: datetime, compose: Compose, *, buttons: bool, last: bool = False
) -> Reply | None:
    """The message of a claimed row; `None` if it does not go out now, which is written down.

    Without `buttons` the choices become part of the text, and an answer that is the `last` for
    now says so: in what is sent, not in what is kept, for the row may still go out elsewhere.
    A row that cannot be read or worded holds up nobody else's.
    """
    try:
        with nullcontext() if row.kind == "message" else db.begin_nested():
            reply = _message(db, row, now, compose)
            return None if reply is None else _for_the_way(db, row, reply, buttons, last)
    except tasks.Unknown:
        log.warning("of an unknown kind", row=row.id)
        aside.put(db, row.id)
        return None
    except Exception as error:
        if is_database_failure(error):
            raise
        log.error("not worded", row=row.id, error=type(error).__name__, where=where(error))
        outbox.ended(db, row.id, "failed", f"not readable: {type(error).__name__}")
        return None


def _message(db: Db, row: Waiting, now: datetime, compose: Compose) -> Reply | None:
    if row.too_late(now):
        outbox.ended(db, row.id, "failed", "too late: it no longer makes sense")
        return None
    if row.kind == "message":
        ready = Reply.model_validate_json(row.body)
        if ONCE not in ready.text and rights.reads(db, row.address, ready):
            return ready
        outbox.ended(db, row.id, "cancelled", "no longer wanted")
        return None
    reply = compose(db, row, now)
    if isinstance(reply, Reply):
        contents.keep(db, reply, now)
        outbox.worded(db, row.id, reply.model_dump_json())
        return reply
    if reply is None:
        outbox.ended(db, row.id, "cancelled", "no longer wanted")
    else:
        outbox.again(db, row.id, reply, "not the hour")
    return None


def _for_the_way(db: Db, row: Waiting, reply: Reply, buttons: bool, last: bool) -> Reply:
    reply = reply.spoken()
    listed = bool(reply.choices) and not buttons
    if not last and not listed:
        return reply
    t = translator(conversations.language(db, row.address) or guess(None))
    if last:
        share = t("One person's share of the messages is used up for now. "
                  "Further answers come tomorrow, or next month.")  # fmt: skip
        reply = reply.model_copy(update={"text": f"{reply.text}\n\n{share}"})
    if not listed:
        return reply
    by_number = t("Please answer with the number, or write the words.")
    return plain(reply, by_number, t("Or write:"))
