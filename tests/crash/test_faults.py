"""Guards: whatever statement or commit the database fails at, what a chat wrote is played in the
order in which it was written, and everything ends as if nothing had failed.

A fault of each kind is put at each statement and each commit of a script, by polling and by
webhook; `make test` takes a few of them, `make crash` (CRASH_SCALE=100) every one.
"""

from __future__ import annotations

import asyncio
import itertools
import os

import pytest

from bot.receiving.batch import Context
from bot.receiving.receiver import Receiver
from bot.receiving.writers import writer
from handlers.routing.play import Site
from scoring.loading import builtin
from storage.engine import connect, reading
from tests.crash import harness
from tests.crash.content import content
from tests.crash.copies import Copies
from tests.crash.faults import KINDS, Faults, meets
from tests.crash.program import SEASON
from tests.crash.scripts import SCRIPTS, Platform

SCALE = int(os.environ.get("CRASH_SCALE", "1"))
SITE = Site(builtin(), harness.ZONE)
WAYS = ("polling", "webhook")
SHARES = len(KINDS) * len(WAYS)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def copies(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Copies:
    """Databases in which the same people have joined."""
    folder = tmp_path_factory.mktemp("faults")
    server = request.getfixturevalue("postgres") if request.param == "postgresql" else None
    return Copies(folder, server)


def played(
    copies: Copies, script: str, way: str, kind: str = "", at: int = 0
) -> tuple[object, Faults]:
    """What is there after a script with one fault, and what was met."""
    url = copies.fresh()
    engine, aside, faults = connect(url), connect(url), Faults()
    meets(engine, faults)
    turns = writer(engine, Context(SITE, lambda: SEASON, lambda: None))
    turns.start()
    with reading(engine):
        pass  # what SQLAlchemy asks a server once is not ours
    faults.arm(kind, at)
    asyncio.run(Platform(aside, Receiver(turns), way).play(SCRIPTS[script]))
    faults.disarm()
    turns.stop()
    found = content(aside)
    engine.dispose()
    aside.dispose()
    copies.drop(url)
    return found, faults


def spread(points: int, share: int) -> range:
    """Every hundredth point, other ones for each share; each of them at CRASH_SCALE=100."""
    step = max(1, 100 // SCALE)
    return range(1 + (points - 1) * share // SHARES % step, points + 1, step)


@pytest.mark.parametrize("script", SCRIPTS)
def test_as_if_nothing_had_failed(copies: Copies, script: str) -> None:
    right, met = played(copies, script, "polling")
    _, commits = played(copies, script, "polling", "unknown")
    runs, fired = 0, 0
    number = list(SCRIPTS).index(script)
    for share, (kind, way) in enumerate(itertools.product(KINDS, WAYS)):
        if SCALE == 1 and (KINDS.index(kind) + WAYS.index(way) + number) % 2:
            continue  # each kind each way, but with every other script
        for at in spread((commits if kind == "unknown" else met).met, share):
            found, faults = played(copies, script, way, kind, at)
            runs, fired = runs + 1, fired + bool(faults.fired)
            assert found == right, (kind, way, at)
    print(f"{script}: {met.met} points, {commits.met} of them commits; {fired} faults, {runs} runs")
    assert fired > runs // 2
