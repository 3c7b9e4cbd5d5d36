"""Sending: urgent first, never above the rate, each row told in_thread by how it ended."""

from __future__ import annotations

import asyncio
import contextlib
import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from sqlalchemy import Engine, select

from bot.channels.base import Limits, SendError
from bot.receiving.jobs import in_thread
from bot.sending.rate import Pace
from bot.sending.render import Compose
from bot.sending.sender import Sender
from storage import outbox as rows
from storage.engine import reading, transaction
from storage.messages import Reply
from storage.outbox import BULK, PUSH, REPLY, Address, outbox

START = datetime(2026, 12, 1, 1, tzinfo=UTC)


class Time:
    """A clock that only goes on when somebody sleeps."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def monotonic(self) -> float:
        return self.seconds

    def now(self) -> datetime:
        return START + timedelta(seconds=self.seconds)

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(0)
        self.seconds += seconds


class Platform:
    """The far end: takes messages, or answers as it is told."""

    name, bot = "telegram", "1"

    def __init__(self, time: Time, rate: float = 28) -> None:
        self.limits = Limits(4096, rate, 1, True)
        self.time = time
        self.sent: list[tuple[float, str, str]] = []
        self.answer: Callable[[str], SendError | None] = lambda text: None

    async def send(self, chat: str, reply: Reply, outbox_id: int, _file: object = None) -> str:
        error = self.answer(reply.text)
        if error is not None:
            raise error
        self.sent.append((self.time.seconds, chat, reply.text))
        return str(outbox_id)


def queue(engine: Engine, chat: str, text: str, priority: int = REPLY) -> None:
    with transaction(engine) as db:
        body = Reply(text=text).model_dump_json()
        to = Address("telegram", "1", chat)
        rows.enqueue(db, f"{chat}:{text}", to, body, START, priority=priority)


async def run(
    engine: Engine,
    platform: Platform,
    until: Callable[[], bool],
    compose: Compose = lambda *_: None,
) -> None:
    sender = Sender(
        in_thread(engine),
        platform,  # type: ignore[arg-type]
        compose,
        platform.time.now,
        holder="test",
        monotonic=platform.time.monotonic,
        sleep=platform.time.sleep,
    )
    task = asyncio.create_task(sender.run())
    async with asyncio.timeout(60):
        while not until():
            await asyncio.sleep(0.001)
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task


def states(engine: Engine) -> dict[str, str]:
    with reading(engine) as db:
        found = db.execute(select(outbox.c.key, outbox.c.status))
        return {row.key: row.status for row in found}


@pytest.fixture
def platform() -> Platform:
    return Platform(Time())


async def test_an_answer_goes_before_a_notice_before_a_mailing(
    engine: Engine, platform: Platform
) -> None:
    for n, priority in enumerate((BULK, PUSH, REPLY)):
        queue(engine, str(n), "x", priority)
    await run(engine, platform, lambda: len(platform.sent) == 3)
    assert [chat for _, chat, _ in platform.sent] == ["2", "1", "0"]


async def test_one_chat_gets_its_messages_in_order_and_a_second_apart(
    engine: Engine, platform: Platform
) -> None:
    for n in range(4):
        queue(engine, "1", str(n))
    await run(engine, platform, lambda: len(platform.sent) == 4)
    assert [text for _, _, text in platform.sent] == ["0", "1", "2", "3"]
    times = [at for at, _, _ in platform.sent]
    assert all(b - a >= 1 for a, b in pairwise(times))


async def test_a_429_halts_the_channel_and_loses_nothing(
    engine: Engine, platform: Platform
) -> None:
    dice = random.Random(7)
    limited: list[float] = []

    def answer(_text: str) -> SendError | None:
        if dice.random() >= 0.3:
            return None
        limited.append(platform.time.seconds)
        return SendError("retry", "Too Many Requests", 3, throttled=True)

    platform.answer = answer
    for n in range(60):
        queue(engine, str(n % 20), str(n))
    await run(engine, platform, lambda: len(platform.sent) == 60)
    for chat in range(20):
        texts = [int(text) for _, c, text in platform.sent if c == str(chat)]
        assert texts == sorted(texts)
    assert set(states(engine).values()) <= {"sent", "sending"}
    assert limited


async def test_each_failure_ends_as_what_it_is(engine: Engine, platform: Platform) -> None:
    errors = {
        "blocked": SendError("blocked", "bot was blocked by the user"),
        "bad": SendError("permanent", "message is too long"),
        "maybe": SendError("unknown", "timed out"),
    }
    tries: list[str] = []

    def answer(text: str) -> SendError | None:
        tries.append(text)
        if text == "again" and tries.count("again") < 3:
            return SendError("retry", "connection refused")
        return errors.get(text)

    platform.answer = answer
    for n, text in enumerate([*errors, "again"]):
        queue(engine, str(n), text)
    await run(engine, platform, lambda: len(platform.sent) == 1)
    await asyncio.sleep(0.05)
    assert states(engine) == {
        "0:blocked": "blocked", "1:bad": "failed", "2:maybe": "unknown", "3:again": "sent",
    }  # fmt: skip
    assert tries.count("maybe") == 1


@pytest.mark.parametrize("seed", range(5))
def test_no_second_holds_more_than_the_rate_and_bulk_still_reaches_it(seed: int) -> None:
    dice = random.Random(seed)
    pace = Pace(28, 1)
    now, times = 100.0, []
    while len(times) < 3000:
        now += pace.rest(now) + dice.uniform(0, 0.02)  # the claim takes its time
        if pace.rest(now) == 0:
            pace.sent(str(len(times)), now)
            times.append(now)
    assert all(times[n + 28] - times[n] >= 1 for n in range(len(times) - 28))
    assert len(times) / (times[-1] - times[0]) >= 28 * 0.97


async def test_a_row_that_cannot_be_worded_holds_up_nobody(
    engine: Engine, platform: Platform
) -> None:
    with transaction(engine) as db:
        to = Address("telegram", "1", "1")
        rows.enqueue(db, "broken", to, "{}", START, kind="reminder")

    def trip(*_: object) -> None:
        raise KeyError("a form that is gone")

    queue(engine, "2", "x")
    await run(engine, platform, lambda: len(platform.sent) == 1, trip)
    assert states(engine) == {"broken": "failed", "2:x": "sent"}
