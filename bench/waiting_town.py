"""The program's own parts at a fixed moment, and how long those wait who report in it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TypeVar

from sqlalchemy import Engine

from bench.nation import MOVEMENT
from bench.town import ZONE
from bot.channels.base import Limits
from bot.channels.telegram.channel import TelegramChannel
from bot.receiving.batch import Context
from bot.receiving.jobs import Writer
from bot.receiving.receiver import Receiver
from bot.receiving.writers import writer
from bot.sending.files import Files
from bot.sending.making import Maker
from bot.sending.sender import Sender
from handlers.routing.play import Site
from scheduler.compose import compose
from storage.engine import Db
from storage.messages import Incoming, Reply

GAP = 0.1
T = TypeVar("T")


class Enough(Exception):
    """It has been watched for long enough."""


SITE = Site(MOVEMENT, ZONE)


@dataclass
class Platform:
    """The far end: everything arrives at once, and when is written down."""

    name: str = "telegram"
    bot: str = "123456"
    limits: Limits = field(default_factory=lambda: replace(TelegramChannel.limits, per_second=1000))
    left: dict[str, float] = field(default_factory=dict)

    async def send(self, chat: str, _reply: Reply, row: int, _file: object = None) -> str:
        """A message leaves."""
        self.left.setdefault(chat, time.perf_counter())
        return str(row)

    async def answers(self) -> bool:
        """It is there."""
        return True


class Town:
    """The program's own parts at a fixed moment; long work is left after so many `seconds`."""

    seconds = 60.0

    def __init__(self, engine: Engine, now: datetime, first: int, pace: float) -> None:
        self.engine, self.now, self.chat = engine, now, first
        self.given: dict[str, float] = {}
        self.steps: list[float] = []
        self.done = True
        self.platform = Platform(limits=replace(TelegramChannel.limits, per_second=pace))
        self.turns: Writer = writer(engine, Context(SITE, lambda: now, self._wake))
        self.receiver, self.number = Receiver(self.turns), first * 1000

    def _wake(self) -> None:
        self.loop.call_soon_threadsafe(self.sender.wake)

    def step(self, work: Callable[[Db], T]) -> T:
        """As the program does it; and what CPU it took is noted."""
        if time.perf_counter() > self.until:
            raise Enough

        def timed(db: Db) -> T:
            began = time.thread_time()
            found = work(db)
            self.steps.append(1000 * (time.thread_time() - began))
            return found

        return self.turns.step(timed)

    async def run(self, busy: Callable[[Town], Awaitable[None]]) -> list[float]:
        """The waits of those who report while something else is done, in milliseconds."""
        self.loop = asyncio.get_running_loop()
        self.turns.start()
        self.sender = Sender(
            self.turns.do, self.platform,  # type: ignore[arg-type]
            lambda db, row, now: compose(db, row, now, MOVEMENT, ZONE),
            lambda: self.now, holder="bench",
            files=Files(self.engine, Maker(SITE, lambda: self.now), lambda: self.now, None),
        )  # fmt: skip
        sending = asyncio.create_task(self.sender.run())
        self.until = time.perf_counter() + self.seconds
        work = asyncio.create_task(busy(self))
        reports = []
        while not work.done():
            reports.append(asyncio.create_task(self.report()))
            await asyncio.sleep(GAP)
        try:
            await work
        except Enough:
            self.done = False
        await asyncio.gather(*reports)
        await asyncio.sleep(1)
        sending.cancel()
        await asyncio.gather(sending, return_exceptions=True)
        await asyncio.to_thread(self.turns.stop)
        left, end = self.platform.left, time.perf_counter()
        return sorted(1000 * (left.get(chat, end) - at) for chat, at in self.given.items())

    async def report(self) -> None:
        """The next head begins a report."""
        self.chat += 1
        self.given[str(self.chat)] = time.perf_counter()
        await self.say(self.chat, "/report")

    async def say(self, chat: int, text: str) -> None:
        """A message arrives."""
        self.number += 1
        item = Incoming(channel="telegram", bot="123456", kind="text", chat=str(chat),
                        sender=str(chat), external_id=str(self.number), text=text,
                        sent_at=self.now, language="vi", message=str(self.number))  # fmt: skip
        await self.receiver.take("telegram", "123456", [item])
