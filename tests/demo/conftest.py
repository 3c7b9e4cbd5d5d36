"""The demo's database, filled once and copied for each test."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from simulated import ZONE, Simulator
from sqlalchemy import Engine

from bot.demo import database, seed
from scoring.loading import builtin


@pytest.fixture(scope="session")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("demo") / "demo.db"
    engine = database.opened(path)
    seed.prepare(engine, builtin(), ZONE)
    engine.dispose()
    return path.read_bytes()


@pytest.fixture
def engine(seeded: bytes, tmp_path: Path) -> Iterator[Engine]:
    path = tmp_path / "demo.db"
    path.write_bytes(seeded)
    engine = database.opened(path)
    yield engine
    engine.dispose()


@pytest.fixture
async def simulator(engine: Engine) -> AsyncIterator[Simulator]:
    found = Simulator(engine)
    async with found.http:
        yield found
