"""Guards: a standing as a picture over Telegram's own protocol: it is asked for in words, and comes
with its words and buttons; these work: tapped, and written in a reply to the picture."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from sqlalchemy import Engine, select

sys.path.append(str(Path(__file__).parents[1] / "channels"))
from botapi_calls import Call
from botapi_server import TOKEN, BotApi

from bot.app import App
from bot.channels.telegram.channel import TelegramChannel
from bot.sending.files import Files
from bot.sending.making import Maker
from bot.settings import Listen
from handlers.commands import menu
from handlers.routing.play import Site
from storage import people
from storage.engine import transaction
from storage.outbox import Address
from storage.people import people as people_table
from tests.beginnings import OCTOBER, ZONE, organised
from tests.known_movement import known

NOW = OCTOBER.replace(month=12, hour=9)
MEMBER, CHAT = 77, {"id": 77, "type": "private"}
WHO = {"id": 77, "is_bot": False, "first_name": "Mẫu", "language_code": "vi"}


@pytest.fixture
def beginning() -> Callable[[Engine], None]:
    return organised


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with BotApi() as server:
        yield server
        assert server.problems == []


@asynccontextmanager
async def running(engine: Engine, api: BotApi) -> AsyncIterator[None]:
    """The program; a member of the Council has joined."""
    with transaction(engine) as db:
        council = people_table.c.code == "P054"
        person = db.execute(select(people_table.c.id).where(council)).scalar_one()
        people.bind(db, person, Address("telegram", TOKEN.split(":")[0], "77"), "77", OCTOBER)
        people.consent(db, person, OCTOBER)
        people.speak(db, person, "vi")
    channel = TelegramChannel(TOKEN, api.url, None, "secret", menu(), poll_seconds=1)
    channel.limits = replace(channel.limits, per_second=1000, per_chat_second=1000)
    site = Site(known(), ZONE)
    files = Files(engine, Maker(site, lambda: NOW), lambda: NOW, None)
    app = App(engine, site, lambda: NOW, [channel], Listen("127.0.0.1", 0), files=files)
    leave = asyncio.Event()
    task = asyncio.create_task(app.run(leave=leave))
    try:
        yield
    finally:
        leave.set()
        async with asyncio.timeout(10):
            await task


async def heard(api: BotApi, count: int) -> Call:
    """The n-th message that is sent."""
    async with asyncio.timeout(20):
        while len(found := [call for call in api.calls if call.method.startswith("send")]) < count:
            await asyncio.sleep(0.01)
    return found[count - 1]


def write(api: BotApi, text: str, number: int, **more: Any) -> None:
    body = {"message_id": number, "from": WHO, "chat": CHAT, "date": int(NOW.timestamp())}
    api.add({"message": {**body, "text": text, **more}})


async def test_a_picture_is_asked_for_and_its_buttons_work(engine: Engine, api: BotApi) -> None:
    async with running(engine, api):
        write(api, "xếp hạng ảnh", 900)
        shown = await heard(api, 1)
        assert shown.method == "sendPhoto"
        assert Image.open(BytesIO(shown.files["photo"])).size == (1080, 1350)
        caption = shown.parameters["caption"]
        assert caption.startswith(
            "<b>Xếp hạng năm 2026: Chi nhánh NHCSXH tỉnh Tây Ninh</b>\nTạm tính"
        )
        [button] = shown.parameters["reply_markup"]["inline_keyboard"][0]
        assert button["text"] == "Xem cả bảng"
        picture = {**api.sent[0], "from": {"id": 123456, "is_bot": True, "first_name": "Bot"}}
        tap = {"id": "q", "from": WHO, "chat_instance": "1", "data": button["callback_data"]}
        api.add({"callback_query": {**tap, "message": picture}})
        table = await heard(api, 2)
        assert table.method == "sendMessage"
        write(api, "xem cả bảng", 901, reply_to_message=picture)
        assert (await heard(api, 3)).parameters["text"] == table.parameters["text"]
        write(api, "xếp hạng ảnh", 902)
        again = await heard(api, 4)
    assert again.files == {}, "the same standing is the same picture"
    assert again.parameters["caption"] == caption
