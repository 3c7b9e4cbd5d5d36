"""Guards: `/health` knows whether the last commit was good, and how long ago it was."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from httpx import ASGITransport, AsyncClient
from sqlalchemy import Engine, event
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError
from starlette.applications import Starlette

from bot import web
from bot.app import App
from bot.pulse import LATE, Pulse
from bot.settings import Listen
from handlers.routing.play import Site
from scoring.loading import builtin
from storage import settings
from storage.engine import connect, reading, transaction, watch

NOW = datetime(2026, 12, 15, tzinfo=UTC)


class Time:
    seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def test_a_commit_that_fails_is_known_until_one_succeeds(engine: Engine) -> None:
    pulse = Pulse()
    watch(engine, pulse)
    with pytest.raises(IntegrityError), transaction(engine) as db:
        db.exec_driver_sql("INSERT INTO settings (key, value) VALUES ('x', NULL)")
    with pytest.raises(ZeroDivisionError), transaction(engine):
        raise ZeroDivisionError
    assert pulse.well()


async def status(app: Starlette) -> int:
    async with AsyncClient(transport=ASGITransport(app), base_url="http://test") as client:
        return (await client.get("/health")).status_code


def full_disk(path: Path, engine: Engine) -> Callable[[], None]:
    """No page more than there are."""
    with reading(engine) as db:
        pages = db.exec_driver_sql("PRAGMA page_count").scalar_one()
    return pragma(engine, f"max_page_count={pages}")


def locked(path: Path, engine: Engine) -> Callable[[], None]:
    """Another program keeps its transaction open."""
    patient = pragma(engine, "busy_timeout=50")
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    def mend() -> None:
        other.close()
        patient()

    return mend


def pragma(engine: Engine, says: str) -> Callable[[], None]:
    """For every connection, until it is taken back."""

    def say(raw: Any, _record: Any) -> None:
        raw.execute(f"PRAGMA {says}")

    def back() -> None:
        event.remove(engine, "connect", say)
        engine.dispose()

    event.listen(engine, "connect", say)
    engine.dispose()
    return back


@pytest.mark.parametrize("sick", [full_disk, locked])
async def test_a_full_disk_and_a_locked_database_are_seen(
    tmp_path: Path, sick: Callable[[Path, Engine], Callable[[], None]]
) -> None:
    path = tmp_path / "x.db"
    engine = connect(f"sqlite:///{path}")
    with transaction(engine) as db:
        db.exec_driver_sql("CREATE TABLE t (x)")
    pulse = Pulse()
    watch(engine, pulse)
    public = web.public(pulse.well, [])
    mend = sick(path, engine)
    with pytest.raises(DBAPIError), transaction(engine) as db:
        db.exec_driver_sql("INSERT INTO t VALUES (zeroblob(100000))")
    assert await status(public) == 503
    if sick is full_disk:
        with transaction(engine) as db:  # the sender looks for what is queued, twice a second
            db.exec_driver_sql("SELECT * FROM t").all()
        assert await status(public) == 503
    mend()
    with transaction(engine) as db:
        db.exec_driver_sql("INSERT INTO t VALUES (zeroblob(100000))")
    assert await status(public) == 200
    engine.dispose()


@pytest.mark.parametrize("goes_on", ["committing", "ticking"])
def test_commits_and_ticks_that_stay_away_are_missed(goes_on: str) -> None:
    time = Time()
    pulse = Pulse(time)
    for _ in range(4):
        time.seconds += LATE / 3
        pulse.told(None) if goes_on == "committing" else pulse.ticked()
    assert not pulse.well()
    pulse.ticked()
    pulse.told(None)
    assert pulse.well()


def test_only_what_is_written_proves_that_one_can_write(engine: Engine) -> None:
    pulse = Pulse()
    watch(engine, pulse)
    pulse.told(OperationalError("", {}, Exception("disk full")))
    with transaction(engine) as db:
        settings.get(db, "last_tick")
    assert not pulse.well()
    with transaction(engine) as db:
        settings.put(db, "last_tick", "x")
    assert pulse.well()


def test_a_server_that_is_away_is_seen() -> None:
    pulse, engine = Pulse(), connect("postgresql://127.0.0.1:1/x")
    watch(engine, pulse)
    with pytest.raises(OperationalError), transaction(engine):
        pass
    assert not pulse.well()


def test_a_tick_is_a_sign_of_life(engine: Engine) -> None:
    time = Time()
    site = Site(builtin(), ZoneInfo("Asia/Ho_Chi_Minh"))
    app = App(engine, site, lambda: NOW, [], Listen("127.0.0.1", 0), pulse=Pulse(time))
    watch(engine, app.pulse)
    time.seconds += LATE
    assert not app.pulse.well()
    app.tick()
    assert app.pulse.well()
    engine.dispose()
