"""Guards: what the platform sends once more, in whatever order, changes nothing at all."""

from __future__ import annotations

import asyncio
import os
import random

from sqlalchemy import Engine, MetaData, select

from bot.channels.telegram.updates import read
from bot.receiving.batch import Context
from bot.receiving.receiver import Receiver
from bot.receiving.writers import writer
from handlers.routing.play import Site
from scoring.loading import builtin
from storage.engine import reading
from tests.crash import harness
from tests.crash.program import SEASON

SEED = int(os.environ.get("CRASH_SEED", str(random.SystemRandom().randrange(10**6))))


def content(engine: Engine) -> dict[str, list[tuple]]:
    """Every row of every table."""
    tables = MetaData()
    tables.reflect(engine)
    with reading(engine) as db:
        return {
            table.name: sorted((tuple(row) for row in db.execute(select(table))), key=repr)
            for table in tables.sorted_tables
        }


async def test_a_thousand_shuffled_replays(peopled: Engine) -> None:
    print(f"CRASH_SEED={SEED}")
    dice = random.Random(SEED)
    turns = writer(peopled, Context(Site(builtin(), harness.ZONE), lambda: SEASON, lambda: None))
    turns.start()
    receiver = Receiver(turns)
    given = [raw | {"update_id": n} for n, raw in enumerate(harness.talk(250, dice), 1)]
    messages = [read(raw, "123456") for raw in given]
    await receiver.take("telegram", "123456", messages)
    before = content(peopled)
    assert len(before["updates"]) == 250
    again = messages * 4
    dice.shuffle(again)
    parts = [again[n : n + 50] for n in range(0, len(again), 50)]
    await asyncio.gather(*(receiver.take("telegram", "123456", part) for part in parts))
    assert content(peopled) == before
    turns.stop()
