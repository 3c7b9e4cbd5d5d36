"""The demo's database, filled once and copied for each test."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from seasons import copied, report, ticking
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


@pytest.fixture(scope="session")
def november(seeded: bytes, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The demo in which all the others have reported November."""
    path = tmp_path_factory.mktemp("november") / "demo.db"
    with copied(seeded, path) as engine:
        begun = time.monotonic()
        assert report(engine, ticking(engine)) == 32
        assert time.monotonic() - begun < 20  # two seconds where nothing else runs
    return path.read_bytes()


@pytest.fixture(scope="session")
def december(november: bytes, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The same on 3 January: the year is reported, no dossier is sent."""
    path = tmp_path_factory.mktemp("december") / "demo.db"
    with copied(november, path) as engine:
        clock = ticking(engine)
        clock.move_to(datetime(2027, 1, 3, 9, 0, tzinfo=ZONE))
        report(engine, clock)
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
