"""Guards: the operator learns in one call what is wrong and what to do about it."""

from __future__ import annotations

import asyncio
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from shell import Shell

sys.path.append(str(Path(__file__).parents[1] / "channels"))
from botapi_server import TOKEN, BotApi

from storage import settings, updates
from storage.engine import connect, transaction

NOW = datetime(2026, 10, 3, 1, tzinfo=UTC)


@pytest.fixture
def platform(monkeypatch: pytest.MonkeyPatch) -> Iterator[BotApi]:
    """A Bot API server beside the command, which runs a loop of its own."""
    up, down, api = threading.Event(), asyncio.Event(), BotApi()
    loop = asyncio.new_event_loop()

    async def serve() -> None:
        async with api:
            up.set()
            await down.wait()

    thread = threading.Thread(target=loop.run_until_complete, args=(serve(),))
    thread.start()
    up.wait(5)
    monkeypatch.setenv("THIDUA_TELEGRAM_TOKEN", TOKEN)
    monkeypatch.setenv("THIDUA_TELEGRAM_API", api.url)
    yield api
    loop.call_soon_threadsafe(down.set)
    thread.join()
    loop.close()


def ticked(moment: datetime) -> None:
    engine = connect("sqlite:///thidua.db")
    with transaction(engine) as db:
        settings.put(db, "last_tick", moment.isoformat())
    engine.dispose()


def test_all_is_well(imported: Shell, platform: BotApi) -> None:
    ticked(NOW)
    status, out, err = imported("doctor")
    assert (status, err) == (0, "")
    lines = dict(line[6:].split(": ", 1) for line in out.splitlines())
    assert lines["database"] == "sqlite, up to date"
    assert lines["clock"] == f"last tick {NOW.isoformat()}"
    assert lines["set aside"] == "0 updates"
    assert lines["telegram"] == "@thidua_bot, polling, 0 waiting"
    assert all(line.startswith("ok ") for line in out.splitlines())


def test_what_is_wrong_is_said_with_what_to_do(
    imported: Shell, platform: BotApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    ticked(NOW.replace(hour=0))
    engine = connect("sqlite:///thidua.db")
    with transaction(engine) as db:
        updates.take_broken(
            db, channel="telegram", bot="1", external_id="1", raw="?", why="no chat", now=NOW
        )
    engine.dispose()
    monkeypatch.setenv("THIDUA_PUBLIC_URL", "https://thidua.example")
    status, out, err = imported("doctor")
    assert (status, err) == (1, "thidua: 3 things need attention\n")
    found = [line[6:] for line in out.splitlines() if line.startswith("LOOK ")]
    assert found[0].endswith("is `thidua run` running?")
    assert found[1] == "set aside: 1 updates; `thidua retry`"
    assert "the platform still delivers elsewhere" in found[2]
    assert "1  2026-10-03 01:00  no chat" in out


def test_without_a_token_or_a_database(thidua: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THIDUA_DATABASE_URL", "sqlite:///no/such/folder/x.db")
    status, out, _ = thidua("doctor")
    assert status == 1
    assert "LOOK  database: cannot be used: unable to open database file" in out
    monkeypatch.delenv("THIDUA_DATABASE_URL")
    assert thidua("organisation", "import", thidua.file("none.json", "{}"))[0] == 1
    assert "channel" not in thidua("doctor")[1] or thidua("doctor")[0] == 1
