"""Killed at any moment, nothing is lost, nothing is doubled, every chat stays in order; a message
(never data) may come once more for each kill.

`make test` runs a hundredth of it; `make crash` (CRASH_SCALE=100) all. The seed is printed.
"""

from __future__ import annotations

import asyncio
import os
import random
import signal
from pathlib import Path

import pytest
from sqlalchemy import Engine

from tests.crash import compare as after
from tests.crash import forked, harness
from tests.crash.harness import BotApi, Trial

SCALE = int(os.environ.get("CRASH_SCALE", "1"))
MESSAGES = 60 if SCALE == 1 else 100 * SCALE
"""A chat is sent one a second: of a hundred the longest chat alone would take nine seconds."""
SEED = int(os.environ.get("CRASH_SEED", str(random.SystemRandom().randrange(10**6))))
AGAIN = 6
"""Messages that one kill may repeat: those on their way, and those that had arrived a round before
but were not yet written down. Each round lets at most three leave (`bot/sending/rate.py`)."""

POINTS = ("read", "turn", "commit", "send", "mark")
EACH = [(base, point) for point in POINTS for base in ("sqlite", "postgresql")]
SHARE = [(("postgresql", "sqlite")[n % 2], point) for n, point in enumerate(POINTS)]
"""In `make test` each point on one database, the next one on the other."""


def same_as_never_killed(engine: Engine, tmp_path: Path, given: list[dict]) -> None:
    right = after.oracle(f"sqlite:///{tmp_path / 'oracle.db'}", given)
    assert after.arrived(engine) == after.arrived(right)
    assert after.said(engine) == after.said(right)
    assert after.kept(engine) == after.kept(right)
    right.dispose()


async def test_killed_at_random(peopled: Engine, tmp_path: Path) -> None:
    programs = 1 if peopled.dialect.name == "sqlite" else 3
    print(f"CRASH_SEED={SEED}")
    dice = random.Random(SEED)
    async with BotApi() as api:
        trial = Trial(harness.address(peopled), api, dice, programs)
        given = list(harness.talk(MESSAGES, dice))
        backlog, rest = given[: 10 * SCALE], given[10 * SCALE :]
        numbered = [update | {"update_id": api.add(update)} for update in backlog]
        for _ in range(programs):
            trial.start()
        kills = 2 * SCALE
        for n in range(kills):
            for update in rest[n * len(rest) // kills : (n + 1) * len(rest) // kills]:
                numbered.append(update | {"update_id": api.add(update)})
                await asyncio.sleep(dice.uniform(0, 0.004))
            await asyncio.sleep(dice.uniform(0.2, 2.5))
            await trial.kill()
            trial.start()
        await harness.taken(peopled, len(given), 60 + 2 * SCALE)
        await harness.sent(peopled, 60 + 10 * SCALE)
        await trial.stop()
        assert api.problems == []
        assert 0 <= len(api.sent) - len(given) <= AGAIN * trial.kills
    same_as_never_killed(peopled, tmp_path, numbered)


@pytest.mark.parametrize(("engine", "point"), EACH if SCALE > 1 else SHARE, indirect=["engine"])
async def test_killed_at_a_named_point(peopled: Engine, tmp_path: Path, point: str) -> None:
    print(f"CRASH_SEED={SEED}")
    dice = random.Random(f"{SEED}{point}")
    async with BotApi() as api:
        trial = Trial(harness.address(peopled), api, dice)
        given = list(harness.talk(12 * SCALE, dice))
        numbered: list[dict] = []
        for n in range(SCALE):
            trial.start(point, str(dice.randrange(1, 3)))
            for update in given[n * 12 : (n + 1) * 12]:
                numbered.append(update | {"update_id": api.add(update)})
                await asyncio.sleep(0.4 if trial.running[-1].is_alive() else 0)
            async with asyncio.timeout(30):
                assert await forked.ended(trial.running.pop()) == -signal.SIGKILL
        trial.start()
        await harness.taken(peopled, len(given), 60 + SCALE)
        await harness.sent(peopled, 60 + 5 * SCALE)
        await trial.stop()
        assert 0 <= len(api.sent) - len(given) <= AGAIN * SCALE
    same_as_never_killed(peopled, tmp_path, numbered)
