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
from sqlalchemy import select

from storage import aside, outbox, people, settings, updates
from storage.engine import Db, connect, reading, transaction
from storage.messages import Reply
from storage.outbox import PUSH, REPLY, Address
from storage.people import people as people_table

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
    assert lines["messages"] == "0 failed, 0 may not have arrived"
    assert lines["people"] == "0 people have closed every chat"
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


def ended(db: Db, key: str, status: str, why: str, *, priority: int = PUSH) -> None:
    body = Reply(text="secret").model_dump_json()
    head = db.execute(select(people_table.c.id).where(people_table.c.code == "P002")).scalar_one()
    to = Address("telegram", "1", "7", head)
    row = outbox.enqueue(db, key, to, body, NOW, priority=priority)
    outbox.ended(db, row or 0, status, why)


def test_what_did_not_go_out_is_shown_sent_again_and_settled(
    imported: Shell, platform: BotApi
) -> None:
    ticked(NOW)
    engine = connect("sqlite:///thidua.db")
    with transaction(engine) as db:
        ended(db, "notice", "failed", "400 Bad Request: secret\x1b[2J")
        ended(db, "maybe", "unknown", "no answer: secret")
        ended(db, "late", "failed", "too late", priority=REPLY)
        ended(db, "since", "sent", "", priority=REPLY)
    status, out, err = imported("doctor")
    assert (status, err) == (1, "thidua: 1 thing needs attention\n")
    found = [line[6:] for line in out.splitlines() if line.startswith("LOOK ")]
    assert found == [
        "messages: 2 failed since 2026-10-03 01:00, 1 may not have arrived since 2026-10-03 01:00; "
        "`thidua retry --messages again` sends what failed; "
        "`thidua retry --messages settle` when looked at"
    ]
    assert "          1  2026-10-03 01:00  P002  failed: 400 Bad Request\n" in out
    assert "secret" not in out
    status, out, _ = imported("retry", "--messages", "again")
    assert status == 0
    assert [line.split("; ")[1] for line in out.splitlines()] == [
        "not repeated: the chat was answered since",
        "not repeated: it may have arrived",
        "queued again",
    ]
    with reading(engine) as db:
        where = outbox.outbox.c.status == "queued"
        row = db.execute(select(outbox.outbox).where(where)).one()
        assert (row.key, row.attempts, row.until > NOW) == ("notice", 0, True)
    assert "ok    messages: 0 failed" in imported("doctor")[1]
    with transaction(engine) as db:
        outbox.ended(db, 1, "failed", "400 Bad Request: again")
    assert "LOOK  messages: 1 failed" in imported("doctor")[1]
    assert imported("retry", "--messages", "settle")[1] == "1 messages are settled.\n"
    assert "ok    messages: 0 failed" in imported("doctor")[1]
    assert imported("retry", "--messages", "again")[2] == "No message has failed.\n"
    engine.dispose()


def test_who_has_closed_every_chat_is_named_by_their_code_for_a_week(
    imported: Shell, platform: BotApi
) -> None:
    ticked(NOW)
    engine = connect("sqlite:///thidua.db")
    with transaction(engine) as db:
        ids = db.execute(select(people_table.c.id).order_by(people_table.c.code)).scalars().all()
        for n, chats in enumerate((("a",), ("b", "c"), ("d",))):
            for chat in chats:
                people.bind(db, ids[n], Address("telegram", "1", chat), chat, NOW)
        people.block(db, "telegram", "1", "a", NOW)
        people.block(db, "telegram", "1", "b", NOW)
        people.block(db, "telegram", "1", "d", NOW.replace(month=9))
    assert (
        "LOOK  people: 2 people have closed every chat, 1 of them in the last 7 days: P001; "
        in (imported("doctor")[1])
    )
    with transaction(engine) as db:
        people.block(db, "telegram", "1", "a", NOW.replace(month=9))
    assert "ok    people: 2 people have closed every chat\n" in imported("doctor")[1]
    engine.dispose()


def test_a_setting_that_cannot_be_read_is_said(imported: Shell, platform: BotApi) -> None:
    engine = connect("sqlite:///thidua.db")
    with transaction(engine) as db:
        settings.put(db, "last_tick", "soon")
    engine.dispose()
    assert "LOOK  clock: last tick not readable" in imported("doctor")[1]


def test_what_a_newer_program_has_queued_is_shown(imported: Shell, platform: BotApi) -> None:
    """It waits for a program that knows it; no `retry` sends or settles it."""
    ticked(NOW)
    engine = connect("sqlite:///thidua.db")
    with transaction(engine) as db:
        row = outbox.enqueue(db, "k", Address("telegram", "1", "7"), "{}", NOW, kind="ballot")
        aside.put(db, row or 0)
    engine.dispose()
    imported("retry", "--messages", "again")
    imported("retry", "--messages", "settle")
    status, out, err = imported("doctor")
    assert (status, err) == (1, "thidua: 1 thing needs attention\n")
    says = "1 of a kind that this program does not know wait: update the program"
    assert f"LOOK  tasks: {says}" in out.splitlines()
