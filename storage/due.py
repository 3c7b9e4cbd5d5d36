"""What may leave now: whose turn it is, and which of their messages.

What is due is found in an index, priority by priority, so that a mailing put off to the afternoon
costs a reply nothing. Which of a chat's messages goes is decided among that chat's own.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import bindparam, literal_column, select, union_all

from storage.tables import Outbox, table

outbox = table(Outbox)
_LEVELS = range(4)
"""The priorities, see `storage.outbox`."""

_here = (
    outbox.c.channel == bindparam("channel"),
    outbox.c.bot == bindparam("bot"),
    outbox.c.due_at <= bindparam("now"),
)


def _next(priority: int) -> Any:
    """The chats whose turn it is, of one priority: a look into the index, and no further."""
    return (
        select(outbox.c.chat, outbox.c.priority, outbox.c.due_at, outbox.c.id)
        .where(
            outbox.c.status == "queued",
            outbox.c.priority == priority,
            *_here,
            outbox.c.chat.not_in(bindparam("busy", expanding=True)),
        )
        .order_by(outbox.c.due_at, outbox.c.id)
        .limit(bindparam("most"))
    )


def _chats(least: int) -> Any:
    levels = (select(_next(level).subquery()) for level in _LEVELS if level <= least)
    found = union_all(*levels).subquery()
    order = (found.c.priority, found.c.due_at, found.c.id)
    return select(found.c.chat).order_by(*order).limit(bindparam("most"))


CHATS = {least: _chats(least) for least in _LEVELS}
"""By the least urgent priority that may go."""

HEADS = (
    select(outbox)
    .where(
        outbox.c.status == literal_column("'queued'"),  # as the index has it
        *_here,
        outbox.c.priority <= bindparam("least"),
        outbox.c.chat.in_(bindparam("chats", expanding=True)),
    )
    .order_by(outbox.c.priority, outbox.c.id)
    .with_for_update(skip_locked=True)
)
"""What is due in these chats; the first of each goes."""
