"""Guards: under 429s and mailings everything arrives in order, never too fast, and a person who
writes does not wait behind them. Simulated time; `make crash` has a hundred times as many."""

from __future__ import annotations

import asyncio
import os
import random
from itertools import pairwise
from math import ceil

from sim import START, Platform, Time, play, sender
from sqlalchemy import Engine

from bot.channels.base import SendError
from storage import outbox
from storage.engine import transaction
from storage.messages import Reply
from storage.outbox import BULK, REPLY, Address

SCALE = int(os.environ.get("CRASH_SCALE", "1"))
SEED = int(os.environ.get("CRASH_SEED", str(random.SystemRandom().randrange(10**6))))
RATE = 28
ROUNDING = 1e-9
WITHIN = 0.95 if SCALE > 1 else 0.9  # half a hundred replies say nothing about one in twenty


def queue(engine: Engine, messages: list[tuple[str, str]], priority: int) -> None:
    with transaction(engine) as db:
        for chat, text in messages:
            body = Reply(text=text).model_dump_json()
            to = Address("telegram", "1", chat)
            outbox.enqueue(db, f"{chat}:{text}", to, body, START, priority=priority)


def most_in_a_second(times: list[float]) -> int:
    times = sorted(times)
    return max(sum(at <= one < at + 1 for one in times[n : n + 99]) for n, at in enumerate(times))


async def test_a_third_of_all_calls_refused_with_429(engine: Engine) -> None:
    print(f"CRASH_SEED={SEED}")
    dice = random.Random(SEED)
    count = 50 * SCALE
    chats = [str(dice.randrange(count // 5)) for _ in range(count)]
    queue(engine, [(chat, str(n)) for n, chat in enumerate(chats)], REPLY)
    platform = Platform(Time())

    def refuse(_text: str) -> SendError | None:
        if dice.random() > 0.3:
            return None
        return SendError("retry", "429", retry_after=dice.choice((1, 2, 3)), throttled=True)

    platform.answer = refuse
    await play(sender(engine, platform), platform.time, lambda: len(platform.sent) == count)
    assert sorted(int(text) for _, _, text in platform.sent) == list(range(count))
    for chat in set(chats):
        heard = [int(text) for _, to, text in platform.sent if to == chat]
        assert heard == sorted(heard), f"out of order in chat {chat}"
        times = [at for at, to, _ in platform.sent if to == chat]
        assert all(b - a >= 1 - ROUNDING for a, b in pairwise(times))
    print(f"{count} messages, {len(platform.calls)} calls, {platform.time.seconds:.0f} s")
    assert most_in_a_second(platform.calls) <= RATE


async def test_a_reply_does_not_wait_behind_a_mailing(engine: Engine) -> None:
    print(f"CRASH_SEED={SEED}")
    dice = random.Random(SEED)
    count = max(10_000 * SCALE // 100, 400)
    queue(engine, [(f"b{n}", str(n)) for n in range(count)], BULK)
    platform = Platform(Time())
    time, sending = platform.time, sender(engine, platform)
    asked: dict[str, float] = {}

    async def people() -> None:
        for n in range(count // 7):
            await time.sleep(dice.uniform(0.15, 0.35))
            asked[f"r{n}"] = time.seconds
            queue(engine, [(f"r{n}", "answer")], REPLY)
            sending.wake()

    writing = asyncio.create_task(people())
    await play(sending, time, lambda: len(platform.sent) >= count and writing.done())
    waited = sorted(at - asked[chat] for at, chat, text in platform.sent if text == "answer")
    late = waited[ceil(len(waited) * WITHIN) - 1]
    first = platform.calls[: count // 2]
    rate = len(first) / (first[-1] - first[0])
    print(f"{len(waited)} replies, {WITHIN:.0%} within {late:.3f} s; {rate / RATE:.1%} of the rate")
    assert late <= 0.1
    assert rate >= 0.97 * RATE
    assert most_in_a_second(platform.calls) <= RATE
