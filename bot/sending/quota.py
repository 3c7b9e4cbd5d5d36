"""A channel's monthly quota: shared out, kept for answers when it runs low, and told in time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta

from bot.channels.base import Channel
from storage import outbox, quotas
from storage.engine import Db
from storage.outbox import BULK, REPLY, STRANGER, Waiting
from storage.quotas import Reader, Spent

Short = Callable[[Db, Channel, str, int, datetime], None]
"""Hears how many percent of the plan's "messages" or "people" are used, at each of `MARKS`, and
when the share of "strangers" is."""

MARKS = (95, 80)
_RESERVE = 5
"""A fifth of the month's messages is kept for answers and notices: no mailing touches it."""
_STRANGERS = 20
"""A twentieth answers those who are not on the roster, each of them a few times a day."""
_A_STRANGER_A_DAY = 5
_A_MONTH, _A_DAY, _AT_LEAST = 10, 30, 20
"""One person gets a tenth of the month's messages, and a thirtieth a day: many times of what
reporting or checking takes. Beyond it their messages are taken, and answered elsewhere or not."""
_RECOUNT = timedelta(seconds=30)


def for_strangers(per_month: int) -> int:
    """How many of a month's messages answer those who are not on the roster."""
    return max(1, per_month // _STRANGERS)


class Quota:
    """How many messages may still leave; a channel without a quota has no end of them."""

    def __init__(self, channel: Channel, short: Short) -> None:
        """`short` is called inside the transaction of the count."""
        self._channel, self._short = channel, short
        self._spent = Spent(0, 0, 0, Counter(), Counter())
        self._new = Counter[Reader]()
        self._messages = self._strangers = 0
        self._counted: datetime | None = None

    def room(self, db: Db, now: datetime, room: int) -> tuple[int, int]:
        """How many of `room` messages may leave, and the least urgent priority among them."""
        most = self._channel.limits.per_month
        if most is None:
            return room, BULK
        if self._counted is None or not timedelta(0) <= now - self._counted < _RECOUNT:
            self._count(db, now, most)
        left = max(0, most - self._messages)
        return min(room, left), BULK if left * _RESERVE > most else STRANGER

    def admits(self, db: Db, row: Waiting, now: datetime) -> bool:
        """Count a claimed row; False, and it is written down, where its class has no share left."""
        most = self._channel.limits.per_month
        if most is None:
            return True
        reader = quotas.reader(row.address)
        if row.priority == STRANGER and not self._has_share(db, row, now, most):
            return False
        if row.priority == REPLY and self._left(reader, most) <= 0:
            _answer_elsewhere(db, row)
            return False
        self._new[reader] += 1
        self._messages += 1
        self._strangers += row.priority == STRANGER
        return True

    def last(self, row: Waiting) -> bool:
        """Whether this answer, already counted, is the reader's last for now."""
        most = self._channel.limits.per_month
        if most is None or row.priority != REPLY:
            return False
        return self._left(quotas.reader(row.address), most) == 0

    def _left(self, reader: Reader, most: int) -> int:
        new = self._new[reader]
        month = max(_AT_LEAST, most // _A_MONTH) - self._spent.month[reader] - new
        return min(month, max(_AT_LEAST, most // _A_DAY) - self._spent.day[reader] - new)

    def _has_share(self, db: Db, row: Waiting, now: datetime, most: int) -> bool:
        chat = row.address.chat
        if self._strangers >= for_strangers(most):
            _turn_away(db, row, everybody=True)
            self._short(db, self._channel, "strangers", 100, now)
            return False
        if self._spent.day[chat] + self._new[chat] >= _A_STRANGER_A_DAY:
            _turn_away(db, row)
            return False
        return True

    def unsure(self) -> None:
        """What was counted and told may have been rolled back: count again."""
        self._counted = None

    def _count(self, db: Db, now: datetime, most: int) -> None:
        name, bot = self._channel.name, self._channel.bot
        self._spent = spent = quotas.spent(db, name, bot, now)
        self._messages, self._strangers = spent.messages, spent.strangers
        self._new.clear()
        self._counted = now
        self._tell(db, "messages", spent.messages, most, now)
        self._tell(db, "people", spent.people, self._channel.limits.people, now)
        if self._messages >= most:
            quotas.elsewhere(db, name, bot)

    def _tell(self, db: Db, what: str, used: int, most: int | None, now: datetime) -> None:
        percent = used * 100 // most if most else 0
        mark = next((mark for mark in MARKS if percent >= mark), None)
        if mark is not None:
            self._short(db, self._channel, what, mark, now)


def _turn_away(db: Db, row: Waiting, *, everybody: bool = False) -> None:
    why = "the share of strangers is used up"
    outbox.ended(db, row.id, "cancelled", why)
    quotas.turn_away(db, row.address, STRANGER, why, everybody=everybody)


def _answer_elsewhere(db: Db, row: Waiting) -> None:
    """What one person has beyond their share goes to another channel of theirs, or not at all."""
    at, why = row.address, "one person's share is used up"
    if at.person_id is not None and quotas.move(db, row.id, at.person_id, at.channel, at.bot):
        return
    outbox.ended(db, row.id, "cancelled", why)
    quotas.turn_away(db, at, REPLY, why)
