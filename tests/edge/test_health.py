"""`/health`: one word for the world, the details on the operator's own address only."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from httpx import ASGITransport, AsyncClient
from sqlalchemy import Engine

from bot import web
from storage.engine import connect


@pytest.fixture
async def world(engine: Engine) -> AsyncIterator[AsyncClient]:
    transport = ASGITransport(web.public(engine, []))
    async with AsyncClient(transport=transport, base_url="http://test") as client:
        yield client


async def test_the_world_hears_one_word(world: AsyncClient) -> None:
    answer = await world.get("/health")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


async def test_the_operator_sees_what_waits(engine: Engine) -> None:
    transport = ASGITransport(web.admin(engine, lambda: {"telegram": "1"}))
    async with AsyncClient(transport=transport, base_url="http://test") as client:
        answer = await client.get("/health")
    assert answer.status_code == 200
    assert answer.json() == {
        "database": True,
        "channels": {"telegram": "1"},
        "outbox_waiting": 0,
        "outbox_oldest": None,
        "updates_set_aside": 0,
        "last_tick": None,
    }


async def test_without_a_database_it_is_down(tmp_path: Path) -> None:
    engine = connect(f"sqlite:///{tmp_path / 'no' / 'folder.db'}")
    transport = ASGITransport(web.public(engine, []))
    async with AsyncClient(transport=transport, base_url="http://test") as client:
        answer = await client.get("/health")
    assert (answer.status_code, answer.json()) == (503, {"status": "down"})
