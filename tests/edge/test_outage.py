"""Guards: after the platform was away, everything that still makes sense goes out, once, in order,
answers first; meanwhile it is not hammered, and what waits is not used up. Simulated time;
`make crash` has a backlog of ten thousand."""

from __future__ import annotations

import asyncio
import os
from collections import Counter, defaultdict
from datetime import timedelta

import pytest
from sim import START, Platform, Time, play, sender
from sqlalchemy import Engine, func, select

from bot.channels.base import SendError
from storage import outbox as rows
from storage.engine import reading, transaction
from storage.messages import Reply
from storage.outbox import BULK, PUSH, REPLY, Address, outbox

SCALE = int(os.environ.get("CRASH_SCALE", "1"))
COUNT = max(40, 100 * SCALE)
HOURS = {"half an hour": 0.5, "six hours": 6}
FAULTS = {
    "not connected": SendError("retry", "not connected: ClientConnectorError"),
    "its server fails": SendError("retry", "502 no description"),
    "no answer": SendError("unknown", "no answer: SocketTimeoutError"),
}


def queue(
    engine: Engine,
    chat: str,
    text: str,
    priority: int = REPLY,
    *,
    lasts: timedelta | None = None,
    ago: timedelta = timedelta(0),
) -> None:
    until = START + lasts if lasts else None
    with transaction(engine) as db:
        body = Reply(text=text).model_dump_json()
        to = Address("telegram", "1", chat)
        at = START - ago
        rows.enqueue(db, f"{chat}:{text}", to, body, at, priority=priority, until=until)


def backlog(engine: Engine) -> None:
    """Half answers, three to a chat; a quarter notices; a quarter of a mailing."""
    with transaction(engine) as db:
        for n in range(COUNT):
            priority = (REPLY, PUSH, REPLY, BULK)[n % 4]
            chat = f"r{n // 6}" if priority == REPLY else f"{priority}-{n}"
            body = Reply(text=f"{priority}:{n}").model_dump_json()
            rows.enqueue(db, str(n), Address("telegram", "1", chat), body, START, priority=priority)


def away(platform: Platform, fault: SendError, seconds: float) -> None:
    """Not there for so long from now on; where nobody answers, one waits for 20 seconds."""
    slow = fault.kind == "unknown"

    def there() -> bool:
        platform.latency = 20 if slow and platform.time.seconds < seconds else 0.06
        return platform.time.seconds >= seconds

    platform.there = there
    platform.answer = lambda _text: None if there() else fault
    there()


def ends(engine: Engine) -> Counter[str]:
    with reading(engine) as db:
        found = db.execute(select(outbox.c.status, func.count()).group_by(outbox.c.status))
        return Counter(dict(tuple(row) for row in found))


def done(engine: Engine, platform: Platform, back: float) -> bool:
    """Whether the platform is back and has been given everything."""
    return platform.time.seconds >= back and not ends(engine) & Counter(queued=1, sending=1)


@pytest.mark.parametrize(
    ("long", "fault"),
    [
        (long, fault)
        for long in HOURS
        for fault in FAULTS
        if SCALE > 1 or fault != "no answer" or long != "six hours"
    ],
)
async def test_what_waited_goes_out_once_in_order_answers_first(
    engine: Engine, long: str, fault: str
) -> None:
    backlog(engine)
    platform, back = Platform(Time()), HOURS[long] * 3600
    away(platform, FAULTS[fault], back)
    await play(sender(engine, platform, 5), platform.time, lambda: done(engine, platform, back))
    tries = len([at for at in platform.calls if at < back])
    ended = ends(engine)
    texts = [text for _, _, text in platform.sent]
    answers = [at for at, _, text in platform.sent if text.startswith("0")]
    took = {"answers": max(answers) - back, "all": platform.sent[-1][0] - back}
    print(f"{COUNT} waiting, away for {long} ({fault}): {tries} tries, {len(platform.questions)} "
          f"questions, {ended['unknown']} unknown; afterwards answers within "
          f"{took['answers']:.0f} s, all within {took['all']:.0f} s")  # fmt: skip
    assert tries + len(platform.questions) <= back / 60 + 64 + 10
    assert ended["sent"] + ended["unknown"] == COUNT
    assert ended["unknown"] <= (64 + 2 if fault == "no answer" else 0)
    assert len(texts) == len(set(texts)) == ended["sent"]
    by_chat = defaultdict(list)
    for _, chat, text in platform.sent:
        by_chat[chat].append(int(text.split(":")[1]))
    assert all(numbers == sorted(numbers) for numbers in by_chat.values())
    assert took["answers"] <= COUNT / 2 / 28 + 60 + 5
    assert took["all"] <= COUNT / 28 + 60 + 5
    mailing = [at for at, _, text in platform.sent if text.startswith("3")]
    a_second_apart = 3  # answers to each chat; only then may a mailing use the gap
    assert sorted(answers)[len(answers) * 9 // 10] <= min(mailing, default=1e9) + a_second_apart


async def test_a_single_chat_keeps_its_order_however_long_it_takes(engine: Engine) -> None:
    for n in range(3):
        queue(engine, "7", str(n))
    platform = Platform(Time())
    away(platform, FAULTS["not connected"], 6 * 3600)
    await play(sender(engine, platform, 60), platform.time, lambda: len(platform.sent) == 3)
    assert [text for _, _, text in platform.sent] == ["0", "1", "2"]


async def test_what_makes_no_sense_any_more_is_not_sent_and_counts_as_failed(
    engine: Engine,
) -> None:
    queue(engine, "7", "an account asks to be added", PUSH, lasts=timedelta(hours=1))
    almost = timedelta(days=3) - timedelta(hours=2)
    queue(engine, "8", "returned", PUSH, ago=almost)
    queue(engine, "9", "an answer", ago=almost)
    platform, back = Platform(Time()), 3 * 3600
    away(platform, FAULTS["not connected"], back)
    sending = sender(engine, platform, 60)
    await play(sending, platform.time, lambda: done(engine, platform, back))
    assert [text for _, _, text in platform.sent] == ["returned"]
    assert ends(engine) == {"sent": 1, "failed": 2}


async def test_one_chat_that_always_fails_holds_up_nobody_and_its_own_chat_not_for_ever(
    engine: Engine,
) -> None:
    platform = Platform(Time())
    platform.answer = lambda text: FAULTS["its server fails"] if text == "poison" else None
    queue(engine, "7", "poison")
    queue(engine, "7", "later")
    sending, time = sender(engine, platform, 30), platform.time
    asked: dict[str, float] = {}

    async def others() -> None:
        for n in range(30):  # two minutes apart
            await time.sleep(120)
            asked[f"n{n}"] = time.seconds
            queue(engine, f"n{n}", "hello")
            sending.wake()

    writing = asyncio.create_task(others())
    await play(sending, time, lambda: len(platform.sent) == 31 and writing.done())
    assert all(at - asked[chat] <= 1 for at, chat, text in platform.sent if text == "hello")
    assert ("7", "later") in [(chat, text) for _, chat, text in platform.sent]
    assert ends(engine)["queued"] == 1


async def test_after_a_restart_nothing_overtakes_what_is_tried_again(engine: Engine) -> None:
    platform = Platform(Time())
    platform.answer = lambda _text: SendError("retry", "500", 60)
    queue(engine, "7", "first")
    time = platform.time
    await play(
        sender(engine, platform), time, lambda: len(platform.calls) == 1 and time.seconds > 1
    )
    platform.answer = lambda _text: None
    queue(engine, "7", "second")
    await play(sender(engine, platform), time, lambda: len(platform.sent) == 2)
    assert [text for _, _, text in platform.sent] == ["first", "second"]
    assert len(platform.calls) == 3
