"""Guards: a program that is killed when it has a file, and has not written that down yet, loses
none and takes none twice; the next one goes on at once."""

from __future__ import annotations

import asyncio
import os
import random

import pytest
from sqlalchemy import Engine, select

from storage.engine import reading
from storage.fetches import fetches
from tests.crash import forked, harness, program
from tests.crash.harness import BotApi, Trial
from tests.paper_box import held, pdf

SCALE = int(os.environ.get("CRASH_SCALE", "1"))
FILES = 3
POINTS = (("fetched", "1"), ("fetched", "2"), ("taken", "1"), ("taken", "3"))
EACH = [(base, point) for point in POINTS for base in ("sqlite", "postgresql")]
SHARE = [(("sqlite", "postgresql")[n % 2], point) for n, point in enumerate(POINTS)]
"""In `make test` each point on one database, the next one on the other."""


@pytest.mark.parametrize(("engine", "point"), EACH if SCALE > 1 else SHARE, indirect=["engine"])
async def test_killed_between_the_fetch_and_the_commit(
    peopled: Engine, point: tuple[str, str]
) -> None:
    async with BotApi() as api:
        trial = Trial(harness.address(peopled), api, random.Random(1), main=program.with_boxes)
        api.add(harness.message(1, "/box 7"))
        for n in range(FILES):
            api.downloads.put(f"d{n}", pdf(str(n)))
            update = harness.message(1, "")
            del update["message"]["text"]
            update["message"]["document"] = {"file_id": f"d{n}", "file_unique_id": f"d{n}"}
            api.add(update)
        trial.start(*point)
        async with asyncio.timeout(30):
            await forked.ended(trial.running.pop())
        before = list(api.downloads.fetched)
        trial.start()
        await harness.taken(peopled, 1 + FILES, 30)
        await _over(peopled)
        await harness.sent(peopled, 30)
        await trial.stop()
        assert api.problems == []
    assert before
    assert [count for *_, count in held(peopled)] == [1] * FILES
    texts = [one["text"] for one in api.sent if one["text"].startswith("Box 7: ")]
    assert FILES <= len(texts) <= FILES + 1


async def _over(engine: Engine) -> None:
    async with asyncio.timeout(30):
        while True:
            with reading(engine) as db:
                states = db.execute(select(fetches.c.status)).scalars().all()
            if states == ["taken"] * FILES:
                return
            await asyncio.sleep(0.05)
