"""`/health`: one word for the world, the details on the operator's own address only."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from httpx import ASGITransport, AsyncClient
from sqlalchemy import Engine

from bot import web
from bot.channels.telegram import TelegramChannel
from bot.channels.zalo import ZaloChannel
from storage import outbox
from storage.engine import connect, transaction
from storage.outbox import Address

NOW = datetime(2026, 12, 15, tzinfo=UTC)


def of(kind: type) -> Any:
    """What the page knows of a channel."""
    return SimpleNamespace(name=kind.name, bot="1", limits=kind.limits)  # type: ignore[attr-defined]


@pytest.fixture
async def world(engine: Engine) -> AsyncIterator[AsyncClient]:
    transport = ASGITransport(web.public(engine, []))
    async with AsyncClient(transport=transport, base_url="http://test") as client:
        yield client


async def test_the_world_hears_one_word(world: AsyncClient) -> None:
    answer = await world.get("/health")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


async def test_the_operator_sees_what_waits(engine: Engine) -> None:
    transport = ASGITransport(web.admin(engine, [of(TelegramChannel)], lambda: NOW))
    async with AsyncClient(transport=transport, base_url="http://test") as client:
        answer = await client.get("/health")
    assert answer.status_code == 200
    assert answer.json() == {
        "database": True,
        "channels": {"telegram": "1"},
        "outbox_waiting": 0,
        "outbox_oldest": None,
        "outbox_failed": 0,
        "outbox_unknown": 0,
        "outbox_undelivered_since": None,
        "people_unreachable": 0,
        "updates_set_aside": 0,
        "last_tick": None,
    }


async def test_the_operator_sees_what_is_left_of_a_plan(engine: Engine) -> None:
    with transaction(engine) as db:
        for n, sent_at in enumerate((NOW, NOW, NOW.replace(month=11))):
            row = outbox.enqueue(db, str(n), Address("zalo", "1", "c"), "{}", NOW)
            outbox.sent(db, row or 0, "x", sent_at)
    transport = ASGITransport(web.admin(engine, [of(ZaloChannel)], lambda: NOW))
    async with AsyncClient(transport=transport, base_url="http://test") as client:
        answer = await client.get("/health")
    assert answer.json()["quotas"] == {
        "zalo": {
            "messages": 2,
            "of": 3000,
            "strangers": 0,
            "of_strangers": 150,
            "people": 0,
            "of_people": 50,
        }
    }


async def test_without_a_database_it_is_down(tmp_path: Path) -> None:
    engine = connect(f"sqlite:///{tmp_path / 'no' / 'folder.db'}")
    transport = ASGITransport(web.public(engine, []))
    async with AsyncClient(transport=transport, base_url="http://test") as client:
        answer = await client.get("/health")
    assert (answer.status_code, answer.json()) == (503, {"status": "down"})
