"""A whole report over Telegram's own protocol, in polling and in webhook mode."""

from __future__ import annotations

import asyncio
import socket
import sys
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Engine, select

sys.path.append(str(Path(__file__).parents[1] / "channels"))
from botapi_server import TOKEN, BotApi

from bot.app import App
from bot.channels.telegram.channel import TelegramChannel
from bot.settings import Listen
from handlers.commands import menu
from handlers.routing.play import Site
from scoring.loading import builtin
from storage import invitations
from storage.engine import reading, transaction
from storage.people import people
from storage.reports import reports

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
NOW = datetime(2026, 12, 1, 8, 5, tzinfo=ZONE)
ANSWERS = ["45", "2285tr", "0", "12,4tr", "12,4tr", "900k", "45", "229tr", "có"]


class Person:
    """Somebody with Telegram: writes, taps what the last message offers."""

    def __init__(self, api: BotApi, push: str | None) -> None:
        self.api, self.push, self.heard = api, push, 0

    async def write(self, text: str) -> dict[str, Any]:
        who = {"id": 77, "is_bot": False, "first_name": "Mẫu", "language_code": "vi"}
        chat = {"id": 77, "type": "private"}
        at = int(NOW.timestamp())
        body = {"message_id": 1, "from": who, "chat": chat, "date": at, "text": text}
        return await self._send({"message": body})

    async def tap(self, label: str, message: dict[str, Any]) -> dict[str, Any]:
        rows = message["reply_markup"]["inline_keyboard"]
        data = next(b["callback_data"] for row in rows for b in row if b["text"] == label)
        who = {"id": 77, "is_bot": False, "first_name": "Mẫu"}
        shown = {"message_id": 5, "chat": {"id": 77, "type": "private"}, "date": 0}
        query = {"id": "q", "from": who, "chat_instance": "1", "data": data, "message": shown}
        return await self._send({"callback_query": query})

    async def _send(self, update: dict[str, Any]) -> dict[str, Any]:
        self.api.add(update)
        if self.push:
            assert set(await self.api.push(self.push)) == {200}
        self.heard += 1
        return (await self.api.until("sendMessage", self.heard))[-1]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with BotApi() as server:
        yield server
        assert server.problems == []


@pytest.fixture
def code(engine: Engine) -> str:
    """The invitation of the head of group 9900001."""
    with transaction(engine) as db:
        person = db.execute(select(people.c.id).where(people.c.code == "P002")).scalar_one()
        return invitations.make(db, person, NOW.replace(year=2027))


@pytest.mark.parametrize("mode", ["polling", "webhook"])
async def test_join_report_and_confirm(engine: Engine, api: BotApi, code: str, mode: str) -> None:
    port = _free_port()
    url = f"http://127.0.0.1:{port}" if mode == "webhook" else None
    channel = TelegramChannel(TOKEN, api.url, url, "secret", menu(), poll_seconds=1)
    channel.limits = replace(channel.limits, per_second=1000, per_chat_second=1000)
    site = Site(builtin(), ZONE, "0276 000 000")
    app = App(engine, site, lambda: NOW, [channel], Listen("127.0.0.1", port))
    leave = asyncio.Event()
    running = asyncio.create_task(app.run(leave=leave))
    await api.until("setMyCommands")
    person = Person(api, f"{url}/telegram" if url else None)
    asked = await person.write(f"/start {code}")
    asked = await person.tap("Tiếng Việt", asked)
    asked = await person.tap("Đồng ý", asked)
    asked = await person.tap("Báo cáo", asked)
    for answer in ANSWERS:
        asked = await person.write(answer)
    receipt = await person.tap("Xác nhận", asked)
    assert "Đã nhận" in receipt["text"]
    with reading(engine) as db:
        assert db.execute(select(reports.c.status)).scalar_one() == "confirmed"
    leave.set()
    async with asyncio.timeout(5):
        await running
