"""Guards: what Zalo sends is understood in every shape that was seen, what it is sent is exactly
the call it should be, and each way of failing is told apart."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from starlette.applications import Starlette
from telegram_talk import Inbox
from zalo_server import HEADER, SECRET, TOKEN, Answer, ZaloApi, event, refused

from bot import web
from bot.channels.base import Broken, SendError
from bot.channels.layout import plain, width
from bot.channels.zalo import ZaloChannel
from bot.channels.zalo_updates import read
from bot.settings import Listen
from storage.messages import Choice, Incoming, Reply

BOT = "4211"


@pytest.fixture
async def api() -> AsyncIterator[ZaloApi]:
    async with ZaloApi() as server:
        yield server


@pytest.fixture
async def channel(api: ZaloApi) -> AsyncIterator[ZaloChannel]:
    async def no_wait(_seconds: float) -> None:
        await asyncio.sleep(0)

    found = ZaloChannel(TOKEN, api.url, None, SECRET, poll_seconds=1, sleep=no_wait)
    yield found
    await found.stop()


def media(name: str, **more: Any) -> dict[str, Any]:
    found = event("", **more)
    del found["message"]["text"]
    return {**found, "event_name": f"message.{name}.received"}


def in_group(found: dict[str, Any]) -> dict[str, Any]:
    found["message"]["chat"] = {"id": "zgr-1", "chat_type": "GROUP"}
    return found


WHO = {"chat": "c7", "sender": "c7", "external_id": "c7:m1", "message": "m1",
       "sent_at": "2026-09-21T14:13:20Z"}  # fmt: skip
EVENTS: dict[str, tuple[object, dict[str, Any]]] = {
    "flat": (event("45"), {**WHO, "kind": "text", "text": "45"}),
    "in an envelope": ({"ok": True, "result": event("45")}, {**WHO, "kind": "text", "text": "45"}),
    "a photo as it is live": (
        media("image", photo_url="https://x/1.jpg", caption="sổ"),
        {**WHO, "kind": "photo", "media": "https://x/1.jpg", "text": "sổ"},
    ),
    "a photo as documented": (
        media("image", photo="https://x/1.jpg"),
        {**WHO, "kind": "photo", "media": "https://x/1.jpg"},
    ),
    "voice": (
        media("voice", voice_url="https://x/1.aac"),
        {**WHO, "kind": "voice", "media": "https://x/1.aac"},
    ),
    "sticker": (media("sticker", sticker="abc"), {**WHO, "kind": "sticker", "media": "abc"}),
    "unsupported": (media("unsupported"), {**WHO, "kind": "other"}),
    "of a kind to come": (media("reaction"), {**WHO, "kind": "other"}),
    "a group": (
        in_group(event("@Bot xếp hạng")),
        {**WHO, "kind": "text", "chat": "zgr-1", "sender": "c7", "private": False,
         "external_id": "zgr-1:m1", "text": "@Bot xếp hạng"},
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
    assert shown == {"channel": "zalo", "bot": BOT, **expected}


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


async def test_plain_text_goes_out(api: ZaloApi, channel: ZaloChannel) -> None:
    assert await channel.send("c7", Reply(text="<b>Nợ</b> &lt; 5 triệu"), 3) == "s1"
    assert api.named("sendMessage") == [{"chat_id": "c7", "text": "Nợ < 5 triệu"}]


async def test_choices_stand_in_the_text(api: ZaloApi, channel: ZaloChannel) -> None:
    choices = ((Choice(label="Có", says="yes"), Choice(label="R & D", says="no")),)
    await channel.send("c7", plain(Reply(text="Đúng?", choices=choices), "Ghi số.", ""), 3)
    assert api.delivered[0]["text"] == "Đúng?\n\n1. Có\n2. R & D\nGhi số."


async def test_a_long_text_is_cut_at_line_ends_and_never_in_an_emoji(
    api: ZaloApi, channel: ZaloChannel
) -> None:
    text = "\n".join([*(f"dòng {n} &amp; <b>đậm</b>" for n in range(200)), "👨‍👩‍👧" * 700])
    await channel.send("c7", Reply(text=text), 3)
    texts = [call["text"] for call in api.delivered]
    assert len(texts) > 3
    assert all(width(part) <= 2000 for part in texts)
    assert "".join("".join(texts).split()) == "".join(
        text.replace("&amp;", "&").replace("<b>", "").replace("</b>", "").split()
    )
    assert not any(part.startswith("\u200d") or part.endswith("\u200d") for part in texts)


FAILURES: dict[str, tuple[Answer, str, bool]] = {
    "no token": (refused(401), "retry", False),
    "a bad text": (refused(400), "permanent", False),
    "its internal error is 403": (refused(403, 403), "retry", False),
    "the quota": (refused(429, 429), "retry", True),
    "the quota with HTTP 200": (refused(429), "retry", True),
    "a timeout of theirs": (refused(408, 408), "unknown", False),
    "a gateway's page": ((502, "<html>"), "unknown", False),
    "what stands before it refuses": ((404, "<html>"), "retry", False),
    "no JSON": ((200, "<html>"), "unknown", False),
    "dropped after it was delivered": (None, "unknown", False),
}


@pytest.mark.parametrize("name", FAILURES)
async def test_failures_are_told_apart(api: ZaloApi, channel: ZaloChannel, name: str) -> None:
    answer, kind, throttled = FAILURES[name]
    api.answers["sendMessage"].append(answer)
    with pytest.raises(SendError) as failed:
        await channel.send("c7", Reply(text="x"), 3)
    assert (failed.value.kind, failed.value.throttled) == (kind, throttled)
    assert TOKEN.split(":")[1] not in f"{failed.value} {failed.value.__cause__}"


async def test_nobody_there_is_tried_again(channel: ZaloChannel) -> None:
    gone = ZaloChannel(TOKEN, "http://127.0.0.1:1", None, SECRET)
    with pytest.raises(SendError) as failed:
        await gone.send("c7", Reply(text="x"), 3)
    assert failed.value.kind == "retry"
    assert TOKEN.split(":")[1] not in str(failed.value)
    await gone.stop()


async def test_polling_takes_one_event_after_the_other(api: ZaloApi, channel: ZaloChannel) -> None:
    inbox = Inbox(down=2)
    api.events += [event(str(n), f"m{n}") for n in range(3)]
    polling = asyncio.create_task(channel.poll(inbox))
    await api.until("getUpdates", 6)  # two empty ones in both forms of 408 among them
    async with asyncio.timeout(5):
        while len(inbox.kept) < 3:
            await asyncio.sleep(0.01)
    polling.cancel()
    assert [one.text for one in inbox.kept if isinstance(one, Incoming)] == ["0", "1", "2"]
    assert api.named("getUpdates")[0] == {"timeout": "1"}


@pytest.fixture
async def address(api: ZaloApi) -> AsyncIterator[tuple[str, Inbox]]:
    """Our own webhook, and what it has kept."""
    inbox = Inbox()
    found = ZaloChannel(TOKEN, api.url, "https://bot.example/", SECRET)
    server = web.server(Starlette(routes=found.routes(inbox)), Listen("127.0.0.1", 0))
    task = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.005)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}/zalo", inbox
    server.should_exit = True
    await task


async def test_the_webhook_takes_both_shapes(api: ZaloApi, address: tuple[str, Inbox]) -> None:
    url, inbox = address
    assert await api.push(url, event("1", "m1")) == 200
    assert await api.push(url, {"ok": True, "result": event("2", "m2")}) == 200
    assert await api.push(url, {"event_name": "strange"}) == 200
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


async def test_a_webhook_is_set_once_and_taken_away_for_polling(api: ZaloApi) -> None:
    for public in ("https://bot.example", "https://bot.example", None):
        channel = ZaloChannel(TOKEN, api.url, public, SECRET)
        await channel.start()
        asked = len(api.named("getWebhookInfo"))
        await api.until("getWebhookInfo", asked + 1)
        await asyncio.sleep(0.1)
        await channel.stop()
    assert api.named("setWebhook") == [{"url": "https://bot.example/zalo", "secret_token": SECRET}]
    assert len(api.named("deleteWebhook")) == 1


async def test_the_doctor_asks(api: ZaloApi) -> None:
    channel = ZaloChannel(TOKEN, api.url, "https://bot.example", SECRET)
    assert await channel.examine() == (
        False,
        "Bot Thi Đua, webhook; the platform still delivers elsewhere: `thidua run` sets it right",
    )
    api.webhook = "https://bot.example/zalo"
    assert await channel.examine() == (True, "Bot Thi Đua, webhook")
    await channel.stop()


@pytest.mark.parametrize("token", ["", "x", "12", ":abc", "12 34:abc"])
def test_what_cannot_be_a_token_is_refused_without_being_shown(token: str) -> None:
    with pytest.raises(ValueError, match="not a bot token") as error:
        ZaloChannel(token, None, None, SECRET)
    assert not token or f" {token}" not in str(error.value)
