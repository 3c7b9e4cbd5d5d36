"""Guards: a plan's last messages are kept for answers, nobody is written to beyond it, who has
another account is reached there, and the administrators hear in time."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from sim import START, Platform, Time, play, sender
from sqlalchemy import Engine, select

from bot.channels.base import Channel, SendError
from locales.translator import translator
from scheduler import quota_alert
from storage import outbox, people
from storage.engine import Db, reading, transaction
from storage.messages import Reply
from storage.outbox import BULK, PUSH, REPLY, Address
from storage.people import people as people_table

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


@pytest.fixture
def platform() -> Platform:
    found = Platform(Time())
    found.limits = replace(found.limits, per_month=20)
    return found


def queue(engine: Engine, count: int, priority: int, *, person: int | None = None) -> None:
    with transaction(engine) as db:
        for n in range(count):
            body = Reply(text="x").model_dump_json()
            to = Address("telegram", "1", f"{priority}-{n}", person)
            outbox.enqueue(db, f"{priority}-{n}", to, body, START, priority=priority)


def left(engine: Engine) -> dict[int, int]:
    with reading(engine) as db:
        where = outbox.outbox.c.status == "queued"
        rows = db.execute(select(outbox.outbox.c.priority).where(where)).scalars().all()
        return {priority: rows.count(priority) for priority in sorted(set(rows))}


async def test_a_mailing_leaves_a_fifth_for_answers(engine: Engine, platform: Platform) -> None:
    queue(engine, 30, BULK)
    time = platform.time
    await play(sender(engine, platform), time, lambda: time.seconds > 60)
    assert len(platform.sent) == 16
    queue(engine, 3, REPLY)
    queue(engine, 1, PUSH)
    await play(sender(engine, platform), time, lambda: time.seconds > 120)
    assert left(engine) == {BULK: 14}
    assert len(platform.sent) == 20


async def test_nothing_leaves_beyond_the_plan(engine: Engine, platform: Platform) -> None:
    queue(engine, 30, REPLY)
    time = platform.time
    await play(sender(engine, platform), time, lambda: time.seconds > 60)
    assert len(platform.sent) == 20
    assert left(engine) == {REPLY: 10}


@pytest.fixture
def person(engine: Engine) -> int:
    """Somebody with two accounts: one here, one elsewhere."""
    with transaction(engine) as db:
        found = db.execute(select(people_table.c.id).where(people_table.c.code == "P002")).scalar()
        assert found is not None
        people.bind(db, found, Address("zalo", "9", "z"), "z", START.replace(month=11))
        people.bind(db, found, Address("telegram", "1", f"{BULK}-0"), "here", START)
        return int(found)


def where_to(engine: Engine) -> list[tuple[str, str, str]]:
    with reading(engine) as db:
        table = outbox.outbox.c
        rows = db.execute(select(table.channel, table.chat, table.status).order_by(table.id))
        return [tuple(row) for row in rows]


async def test_out_of_messages_the_other_account_is_used(
    engine: Engine, platform: Platform, person: int
) -> None:
    platform.limits = replace(platform.limits, per_month=1)
    queue(engine, 1, REPLY)
    time = platform.time
    await play(sender(engine, platform), time, lambda: time.seconds > 5)
    queue(engine, 1, BULK, person=person)
    await play(sender(engine, platform), time, lambda: time.seconds > 100)
    assert where_to(engine) == [("telegram", "0-0", "sent"), ("zalo", "z", "queued")]


async def test_a_closed_account_is_followed_by_the_next(
    engine: Engine, platform: Platform, person: int
) -> None:
    platform.answer = lambda _text: SendError("blocked", "403")
    queue(engine, 1, BULK, person=person)
    time = platform.time
    await play(sender(engine, platform), time, lambda: time.seconds > 5)
    assert where_to(engine) == [("zalo", "z", "queued")]


def worded(body: str) -> str:
    return quota_alert.write(translator("vi"), quota_alert.Task.model_validate_json(body)).text


async def test_the_administrators_hear_once_at_each_mark(
    engine: Engine, platform: Platform, monkeypatch: pytest.MonkeyPatch, person: int
) -> None:
    heard: list[tuple[str, int]] = []

    def short(db: Db, channel: Channel, what: str, percent: int, now: datetime) -> None:
        heard.append((what, percent))
        quota_alert.tell(db, channel.name, what, percent, 21, now)

    monkeypatch.setattr("storage.missing_reports.holders", lambda _db, _role: [(person, None)])
    platform.limits = replace(platform.limits, per_month=21, people=1)
    sending = sender(engine, platform)
    sending._quota._short = short
    queue(engine, 17, REPLY)
    time = platform.time
    await play(sending, time, lambda: time.seconds > 200)
    assert set(heard) == {("messages", 80), ("people", 95)}
    with reading(engine) as db:
        where = outbox.outbox.c.key.startswith("scarce:")
        found = db.execute(select(outbox.outbox.c.body).where(where)).scalars().all()
    texts = sorted(worded(body) for body in found)
    assert [text.split("\n")[0] for text in texts] == [
        "Đã có 95 % trong 21 người mà Telegram cho phép tham gia.",
        "Đã dùng 80 % trong 21 tin nhắn tháng này trên Telegram.",
    ]


def test_the_administrators_hear_when_the_strangers_have_used_theirs(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, person: int
) -> None:
    monkeypatch.setattr("storage.missing_reports.holders", lambda _db, _role: [(person, None)])
    with transaction(engine) as db:
        for _ in range(2):
            quota_alert.tell(db, "zalo", "strangers", 100, 150, START)
        where = outbox.outbox.c.key.startswith("scarce:")
        body = db.execute(select(outbox.outbox.c.body).where(where)).scalar_one()
    said = "Đã dùng hết 150 tin nhắn mỗi tháng trên Zalo dành cho người không có trong danh sách."
    assert worded(body).split("\n")[0] == said
