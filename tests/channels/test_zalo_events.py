"""Guards: what Zalo sends is understood in every shape that was seen, polled or pushed, and taken
only when it is kept."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from starlette.applications import Starlette
from telegram_talk import Inbox
from zalo_server import HEADER, SECRET, TOKEN, ZaloApi, event

from bot import web
from bot.channels.base import Broken
from bot.channels.zalo.channel import ZaloChannel
from bot.channels.zalo.updates import read
from bot.settings import Listen
from storage.messages import Incoming

BOT = "4211"


def media(name: str, **more: Any) -> dict[str, Any]:
    found = event("", **more)
    del found["message"]["text"]
    return {**found, "event_name": f"message.{name}.received"}


def quoting(found: dict[str, Any], **fields: Any) -> dict[str, Any]:
    found["message"].update(fields)
    return found


def in_group(found: dict[str, Any]) -> dict[str, Any]:
    found["message"]["chat"] = {"id": "zgr-1", "chat_type": "GROUP"}
    return found


WHO = {"chat": "c7", "sender": "c7", "external_id": "c7:m1", "message": "m1",
       "sent_at": "2026-09-21T14:13:20Z", "order": 1_790_000_000_000}  # fmt: skip
EVENTS: dict[str, tuple[object, dict[str, Any]]] = {
    "flat": (event("45"), {**WHO, "kind": "text", "text": "45"}),
    "in an envelope": ({"ok": True, "result": event("45")}, {**WHO, "kind": "text", "text": "45"}),
    "a photo as it is live": (
        media("image", photo_url="https://x/1.jpg", caption="sổ"),
        {**WHO, "kind": "photo", "media": "https://x/1.jpg", "text": "sổ",
         "file": {"ref": "https://x/1.jpg"}},
    ),
    "a photo as documented": (
        media("image", photo="https://x/1.jpg"),
        {**WHO, "kind": "photo", "media": "https://x/1.jpg", "file": {"ref": "https://x/1.jpg"}},
    ),
    "voice": (
        media("voice", voice_url="https://x/1.aac"),
        {**WHO, "kind": "voice", "media": "https://x/1.aac"},
    ),
    "sticker": (media("sticker", sticker="abc"), {**WHO, "kind": "sticker", "media": "abc"}),
    "unsupported": (media("unsupported"), {**WHO, "kind": "other"}),
    "of a kind to come": (media("poll"), {**WHO, "kind": "other"}),
    "a reaction asks for nothing": (media("reaction"), {**WHO, "kind": "service"}),
    "a reply, wherever it may say so": (
        quoting(event("45"), quote={"message_id": "m0"}),
        {**WHO, "kind": "text", "text": "45", "refers_to": "m0"},
    ),
    "a quote that is a text": (
        quoting(event("45"), quote="Câu 4", quote_message_id="m0"),
        {**WHO, "kind": "text", "text": "45", "refers_to": "m0"},
    ),
    "a group": (
        in_group(event("@Bot xếp hạng")),
        {**WHO, "kind": "text", "chat": "zgr-1", "sender": "c7", "private": False,
         "called": True, "external_id": "zgr-1:m1", "text": "@Bot xếp hạng"},
    ),
    "ids that are numbers, seconds for milliseconds": (
        event("x", number=5, date=1_790_000_000),  # type: ignore[arg-type]
        {**WHO, "kind": "text", "text": "x", "message": "5", "external_id": "c7:5"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", EVENTS)
def test_an_event_is_understood_so(name: str) -> None:
    body, expected = EVENTS[name]
    found = read(body, BOT)
    assert isinstance(found, Incoming)
    shown = found.model_dump(mode="json", exclude_defaults=True, exclude={"raw"})
    assert shown == {"channel": "zalo", "bot": BOT, "buttons": False, **expected}


CHATS = [
    ({"chat_type": "PRIVATE"}, True),
    ({"chat_type": "private"}, True),
    ({}, True),
    ({"chat_type": None}, True),
    ({"id": "zgr-1"}, False),
    *(({"chat_type": kind}, False)
      for kind in ("GROUP", "group", "SUPERGROUP", "CHANNEL", "PRIVATE_GROUP", "", 1, True, [])),
]  # fmt: skip


@pytest.mark.parametrize(("chat", "private"), CHATS, ids=str)
def test_only_a_chat_that_is_surely_private_counts_as_private(
    chat: dict[str, Any], private: bool
) -> None:
    body = event("/report", chat="c7")
    body["message"]["chat"] = {"id": "c7", **chat}
    found = read(body, BOT)
    assert isinstance(found, Incoming)
    assert found.private is private


@pytest.mark.parametrize(
    "body",
    [None, [], 7, "x", {}, {"ok": True}, {"event_name": "message.unsupported.received"},
     {"message": {"chat": {}, "from": {"id": 1}}}, {"result": []}],
)  # fmt: skip
def test_what_cannot_be_read_is_kept_whole(body: object) -> None:
    found = read(body, BOT)
    assert isinstance(found, Broken)
    assert json.loads(found.raw) == body
    assert found.external_id == read(body, BOT).external_id


def test_the_same_event_in_both_shapes_is_one() -> None:
    flat, wrapped = read(event("45"), BOT), read({"ok": True, "result": event("45")}, BOT)
    assert flat.external_id == wrapped.external_id


async def test_polling_takes_one_event_after_the_other(
    zalo: ZaloApi, zalo_channel: ZaloChannel
) -> None:
    inbox = Inbox(down=2)
    zalo.events += [event(str(n), f"m{n}") for n in range(3)]
    polling = asyncio.create_task(zalo_channel.poll(inbox))
    await zalo.until("getUpdates", 6)  # two empty ones in both forms of 408 among them
    async with asyncio.timeout(5):
        while len(inbox.kept) < 3:
            await asyncio.sleep(0.01)
    polling.cancel()
    assert [one.text for one in inbox.kept if isinstance(one, Incoming)] == ["0", "1", "2"]
    assert zalo.named("getUpdates")[0] == {"timeout": "1"}


@pytest.fixture
async def address(zalo: ZaloApi) -> AsyncIterator[tuple[str, Inbox]]:
    """Our own webhook, and what it has kept."""
    inbox = Inbox()
    found = ZaloChannel(TOKEN, zalo.url, "https://bot.example/", SECRET)
    server = web.server(Starlette(routes=found.routes(inbox)), Listen("127.0.0.1", 0))
    task = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.005)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}/zalo", inbox
    server.should_exit = True
    await task


async def test_the_webhook_takes_both_shapes(zalo: ZaloApi, address: tuple[str, Inbox]) -> None:
    url, inbox = address
    assert await zalo.push(url, event("1", "m1")) == 200
    assert await zalo.push(url, {"ok": True, "result": event("2", "m2")}) == 200
    assert await zalo.push(url, {"event_name": "strange"}) == 200
    assert [getattr(one, "text", "broken") for one in inbox.kept] == ["1", "2", "broken"]


async def test_a_stranger_is_sent_away_but_the_empty_probe_is_answered(
    address: tuple[str, Inbox],
) -> None:
    from aiohttp import ClientSession

    url, inbox = address
    async with ClientSession() as session:
        for headers, body, status in (
            ({}, b"{}", 403), ({HEADER: "wrong"}, b"{}", 403), ({}, b"", 200),
            ({HEADER: SECRET}, b"", 200), ({HEADER: SECRET}, b"no", 400),
        ):  # fmt: skip
            async with session.post(url, data=body, headers=headers) as answer:
                assert answer.status == status, (headers, body)
    assert inbox.kept == []
