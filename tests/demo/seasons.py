"""Seasons that the others have played so far, on copies of one database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from simulated import SITE, ZONE
from sqlalchemy import Engine

from bot.demo import database
from bot.demo.clock import DemoClock
from bot.demo.others import Others
from scheduler.tick import tick

HELD = frozenset({"P002", "P001", "P054"})


def ticking(engine: Engine) -> DemoClock:
    """The clock of a demo in which what is due happens when it is moved."""
    clock = DemoClock(engine)
    clock.moved = lambda: tick(engine, SITE.live, ZONE, clock())
    return clock


@contextmanager
def copied(season: bytes, path: Path) -> Iterator[Engine]:
    """A season in a file of its own."""
    path.write_bytes(season)
    engine = database.opened(path)
    try:
        yield engine
    finally:
        engine.dispose()


def report(engine: Engine, clock: DemoClock, held: frozenset[str] = HELD) -> int:
    """Let the others report; how many reports came in."""
    return sum(step() for step in Others(engine, SITE, clock).steps(held))
