"""Guards: a file goes the whole way over each platform's own protocol, from the message that names
it to the answer that it was taken, while its update comes twice; an album is all its files."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from carried import SITE, BotApi, joined
from sqlalchemy import Engine

sys.path.append(str(Path(__file__).parents[1] / "channels"))
from botapi_server import TOKEN
from zalo_server import SECRET, ZaloApi, event
from zalo_server import TOKEN as ZALO

from bot.app import App
from bot.channels.base import Channel
from bot.channels.telegram.channel import TelegramChannel
from bot.channels.zalo.channel import ZaloChannel
from bot.settings import Listen
from handlers.commands import menu
from storage import people
from storage.engine import transaction
from storage.outbox import Address
from tests import paper_box
from tests.paper_box import held, pdf, picture

NOW = datetime(2026, 12, 1, 8, 5, tzinfo=SITE.zone)
WHO = {"id": 77, "is_bot": False, "first_name": "Mẫu", "language_code": "vi"}
CHAT = {"id": 77, "type": "private"}


@pytest.fixture
def person(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> int:
    paper_box.put_up(monkeypatch.setitem)
    found = joined(engine)
    with transaction(engine) as db:
        people.bind(db, found, Address("zalo", "4211", "c7", found), "c7", NOW)
    return found


@asynccontextmanager
async def running(engine: Engine, channel: Channel) -> AsyncIterator[str]:
    """The program; its address."""
    channel.limits = replace(channel.limits, per_second=1000, per_chat_second=1000)
    app = App(engine, SITE, lambda: NOW, [channel], Listen("127.0.0.1", 0))
    leave, ready = asyncio.Event(), asyncio.Event()
    task = asyncio.create_task(app.run(ready.set, leave))
    await ready.wait()
    async with asyncio.timeout(10):
        while not (app.servers and app.servers[0].started):
            await asyncio.sleep(0.01)
    port = app.servers[0].servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    leave.set()
    async with asyncio.timeout(5):
        await task


async def until(so: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not so():
            await asyncio.sleep(0.02)


def message(number: int, **content: Any) -> dict[str, Any]:
    at = int(NOW.timestamp())
    return {"message": {"message_id": number, "from": WHO, "chat": CHAT, "date": at, **content}}


def document(ref: str, name: str) -> dict[str, Any]:
    return {"document": {"file_id": ref, "file_unique_id": ref, "file_name": name,
                         "mime_type": "application/octet-stream", "file_size": 9}}  # fmt: skip


def photo(ref: str) -> dict[str, Any]:
    sizes = [{"file_id": f, "file_unique_id": f, "width": 9, "height": 9} for f in ("small", ref)]
    return {"photo": sizes, "media_group_id": "g1"}


async def test_over_telegram(engine: Engine, person: int) -> None:
    async with BotApi() as api:
        api.webhook = {"secret_token": "secret"}
        channel = TelegramChannel(TOKEN, api.url, "https://bot.example", "secret", menu())
        for ref in ("p1", "p2", "p3"):
            api.downloads.put(ref, picture("JPEG") + ref.encode())
        api.downloads.put("d1", pdf())
        api.downloads.put("small", b"not the largest")
        async with running(engine, channel) as url:
            sent = [message(1, text="/box 7"), message(2, **document("d1", "Tờ trình.pdf"))]
            sent += [message(2 + n, **photo(f"p{n}")) for n in (1, 2, 3)]
            for n, update in enumerate(sent, 1):
                for _ in range(2):
                    api.add(update, n)
                    assert await api.push(f"{url}/telegram") == [200]
            await until(lambda: len(api.sent) == 5)
            await asyncio.sleep(0.7)
        texts = [one["text"] for one in api.sent]
        assert api.problems == []
    assert texts[0] == "Box 7?"
    assert f"Box 7: Tờ trình.pdf, application/pdf, {len(pdf())}, P002" in texts
    size = len(picture("JPEG")) + 2
    assert texts.count(f"Box 7: jpeg.jpg, image/jpeg, {size}, P002") == 3
    assert sorted(api.downloads.fetched) == ["d1", "p1", "p2", "p3"]
    assert [(box, count) for box, _, count in held(engine)] == [(7, 1)] * 4


async def test_over_zalo(engine: Engine, person: int) -> None:
    async with ZaloApi() as api:
        channel = ZaloChannel(ZALO, api.url, "https://bot.example", SECRET)
        api.photos["p1"] = (200, {}, picture("PNG"))
        at = int(NOW.timestamp() * 1000)
        image = event("", "m2", date=at, photo_url=f"{api.url}/photos/p1")
        del image["message"]["text"]
        image["event_name"] = "message.image.received"
        nothing = event("", "m3", date=at)
        del nothing["message"]["text"]
        nothing["event_name"] = "message.unsupported.received"
        async with running(engine, channel) as url:
            assert await api.push(f"{url}/zalo", event("/box 7", date=at)) == 200
            for body in (image, {"ok": True, "result": image}, nothing):
                assert await api.push(f"{url}/zalo", body) == 200
            await until(lambda: len(api.delivered) == 3)
            await asyncio.sleep(0.7)
        texts = [one["text"] for one in api.delivered]
    assert texts[0] == "Box 7?"
    assert f"Box 7: png.png, image/png, {len(picture('PNG'))}, P002" in texts
    assert sum("ảnh chụp từng trang" in one for one in texts) == 1
    assert api.seen == ["p1"]
    assert [(box, count) for box, _, count in held(engine)] == [(7, 1)]
