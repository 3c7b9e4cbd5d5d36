"""A simulated clock for the sender: time goes on only when everybody waits for it."""

from __future__ import annotations

import asyncio
import contextlib
import heapq
import itertools
from collections.abc import Callable, Sized
from datetime import UTC, datetime, timedelta

from sqlalchemy import Engine

from bot.channels.base import Limits, SendError
from bot.receiving.jobs import T
from bot.sending.sender import Sender
from storage.engine import Db, transaction
from storage.messages import Reply

START = datetime(2026, 12, 1, 1, tzinfo=UTC)
_FOR_EVER = 10 * 86_400.0


class Time:
    """Seconds since the start, and who sleeps until when."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self._order = itertools.count()
        self._sleepers: list[tuple[float, int, asyncio.Future[None]]] = []

    def monotonic(self) -> float:
        return self.seconds

    def now(self) -> datetime:
        return START + timedelta(seconds=self.seconds)

    async def sleep(self, seconds: float) -> None:
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._sleepers, (self.seconds + seconds, next(self._order), future))
        await future

    async def advance(self) -> None:
        """Let everybody do what they can, then go on to the next one who wakes."""
        ready: Sized = asyncio.get_running_loop()._ready  # type: ignore[attr-defined]
        await asyncio.sleep(0)
        while ready:  # who waits for nothing; no thread takes part
            await asyncio.sleep(0)
        while self._sleepers:
            at, _, future = heapq.heappop(self._sleepers)
            if not future.done():
                self.seconds = max(self.seconds, at)
                future.set_result(None)
                return


class Platform:
    """The far end: each call takes a while, then it is taken or refused as `answer` says."""

    name, bot = "telegram", "1"

    def __init__(self, time: Time, latency: float = 0.06) -> None:
        self.limits = Limits(4096, 28, 1, True)
        self.time, self.latency = time, latency
        self.calls: list[float] = []
        self.sent: list[tuple[float, str, str]] = []
        self.answer: Callable[[str], SendError | None] = lambda text: None
        self.questions: list[float] = []
        self.there: Callable[[], bool] = lambda: True

    async def answers(self) -> bool:
        self.questions.append(self.time.seconds)
        await self.time.sleep(self.latency)
        return self.there()

    async def send(self, chat: str, reply: Reply, outbox_id: int, _file: object = None) -> str:
        began = self.time.seconds
        self.calls.append(began)
        await self.time.sleep(self.latency)
        error = self.answer(reply.text)
        if error is not None:
            raise error
        self.sent.append((began, chat, reply.text))
        return str(outbox_id)


def sender(engine: Engine, platform: Platform, look: float = 0.5) -> Sender:
    """A sender whose database work takes no time and no thread; `look` as it is the sender's."""

    async def do(work: Callable[[Db], T]) -> T:
        with transaction(engine) as db:
            return work(db)

    return Sender(
        do,
        platform,  # type: ignore[arg-type]
        lambda *_: None,
        platform.time.now,
        holder="test",
        look=look,
        monotonic=platform.time.monotonic,
        sleep=platform.time.sleep,
    )


async def play(sending: Sender, time: Time, until: Callable[[], bool]) -> None:
    """Let the sender run until something is so."""
    task = asyncio.create_task(sending.run())
    while not until():
        await time.advance()
        assert not task.done()
        assert time.seconds < _FOR_EVER, "what was waited for never came"
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task
