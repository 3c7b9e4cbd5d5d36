"""When a tap counts: platforms give it no time of its own.

It counts when it reaches our door, not when its turn comes. After a gap in receiving nobody knows
when in it somebody tapped: then it counts at the last receipt before the gap, so that an outage of
ours makes nobody late (and never before its card was sent, which the turn knows).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import Engine

from bot.channels.base import Broken, Take
from storage import settings
from storage.engine import reading
from storage.messages import Incoming

Item = Incoming | Broken

GAP = timedelta(seconds=75)
"""A poll ends after half a minute and a tick comes each minute: who hears nothing for longer than
both has not been receiving."""
AFTER = timedelta(minutes=5)
"""How long after a gap the platform still brings what was tapped in it."""


class Receipts:
    """What is known of the receiving on one channel."""

    def __init__(self, clock: Callable[[], datetime], last: datetime | None = None) -> None:
        """`last`: when the program was last known to receive, before it was started."""
        self.polled = False
        self._clock, self._last = clock, last
        self._failed = False
        self._gap: tuple[datetime, datetime] | None = None

    def through(self, take: Take) -> Take:
        """The same, for items that are told when they came."""

        async def stamped(items: Sequence[Item]) -> None:
            now = self._clock()
            since = self._unseen_since(now)
            try:
                await take([_stamped(item, now, since) for item in items])
            except BaseException:
                self._failed = True
                raise
            self.good(now)

        return stamped

    def ticked(self) -> None:
        """The program is well: what comes by itself is being received. Polling shows by itself."""
        if not self.polled:
            self.good(self._clock())

    def good(self, now: datetime) -> None:
        """All that the platform brought until now has been taken."""
        since = self._unseen_since(now)
        if since is not None and (self._gap is None or self._gap[0] != since):
            self._gap = since, now + AFTER
        self._last, self._failed = now, False

    def _unseen_since(self, now: datetime) -> datetime | None:
        """The last receipt before the gap that we are in, or shortly behind."""
        if self._gap is not None and now < self._gap[1]:
            return self._gap[0]
        if self._last is None or now < self._last:
            return None
        return self._last if self._failed or now - self._last > GAP else None


def _stamped(item: Item, now: datetime, since: datetime | None) -> Item:
    if isinstance(item, Broken) or item.sent_at is not None or item.received_at is not None:
        return item
    return item.model_copy(update={"received_at": now, "unseen_since": since})


def last_seen(engine: Engine) -> datetime | None:
    """When some program was last at work on this database."""
    with reading(engine) as db:
        found = settings.get(db, "last_tick")
    return datetime.fromisoformat(found) if found else None
