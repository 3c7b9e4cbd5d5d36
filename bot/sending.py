"""The outbox goes out: by priority, paced, each row once; what fails is told apart."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from functools import partial

import structlog
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from bot.channels.base import Channel, SendError
from bot.pace import Pace
from storage import outbox, people
from storage.engine import Db, transaction
from storage.messages import Reply
from storage.outbox import Waiting

log = structlog.get_logger()
Compose = Callable[[Db, Waiting, datetime], Reply | datetime | None]
"""Words a row that is not a ready message when it is claimed.

A moment: not before then; `None`: no longer wanted.
"""

_MOST_TRIES = 12
_IN_FLIGHT = 64
_LOOK = 0.5


class Sender:
    """Sends for one channel. Clock, monotonic time and sleep are arguments.

    `lost` hears of a person who has closed the chat, in the transaction that writes it down.
    """

    def __init__(
        self,
        engine: Engine,
        channel: Channel,
        compose: Compose,
        clock: Callable[[], datetime],
        *,
        holder: str,
        lost: Callable[[Db, int, datetime], None] = lambda _db, _person, _now: None,
        monotonic: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._engine, self._channel, self._compose = engine, channel, compose
        self._clock, self._monotonic, self._sleep = clock, monotonic, sleep
        self._holder, self._lost = holder, lost
        self._pace = Pace(channel.limits.per_second, channel.limits.per_chat_second)
        self._wake = asyncio.Event()
        self._flying: dict[str, asyncio.Task[None]] = {}

    def wake(self) -> None:
        """Something may have been queued."""
        self._wake.set()

    async def run(self) -> None:
        """Send until cancelled; what is on the way is waited for."""
        try:
            await asyncio.to_thread(self._recover)
            while True:
                await self._round()
        finally:
            if self._flying:
                await asyncio.wait(self._flying.values(), timeout=4)

    def _recover(self) -> None:
        with transaction(self._engine) as db:
            outbox.abandoned(db, self._channel.name, self._channel.bot)

    async def _round(self) -> None:
        self._wake.clear()
        rest = self._pace.rest(self._monotonic())
        if rest > 0:
            await self._sleep(rest)
            return
        if len(self._flying) >= _IN_FLIGHT:
            await asyncio.wait(self._flying.values(), return_when=asyncio.FIRST_COMPLETED)
            return
        try:
            found = await asyncio.to_thread(self._claim)
        except DBAPIError as error:
            log.warning("outbox not readable", error=type(error).__name__)
            await self._sleep(1)
            return
        if found is None:
            await self._pause()
            return
        row, reply = found
        if reply is not None:
            self._fly(row, reply)

    async def _pause(self) -> None:
        """Wait until a chat has rested, somebody wakes us, or it is time to look again."""
        free = self._pace.chat_free_in(self._monotonic())
        seconds = _LOOK if free is None else max(0.001, min(_LOOK, free))
        either = {
            asyncio.ensure_future(self._sleep(seconds)),
            asyncio.ensure_future(self._wake.wait()),
        }
        _, waiting = await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
        for task in waiting:
            task.cancel()

    def _claim(self) -> tuple[Waiting, Reply | None] | None:
        """The most urgent row, worded inside the claiming transaction; `None` if there is none."""
        busy = [*self._pace.resting(self._monotonic()), *self._flying]
        now = self._clock()
        with transaction(self._engine) as db:
            rows = outbox.claim(
                db, self._channel.name, self._channel.bot, now,
                holder=self._holder, busy=busy, most=1,
            )  # fmt: skip
            if not rows:
                return None
            row = rows[0]
            return row, self._words(db, row, now)

    def _words(self, db: Db, row: Waiting, now: datetime) -> Reply | None:
        if row.kind == "message":
            return Reply.model_validate_json(row.body)
        reply = self._compose(db, row, now)
        if isinstance(reply, Reply):
            outbox.worded(db, row.id, reply.model_dump_json())
            return reply
        if reply is None:
            outbox.ended(db, row.id, "cancelled", "no longer wanted")
        else:
            outbox.again(db, row.id, reply, "not the hour")
        return None

    def _fly(self, row: Waiting, reply: Reply) -> None:
        chat = row.address.chat
        self._pace.sent(chat, self._monotonic())
        task = asyncio.create_task(self._send(row, reply))
        self._flying[chat] = task
        task.add_done_callback(lambda _: self._landed(chat))

    def _landed(self, chat: str) -> None:
        self._flying.pop(chat, None)
        self._wake.set()

    async def _send(self, row: Waiting, reply: Reply) -> None:
        try:
            external_id = await self._channel.send(row.address.chat, reply, row.id)
        except SendError as error:
            await self._mark(partial(self._failed, row=row, error=error))
        else:
            await self._mark(lambda db: outbox.sent(db, row.id, external_id, self._clock()))

    async def _mark(self, write: Callable[[Db], None]) -> None:
        """Write the outcome down; keep trying, for it is known only here."""
        while True:
            try:
                await asyncio.to_thread(self._write, write)
            except DBAPIError as error:
                log.warning("outcome not kept yet", error=type(error).__name__)
                await self._sleep(1)
            else:
                return

    def _write(self, write: Callable[[Db], None]) -> None:
        with transaction(self._engine) as db:
            write(db)

    def _failed(self, db: Db, row: Waiting, error: SendError) -> None:
        now = self._clock()
        log.warning("not sent", row=row.id, kind=error.kind, attempts=row.attempts)
        if error.throttled:
            self._pace.halt(self._monotonic(), error.retry_after or 1)
        if error.kind == "retry" and (error.throttled or row.attempts + 1 < _MOST_TRIES):
            wait = error.retry_after or min(300.0, 2.0**row.attempts)
            outbox.again(db, row.id, now + timedelta(seconds=wait), error.why)
            self._pace.hold(row.address.chat, self._monotonic() + wait)
            return
        status = {"blocked": "blocked", "unknown": "unknown"}.get(error.kind, "failed")
        outbox.ended(db, row.id, status, error.why)
        if error.kind == "blocked":
            people.block(db, row.address.channel, row.address.bot, row.address.chat, now)
            if row.address.person_id is not None:
                self._lost(db, row.address.person_id, now)
