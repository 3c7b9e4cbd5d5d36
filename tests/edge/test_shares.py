"""Guards: a plan is shared out. Whatever strangers or one person on the roster write, the others
are answered. Simulated time; `make crash` has the full three thousand messages."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import replace

import pytest
from sim import START, Platform, Time, play, sender
from sqlalchemy import Engine, insert, select

from bot.channels.base import Channel
from storage.engine import Db, reading, transaction
from storage.messages import Reply
from storage.outbox import BULK, PUSH, REPLY, STRANGER, Address, enqueue, outbox
from storage.people import bind, people

SCALE = int(os.environ.get("CRASH_SCALE", "1"))
PLAN = 3000 if SCALE > 1 else 600
PEOPLE = 20


@pytest.fixture
def platform(engine: Engine) -> Platform:
    """A channel with a plan; twenty people on the roster."""
    with transaction(engine) as db:
        rows = [
            {"id": n, "code": f"P{n}", "name": "x", "active": True} for n in range(1, 1 + PEOPLE)
        ]
        db.execute(insert(people), rows)
        for n in range(1, 1 + PEOPLE):
            bind(db, n, Address("telegram", "1", f"p{n}"), f"p{n}", START)
    found = Platform(Time(), latency=0.01)
    found.limits = replace(found.limits, per_month=PLAN)
    return found


def put(db: Db, key: str, chat: str, priority: int, person: int | None = None) -> None:
    to, body = Address("telegram", "1", chat, person), Reply(text="x").model_dump_json()
    enqueue(db, key, to, body, START, priority=priority)


def gone(engine: Engine) -> Counter[tuple[int, str]]:
    with reading(engine) as db:
        rows = db.execute(select(outbox.c.priority, outbox.c.status))
        return Counter((row.priority, row.status) for row in rows)


@pytest.mark.parametrize("strangers", [1, PLAN // 10])
async def test_whatever_strangers_write_the_roster_gets_everything(
    engine: Engine, platform: Platform, strangers: int
) -> None:
    told: list[tuple[str, int]] = []

    def short(_db: Db, _channel: Channel, what: str, percent: int, _now: object) -> None:
        told.append((what, percent))

    with transaction(engine) as db:
        for n in range(PLAN):
            put(db, f"s{n}", f"s{n % strangers}", STRANGER)
        for n in range(5 * PEOPLE):
            put(db, f"r{n}", f"p{1 + n % PEOPLE}", (REPLY, PUSH, BULK)[n % 3], 1 + n % PEOPLE)
    sending, time = sender(engine, platform, 5), platform.time
    sending._quota._short = short
    await play(sending, time, lambda: time.seconds > 300)
    ended = gone(engine)
    answered = ended[STRANGER, "sent"]
    print(f"plan of {PLAN}, {PLAN} messages of {strangers} strangers: {answered} answered")
    assert sum(ended[way, "sent"] for way in (REPLY, PUSH, BULK)) == 5 * PEOPLE
    assert answered == (5 if strangers == 1 else PLAN // 20)
    assert ended[STRANGER, "cancelled"] == PLAN - answered
    assert (("strangers", 100) in told) == (strangers > 1)
    times = [at for at, chat, _ in platform.sent if chat.startswith("p")]
    assert max(times[: 3 * PEOPLE]) < 30


async def test_one_person_cannot_use_up_the_plan_and_is_told(
    engine: Engine, platform: Platform
) -> None:
    with transaction(engine) as db:
        for n in range(200):
            put(db, f"a{n}", "p1", REPLY, 1)
        put(db, "notice", "p1", PUSH, 1)
        put(db, "other", "p2", REPLY, 2)
    time = platform.time
    await play(sender(engine, platform, 5), time, lambda: time.seconds > 300)
    ended, most = gone(engine), max(20, PLAN // 30)
    assert ended[REPLY, "sent"] == most + 1
    assert ended[REPLY, "cancelled"] == 200 - most
    assert ended[PUSH, "sent"] == 1
    said = [text for _, chat, text in platform.sent if chat == "p1"]
    assert [n for n, text in enumerate(said) if text != "x"] == [most - 1]
    assert said[most - 1].startswith("x\n\nĐã dùng hết phần tin nhắn")
