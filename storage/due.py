"""What may leave now: whose turn it is, and which of their messages.

What is due is found in an index, priority by priority, so that a mailing put off to the afternoon
costs a reply nothing. Which of a chat's messages goes is decided among that chat's own, and that is
asked chat by chat: of all of them in one list a database that knows no better goes through the
whole mailing.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import bindparam, literal_column, select, union_all

from storage.tables import Outbox, table

outbox = table(Outbox)
_LEVELS = range(4)
"""The priorities, see `storage.outbox`."""


def _due(of: Any) -> tuple[Any, ...]:
    return (
        of.c.channel == bindparam("channel"),
        of.c.bot == bindparam("bot"),
        of.c.due_at <= bindparam("now"),
    )


def _next(priority: int) -> Any:
    """The chats whose turn it is, of one priority: a look into the index, and no further."""
    return (
        select(outbox.c.chat, outbox.c.priority, outbox.c.due_at, outbox.c.id)
        .where(
            outbox.c.status == "queued",
            outbox.c.priority == priority,
            *_due(outbox),
            outbox.c.chat.not_in(bindparam("busy", expanding=True)),
        )
        .order_by(outbox.c.due_at, outbox.c.id)
        .limit(bindparam("most"))
    )


def _chats(least: int) -> Any:
    levels = (select(_next(level).subquery()) for level in _LEVELS if level <= least)
    found = union_all(*levels).subquery()
    order = (found.c.priority, found.c.due_at, found.c.id)
    turn = select(found.c.chat).order_by(*order).limit(bindparam("most")).subquery()
    return select(turn.c.chat).distinct().subquery("chats")


def _heads(least: int) -> Any:
    chats, own = _chats(least), outbox.alias("own")
    first = (
        select(own.c.id)
        .where(own.c.status == literal_column("'queued'"))  # as the index has it
        .where(*_due(own), own.c.priority <= least)
        .where(own.c.chat == chats.c.chat)
        .order_by(own.c.priority, own.c.id)
        .limit(1)
        .correlate(chats)
    )
    return select(first.scalar_subquery()).select_from(chats)


HEADS = {least: _heads(least) for least in _LEVELS}
"""The rows that leave next, one a chat; by the least urgent priority that may go."""

ROWS = (
    select(outbox)
    .where(outbox.c.id.in_(bindparam("ids", expanding=True)))
    .order_by(outbox.c.priority, outbox.c.id)
    .with_for_update(skip_locked=True)
)
"""These rows, held. Whether they still wait is to be looked at: asked for it here, a database that
knows no better goes through everything that waits."""
