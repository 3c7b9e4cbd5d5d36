"""Guards: a whole report over Zalo's own protocol, by numbers and words, while its events come
twice and in both shapes and its server fails: nothing is lost after our 200, nothing is doubled."""

from __future__ import annotations

import asyncio
import itertools
import sys
import time
from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Engine, func, select

sys.path.append(str(Path(__file__).parents[1] / "channels"))
from zalo_server import SECRET, TOKEN, Answer, ZaloApi, event, refused

from bot.app import App
from bot.channels.zalo.channel import ZaloChannel
from bot.settings import Listen
from handlers.routing.play import Site
from scoring.loading import builtin
from storage import invitations
from storage.answers import entries
from storage.engine import reading, transaction
from storage.outbox import outbox
from storage.people import people
from storage.reports import reports

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
NOW = datetime(2026, 12, 1, 8, 5, tzinfo=ZONE)
SAYS = ["1", "1", "1", "45", "2285tr", "0", "12,4tr", "12,4tr", "900k", "45", "229tr", "1",
        "xác nhận"]  # fmt: skip
"""Agreed, Vietnamese, report; nine answers, the last a choice of a list; the card by its word."""

FAULTS: dict[str, list[Answer]] = {
    "no faults": [],
    "its server fails": [refused(500, 500), refused(403)],
    "it drops the line after a delivery": [None],
}


@pytest.fixture
def code(engine: Engine) -> str:
    """The invitation of the head of group 9900001."""
    with transaction(engine) as db:
        person = db.execute(select(people.c.id).where(people.c.code == "P002")).scalar_one()
        return invitations.make(db, person, NOW.replace(year=2027))


@pytest.mark.parametrize("faults", FAULTS)
async def test_join_report_and_confirm(engine: Engine, code: str, faults: str) -> None:
    async with ZaloApi() as api:
        api.answers["sendMessage"] += FAULTS[faults]
        channel = ZaloChannel(TOKEN, api.url, "https://bot.example", SECRET)
        channel.limits = replace(channel.limits, per_second=1000, per_chat_second=1000)
        site = Site(builtin(), ZONE, "0276 000 000")
        begun = time.monotonic()

        def clock() -> datetime:
            return NOW + timedelta(seconds=time.monotonic() - begun)

        app = App(engine, site, clock, [channel], Listen("127.0.0.1", 0))
        leave, ready = asyncio.Event(), asyncio.Event()
        running = asyncio.create_task(app.run(ready.set, leave))
        await ready.wait()
        url = f"http://127.0.0.1:{await port(app)}/zalo"
        for n, text in enumerate([f"/start {code}", *SAYS], 1):
            body = event(text, f"m{n}", date=int(NOW.timestamp() * 1000))
            shapes = itertools.cycle([body, {"ok": True, "result": body}])
            for shape in itertools.islice(shapes, n % 2, n % 2 + 2):
                assert await api.push(url, shape) == 200
            await settled(engine, n)
        leave.set()
        async with asyncio.timeout(5):
            await running
        texts = [call["text"] for call in api.delivered]
    assert any("Đã nhận" in text for text in texts)
    if faults != "it drops the line after a delivery":
        assert Counter(texts).most_common(1)[0][1] == 1
    with reading(engine) as db:
        assert db.execute(select(reports.c.status)).scalar_one() == "confirmed"
        assert db.execute(select(func.count()).select_from(entries)).scalar_one() == 9


async def port(app: App) -> int:
    async with asyncio.timeout(10):
        while not (app.servers and app.servers[0].started):
            await asyncio.sleep(0.01)
    return int(app.servers[0].servers[0].sockets[0].getsockname()[1])


async def settled(engine: Engine, count: int) -> None:
    """Wait until that many replies have left, or are known not to be known."""
    done = outbox.c.status.in_(("sent", "unknown"))
    async with asyncio.timeout(20):
        while True:
            with reading(engine) as db:
                found = db.execute(select(func.count()).where(done)).scalar_one()
            if found >= count:
                return
            await asyncio.sleep(0.02)
