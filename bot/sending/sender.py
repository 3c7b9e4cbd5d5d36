"""The outbox goes out: by priority, paced, each row once; what fails is told apart."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Coroutine
from datetime import datetime
from functools import partial
from typing import Any

import structlog
from sqlalchemy.exc import DBAPIError

from bot.channels.base import Channel
from bot.receiving.jobs import Do, Refused
from bot.sending import retries
from bot.sending.files import Files, send, write_sent
from bot.sending.quota import Quota, Short
from bot.sending.render import Compose, words
from bot.sending.tempo import Tempo, first_of
from bot.sending.unsure import Landed, in_flight, recover, settle, write
from storage import outbox
from storage.engine import Db
from storage.faults import is_database_failure
from storage.messages import Reply
from storage.outbox import Waiting

log = structlog.get_logger()

_AFTER_AN_ERROR = 1.0
_LAST_WAIT = 3.0


class Sender:
    """Sends for one channel. Clock, monotonic time and sleep are arguments.

    `lost` hears of a person who has closed every chat, in the transaction that writes it down;
    `short` when the month's messages run low; `files` makes what goes with a message; `look`:
    seconds after which it looks for what another process has queued.
    """

    def __init__(
        self,
        do: Do,
        channel: Channel,
        compose: Compose,
        clock: Callable[[], datetime],
        *,
        holder: str,
        files: Files | None = None,
        look: float = 0.5,
        lost: Callable[[Db, int, datetime], None] = lambda _db, _person, _now: None,
        short: Short = lambda *_: None,
        monotonic: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._do, self._channel, self._compose = do, channel, compose
        self._clock, self._monotonic, self._sleep = clock, monotonic, sleep
        self._holder, self._look, self._lost, self._files = holder, look, lost, files
        self._tempo = Tempo(channel.limits)
        self._quota = Quota(channel, short)
        self._wake = asyncio.Event()
        self._flying: dict[str, asyncio.Task[None]] = {}
        self._landed: list[Landed] = []
        self._unsure = False

    def wake(self) -> None:
        """Something may have been queued."""
        self._wake.set()

    async def run(self) -> None:
        """Send until cancelled; what is on the way is waited for, and written down."""
        try:
            await self._begin()
            while True:
                await self._round()
        finally:
            if self._flying:
                await asyncio.wait(self._flying.values(), timeout=_LAST_WAIT)
            if self._landed:
                await self._do(lambda db: write(db, self._landed))

    async def _begin(self) -> None:
        while True:
            now = self._clock()
            try:
                held = await self._do(lambda db: recover(db, self._channel, now))  # noqa: B023 (awaited)
            except Exception as error:
                await self._put_off(error)
            else:
                break
        for chat, until in held:
            self._tempo.hold(chat, self._monotonic() + (until - now).total_seconds())

    async def _put_off(self, error: Exception) -> None:
        """Later. What has become of the exchange is not known."""
        if not (isinstance(error, DBAPIError | Refused) or is_database_failure(error)):
            raise error
        self._unsure = True
        log.warning("outbox not reached", error=type(error).__name__)
        await self._sleep(_AFTER_AN_ERROR)

    async def _round(self) -> None:
        """Write down what has landed and claim what may leave, in one transaction."""
        self._wake.clear()
        now, flying = self._monotonic(), len(self._flying)
        if self._tempo.asks(now, flying):
            self._fly("", self._ask())
        room, landed, self._landed = self._tempo.room(now, flying), self._landed, []
        if not room and not landed:
            await self._pause()
            return
        busy = [*self._tempo.busy(now), *self._flying]
        unsure = in_flight(self._flying.values()) if self._unsure else None
        work = self._do(lambda db: self._exchange(db, landed, room, busy, unsure))
        exchange = asyncio.ensure_future(work)
        try:
            claimed, found = await asyncio.shield(exchange)
        except asyncio.CancelledError:  # it is under way, and will be committed or not
            await asyncio.wait({exchange}, timeout=_LAST_WAIT)
            if exchange.done() and not exchange.cancelled() and exchange.exception() is not None:
                self._landed = landed + self._landed
            raise
        except Exception as error:
            self._landed = landed + self._landed  # known only here: written down next time
            await self._put_off(error)
            return
        self._unsure = False
        for row, reply in found:
            self._tempo.leaves(row.address.chat, self._monotonic())
            self._fly(row.address.chat, self._send(row, reply), str(row.id))
        if room and not claimed:
            self._tempo.idle()
        if not claimed:
            await self._pause()

    async def _pause(self) -> None:
        """Wait until there may be room, somebody wakes us, or it is time to look again."""
        seconds = self._tempo.nap(self._monotonic(), len(self._flying), self._look)
        await first_of(self._sleep(seconds), self._wake.wait())

    def _exchange(
        self, db: Db, landed: list[Landed], room: int, busy: list[str], unsure: set[int] | None
    ) -> tuple[int, list[tuple[Waiting, Reply]]]:
        """How many rows were claimed, and those of them that go out.

        `unsure`: the rows in flight, after an exchange of which nobody knows what became.
        """
        if unsure is not None:
            landed = settle(db, self._channel, self._holder, landed, unsure)
            self._quota.unsure()
        write(db, landed)
        now = self._clock()
        room, least = self._quota.room(db, now, room) if room else (0, 0)
        if not room:
            return 0, []
        rows = outbox.claim(
            db, self._channel.name, self._channel.bot, now,
            holder=self._holder, busy=busy, most=room, least=least,
        )  # fmt: skip
        worded = ((row, self._words(db, row, now)) for row in rows)
        return len(rows), [(row, reply) for row, reply in worded if reply is not None]

    def _words(self, db: Db, row: Waiting, now: datetime) -> Reply | None:
        if not self._quota.admits(db, row, now):
            return None
        buttons, last = self._channel.limits.buttons, self._quota.last(row)
        return words(db, row, now, self._compose, buttons=buttons, last=last)

    def _fly(self, chat: str, work: Coroutine[Any, Any, None], row: str = "") -> None:
        task = asyncio.create_task(work, name=row or None)
        self._flying[chat] = task
        task.add_done_callback(lambda _: self._at_rest(chat))

    def _at_rest(self, chat: str) -> None:
        self._flying.pop(chat, None)
        self.wake()

    async def _ask(self) -> None:
        try:
            there = await self._channel.answers()
        except Exception:  # it could not even be asked
            there = False
        self._tempo.answered(self._monotonic(), there=there)

    async def _send(self, row: Waiting, reply: Reply) -> None:
        began, lost = self._monotonic(), self._lost
        try:
            external_id, file = await send(self._files, self._channel, row, reply)
        except Exception as error:
            failed, now = retries.told(row, error), self._clock()
            self._tempo.failed(row, failed, began, self._monotonic(), now)
            down = partial(retries.write_down, row=row, error=failed, now=now, lost=lost)
            self._landed.append(Landed(row.id, down))
        else:
            self._tempo.worked(self._monotonic())
            known = (external_id, self._clock(), self._channel, file)
            self._landed.append(Landed(row.id, lambda db: write_sent(db, row.id, *known)))
