"""Guards: several programs share a database, and a tick that one of them is still at is no reason
for another to do the same work beside it; whoever leaves it to that one is well nevertheless."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Engine

from bot.leader import alone
from bot.pulse import LATE, Pulse
from bot.ticking import Ticking
from handlers.routing.play import Site
from scoring.loading import builtin
from storage import settings
from storage.engine import reading, watch

NOW = datetime(2026, 12, 2, 1, tzinfo=UTC)


class Time:
    seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def ticked(engine: Engine) -> bool:
    with reading(engine) as db:
        return settings.get(db, "last_tick") == NOW.isoformat()


def test_one_program_at_a_time_ticks(engine: Engine) -> None:
    time = Time()
    pulse = Pulse(time)
    watch(engine, pulse)
    site = Site(builtin(), ZoneInfo("Asia/Ho_Chi_Minh"))
    other = Ticking(engine, site, lambda: NOW, pulse, {})
    with alone(engine, "tick") as ours:
        assert ours
        time.seconds += LATE
        pulse.told(None)
        other.tick()
        assert pulse.well()
        # SQLite has one program only: there nobody else could be at it
        assert ticked(engine) == (engine.dialect.name == "sqlite")
    other.tick()
    assert ticked(engine)
