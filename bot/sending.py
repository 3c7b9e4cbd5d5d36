"""The outbox goes out: by priority, paced, each row once; what fails is told apart."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from datetime import datetime

import structlog
from sqlalchemy.exc import DBAPIError

from bot import failing
from bot.channels.base import Channel, SendError
from bot.composing import Compose, words
from bot.jobs import Do, Refused
from bot.pace import Pace
from bot.quota import Quota, Short
from storage import outbox
from storage.engine import Db
from storage.messages import Reply
from storage.outbox import BULK, PUSH, Waiting

log = structlog.get_logger()

_IN_FLIGHT = 64
_AFTER_AN_ERROR = 1.0
_LAST_WAIT = 3.0


class Sender:
    """Sends for one channel. Clock, monotonic time and sleep are arguments.

    `lost` hears of a person who has closed every chat, in the transaction that writes it down;
    `short` when the month's messages run low;
    `look`: seconds after which it looks for what another process has queued.
    """

    def __init__(
        self,
        do: Do,
        channel: Channel,
        compose: Compose,
        clock: Callable[[], datetime],
        *,
        holder: str,
        look: float = 0.5,
        lost: Callable[[Db, int, datetime], None] = lambda _db, _person, _now: None,
        short: Short = lambda *_: None,
        monotonic: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._do, self._channel, self._compose = do, channel, compose
        self._clock, self._monotonic, self._sleep = clock, monotonic, sleep
        self._holder, self._look, self._lost = holder, look, lost
        self._pace = Pace(channel.limits.per_second, channel.limits.per_chat_second)
        self._quota = Quota(channel, short)
        self._wake = asyncio.Event()
        self._flying: dict[str, asyncio.Task[None]] = {}
        self._landed: list[Callable[[Db], None]] = []

    def wake(self) -> None:
        """Something may have been queued."""
        self._wake.set()

    async def run(self) -> None:
        """Send until cancelled; what is on the way is waited for, and written down."""
        try:
            await self._do(self._recover)
            while True:
                await self._round()
        finally:
            if self._flying:
                await asyncio.wait(self._flying.values(), timeout=_LAST_WAIT)
            landed, self._landed = self._landed, []
            if landed:
                await self._do(lambda db: _write(db, landed))

    def _recover(self, db: Db) -> None:
        outbox.abandoned(db, self._channel.name, self._channel.bot)

    async def _round(self) -> None:
        """Write down what has landed and claim what may leave, in one transaction."""
        self._wake.clear()
        now = self._monotonic()
        room = min(self._pace.room(now), _IN_FLIGHT - len(self._flying))
        landed, self._landed = self._landed, []
        if not room and not landed:
            await self._pause()
            return
        busy = [*self._pace.resting(now), *self._flying]
        work = self._do(lambda db: self._exchange(db, landed, room, busy))
        exchange = asyncio.ensure_future(work)
        try:
            found = await asyncio.shield(exchange)
        except asyncio.CancelledError:  # it is under way, and will be committed or not
            await asyncio.wait({exchange}, timeout=_LAST_WAIT)
            if not exchange.done() or exchange.cancelled() or exchange.exception() is None:
                raise
            self._landed = landed + self._landed
            raise
        except (DBAPIError, Refused) as error:
            self._landed = landed + self._landed  # known only here: written down next time
            log.warning("outbox not reached", error=type(error).__name__)
            await self._sleep(_AFTER_AN_ERROR)
            return
        for row, reply in found:
            self._fly(row, reply)
        if not found:
            await self._pause()

    async def _pause(self) -> None:
        """Wait until there may be room, somebody wakes us, or it is time to look again."""
        now = self._monotonic()
        room = self._pace.rest(now) if len(self._flying) < _IN_FLIGHT else 0
        free = room or self._pace.chat_free_in(now)
        seconds = self._look if free is None else max(0.001, min(self._look, free))
        either = {
            asyncio.ensure_future(self._sleep(seconds)),
            asyncio.ensure_future(self._wake.wait()),
        }
        _, waiting = await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
        for task in waiting:
            task.cancel()

    def _exchange(
        self, db: Db, landed: list[Callable[[Db], None]], room: int, busy: list[str]
    ) -> list[tuple[Waiting, Reply]]:
        _write(db, landed)
        if not room:
            return []
        now = self._clock()
        room, bulk = self._quota.room(db, now, room)
        if not room:
            return []
        rows = outbox.claim(
            db, self._channel.name, self._channel.bot, now,
            holder=self._holder, busy=busy, most=room, least=BULK if bulk else PUSH,
        )  # fmt: skip
        self._quota.took(len(rows))
        worded = (
            (row, words(db, row, now, self._compose, buttons=self._channel.limits.buttons))
            for row in rows
        )
        return [(row, reply) for row, reply in worded if reply is not None]

    def _fly(self, row: Waiting, reply: Reply) -> None:
        chat = row.address.chat
        self._pace.sent(chat, self._monotonic())
        task = asyncio.create_task(self._send(row, reply))
        self._flying[chat] = task
        task.add_done_callback(lambda _: self._at_rest(chat))

    def _at_rest(self, chat: str) -> None:
        self._flying.pop(chat, None)
        self._wake.set()

    async def _send(self, row: Waiting, reply: Reply) -> None:
        try:
            external_id = await self._channel.send(row.address.chat, reply, row.id)
        except SendError as error:
            failed = error
            self._slow_down(row, error)
            now = self._clock()
            lost = self._lost
            self._landed.append(lambda db: failing.write_down(db, row, failed, now, lost))
        else:
            now = self._clock()
            self._landed.append(lambda db: outbox.sent(db, row.id, external_id, now))

    def _slow_down(self, row: Waiting, error: SendError) -> None:
        """At once, not only when the outcome is written down."""
        log.warning("not sent", row=row.id, kind=error.kind, attempts=row.attempts)
        now = self._monotonic()
        if error.throttled:
            self._pace.halt(now, error.retry_after or 1)
        if failing.again(row, error):
            self._pace.hold(row.address.chat, now + failing.wait(row, error))


def _write(db: Db, landed: list[Callable[[Db], None]]) -> None:
    for outcome in landed:
        outcome(db)
