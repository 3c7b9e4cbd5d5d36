"""`/health`: one word for the world, the details on the operator's own address only. It knows the
last commit, and costs the turns nothing however often it is asked."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from httpx import ASGITransport, AsyncClient, Response
from sqlalchemy import Engine, event, text
from starlette.applications import Starlette

from bot import web
from bot.channels.telegram.channel import TelegramChannel
from bot.channels.zalo.channel import ZaloChannel
from storage import health, outbox, updates
from storage.engine import connect, reading, transaction
from storage.outbox import Address

NOW = datetime(2026, 12, 15, tzinfo=UTC)
WELL: Callable[[], bool] = lambda: True  # noqa: E731


def of(kind: type) -> Any:
    """What the page knows of a channel."""
    return SimpleNamespace(name=kind.name, bot="1", limits=kind.limits)  # type: ignore[attr-defined]


async def ask(app: Starlette, path: str = "/health", **headers: str) -> Response:
    transport = ASGITransport(app)
    async with AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
        return await client.get(path, headers=headers)


async def test_the_world_hears_one_word() -> None:
    for well, said in ((True, (200, "ok")), (False, (503, "down"))):
        answer = await ask(web.public(lambda well=well: well, []))  # type: ignore[misc]
        assert (answer.status_code, answer.json()) == (said[0], {"status": said[1]})


async def test_the_operator_sees_what_waits(engine: Engine) -> None:
    answer = await ask(web.admin(engine, [of(TelegramChannel)], lambda: NOW, WELL))
    assert answer.status_code == 200
    assert answer.json() == {
        "database": True,
        "committing": True,
        "channels": {"telegram": "1"},
        "outbox_waiting": 0,
        "outbox_oldest": None,
        "outbox_failed": 0,
        "outbox_unknown": 0,
        "outbox_of_unknown_kind": 0,
        "outbox_undelivered_since": None,
        "people_unreachable": 0,
        "updates_set_aside": 0,
        "last_tick": None,
    }


async def test_the_operator_sees_what_is_left_of_a_plan(engine: Engine) -> None:
    with transaction(engine) as db:
        for n, sent_at in enumerate((NOW, NOW, NOW.replace(month=11))):
            row = outbox.enqueue(db, str(n), Address("zalo", "1", "c"), "{}", NOW)
            outbox.sent(db, row or 0, "x", sent_at)
    answer = await ask(web.admin(engine, [of(ZaloChannel)], lambda: NOW, WELL))
    assert answer.json()["quotas"] == {
        "zalo": {
            "messages": 2,
            "of": 3000,
            "strangers": 0,
            "of_strangers": 150,
            "people": 0,
            "of_people": 50,
        }
    }


async def test_without_a_database_the_details_say_so(tmp_path: Path) -> None:
    engine = connect(f"sqlite:///{tmp_path / 'no' / 'folder.db'}")
    answer = await ask(web.admin(engine, [], lambda: NOW, WELL))
    assert answer.status_code == 503
    assert answer.json() == {"database": False, "committing": True, "channels": {}}


class Time:
    seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


async def test_twenty_who_ask_at_once_cost_one_look_and_again_only_later() -> None:
    looks, time = [], Time()

    def look() -> dict[str, Any]:
        looks.append(time.seconds)
        return {}

    glance = web.Glance(look, time)
    for _ in range(3):
        assert await asyncio.gather(*(glance() for _ in range(20))) == [{}] * 20
    time.seconds = web.KEPT
    await glance()
    assert looks == [0, web.KEPT]


def test_a_look_reads_no_table_whole(engine: Engine) -> None:
    """With 400,000 updates a scan took a third of a second, and the turns waited for it."""
    with transaction(engine) as db:
        row = {"channel": "telegram", "bot": "1", "chat": "1", "kind": "text", "received_at": NOW,
               "body": "x" * 200}  # fmt: skip
        db.execute(updates.updates.insert(), [{**row, "external_id": str(n)} for n in range(4000)])
        for n in range(3):
            updates.take_broken(db, channel="telegram", bot="1", external_id=f"b{n}", raw="?",
                                why="no chat", now=NOW)  # fmt: skip
        sent = {"channel": "telegram", "bot": "1", "chat": "1", "body": "{}", "status": "sent",
                "due_at": NOW, "created_at": NOW}  # fmt: skip
        db.execute(outbox.outbox.insert(), [{**sent, "key": str(n)} for n in range(4000)])
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as db:
        db.execute(text("ANALYZE"))
    asked: list[tuple[str, Any]] = []
    event.listen(engine, "before_cursor_execute", lambda *a: asked.append((a[2], a[3])))
    with reading(engine) as db:
        assert health.look(db)["updates_set_aside"] == 3
        seen = [one for one in asked if "FROM" in one[0]]
        assert seen
        for statement, given in seen:
            how = "EXPLAIN QUERY PLAN" if engine.dialect.name == "sqlite" else "EXPLAIN"
            rows = db.exec_driver_sql(f"{how} {statement}", given).all()
            plan = "\n".join(" ".join(map(str, row)) for row in rows)
            assert "Seq Scan on updates" not in plan
            assert "Seq Scan on outbox" not in plan
            scans = [line for line in plan.splitlines() if "SCAN" in line]
            assert all("USING" in line for line in scans), plan


NAMES = [("127.0.0.1", "127.0.0.1:8081"), ("127.0.0.1", "localhost"), ("10.0.0.5", "10.0.0.5:80"),
         ("10.0.0.5", "localhost:8081"), ("ops.lan", "OPS.lan:8081"), ("0.0.0.0", "10.0.0.7"),
         ("::", "[fd00::7]:8081"), ("::1", "[::1]:8081")]  # fmt: skip
FOREIGN = [("127.0.0.1", "evil.example"), ("127.0.0.1", "evil.example:8081"), ("127.0.0.1", ""),
           ("127.0.0.1", "10.0.0.7"), ("0.0.0.0", "evil.example"), ("ops.lan", "evil.lan"),
           ("::", "127.0.0.1.evil.example"), ("127.0.0.1", "0.0.0.0"),
           ("127.0.0.1", "127.0.0.1@evil.example")]  # fmt: skip


@pytest.mark.parametrize(("listens", "host"), [*NAMES, *FOREIGN])
async def test_the_details_answer_to_their_own_name_only(
    engine: Engine, listens: str, host: str
) -> None:
    if engine.dialect.name == "postgresql":
        engine = connect("sqlite://")  # a name has nothing to do with the database
    app = web.admin(engine, [], lambda: NOW, WELL, listens)
    allowed = (listens, host) in NAMES
    for method, path in (
        ("GET", "/health"),
        ("POST", "/health"),
        ("GET", "/"),
        ("PUT", "/metrics"),
    ):
        transport = ASGITransport(app)
        async with AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
            answer = await client.request(method, path, headers={"host": host})
        assert (answer.status_code != 403) is allowed, (method, path)


async def test_a_page_of_somebody_else_does_not_reach_the_details(engine: Engine) -> None:
    app = web.admin(engine, [], lambda: NOW, WELL)
    for headers in ({"origin": "http://evil.example"}, {"sec-fetch-site": "cross-site"}):
        assert (await ask(app, **headers)).status_code == 403
