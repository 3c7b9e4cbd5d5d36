"""A channel's monthly quota: counted, kept for answers when it runs low, and told in time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from bot.channels.base import Channel
from storage import quotas
from storage.engine import Db

Short = Callable[[Db, Channel, str, int, datetime], None]
"""Hears how many percent of the plan's "messages" or "people" are used, at each of `MARKS`."""

MARKS = (95, 80)
_RESERVE = 5
"""A fifth of the month's messages is kept for answers and notices: no mailing touches it."""
_RECOUNT = timedelta(seconds=30)


class Quota:
    """How many messages may still leave; a channel without a quota has no end of them."""

    def __init__(self, channel: Channel, short: Short) -> None:
        """`short` is called inside the transaction of the count."""
        self._channel, self._short = channel, short
        self._used = 0
        self._counted: datetime | None = None

    def room(self, db: Db, now: datetime, room: int) -> tuple[int, bool]:
        """How many of `room` messages may leave, and whether mailings may be among them."""
        most = self._channel.limits.per_month
        if most is None:
            return room, True
        if self._counted is None or not timedelta(0) <= now - self._counted < _RECOUNT:
            self._count(db, now, most)
        left = max(0, most - self._used)
        return min(room, left), left * _RESERVE > most

    def took(self, messages: int) -> None:
        """So many have just been claimed."""
        self._used += messages

    def _count(self, db: Db, now: datetime, most: int) -> None:
        name, bot = self._channel.name, self._channel.bot
        spent = quotas.spent(db, name, bot, now)
        self._used, self._counted = spent.messages, now
        self._tell(db, "messages", spent.messages, most, now)
        self._tell(db, "people", spent.people, self._channel.limits.people, now)
        if self._used >= most:
            quotas.elsewhere(db, name, bot)

    def _tell(self, db: Db, what: str, used: int, most: int | None, now: datetime) -> None:
        percent = used * 100 // most if most else 0
        mark = next((mark for mark in MARKS if percent >= mark), None)
        if mark is not None:
            self._short(db, self._channel, what, mark, now)
