"""After an exchange of the sender's that failed: what has become of it is looked up, not guessed.

A commit may have happened although its answer got lost. Then what had landed is written down
already, and rows are claimed of which the sender has never heard: nobody would send them.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

import structlog
from sqlalchemy.exc import DBAPIError

from bot.channels.base import Channel
from bot.receiving.batch import where
from bot.sending import retries
from scheduler import tasks
from storage import aside, undelivered
from storage.engine import Db
from storage.faults import is_database_failure

log = structlog.get_logger()


@dataclass(frozen=True)
class Landed:
    """A row that was sent or not, and how that is written down."""

    row: int
    write: Callable[[Db], None]


def write(db: Db, landed: list[Landed]) -> None:
    """Write down what has become of rows that were on their way."""
    for one in landed:
        try:
            one.write(db)
        except Exception as error:  # what follows from one outcome must not undo the others
            if isinstance(error, DBAPIError) or is_database_failure(error):
                raise
            log.error("not followed up", error=type(error).__name__, where=where(error))


def in_flight(tasks: Iterable[asyncio.Task[None]]) -> set[int]:
    """The rows that are on their way: their tasks have their numbers for names."""
    names = (task.get_name() for task in tasks)
    return {int(name) for name in names if name.isdecimal()}


def settle(
    db: Db, channel: Channel, holder: str, landed: list[Landed], flying: Collection[int]
) -> list[Landed]:
    """Queue again what was claimed and never sent; of what has landed, what is not yet written."""
    claimed = undelivered.in_hand(db, channel.name, channel.bot, holder)
    undelivered.put_back(db, claimed - set(flying) - {one.row for one in landed})
    return [one for one in landed if one.row in claimed]


def recover(db: Db, channel: Channel, now: datetime) -> list[tuple[str, datetime]]:
    """What a sender before us had in hand waits again, and what it did not know how to word.

    The chats whose message waits to be tried again, and until when.
    """
    undelivered.abandoned(db, channel.name, channel.bot)
    aside.take_up(db, channel.name, channel.bot, tasks.BY_CODE)
    return undelivered.held(db, channel.name, channel.bot, now, retries.PATIENCE)
