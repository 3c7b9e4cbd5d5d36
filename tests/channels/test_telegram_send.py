"""Guards: a reply is exactly the call it should be, and every failed send is told apart."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable
from typing import Any

import pytest
from botapi_calls import Fault
from botapi_server import TOKEN, BotApi

from bot.channels.base import SendError
from bot.channels.telegram.channel import TelegramChannel
from storage.messages import Choice, Reply

YES, NO = Choice(label="Có", says="yes"), Choice(label="Không & thôi", says="no")


def pressed(label: str, data: str) -> dict[str, str]:
    return {"text": label, "callback_data": data}


CALLS: dict[str, tuple[Reply, list[dict[str, Any]]]] = {
    "text": (
        Reply(text="Nợ &lt; 5 <b>triệu</b> &#39;x&#39;"),
        [{"text": "Nợ &lt; 5 <b>triệu</b> &#39;x&#39;"}],
    ),
    "choices are counted through the rows": (
        Reply(text="Đúng?", choices=((YES, NO), (YES,))),
        [{"text": "Đúng?", "reply_markup": {"inline_keyboard": [
            [pressed("Có", "7.0"), pressed("Không & thôi", "7.1")], [pressed("Có", "7.2")]]}}],
    ),
    "the own phone number": (
        Reply(text="Xin chào", ask_phone="Gửi số"),
        [{"text": "Xin chào", "reply_markup": {
            "keyboard": [[{"text": "Gửi số", "request_contact": True}]],
            "resize_keyboard": True, "one_time_keyboard": True}}],
    ),
    "choices and the phone number are two keyboards": (
        Reply(text="Chọn", choices=((YES,),), ask_phone="A & B"),
        [{"text": "Chọn", "reply_markup": {"inline_keyboard": [[pressed("Có", "7.0")]]}},
         {"text": "A &amp; B", "reply_markup": {
            "keyboard": [[{"text": "A & B", "request_contact": True}]],
            "resize_keyboard": True, "one_time_keyboard": True}}],
    ),
    "who has joined needs the number's button no more": (
        Reply(text="Xin chào\n\nĐồng ý?", choices=((YES,),), forget_phone=True),
        [{"text": "Xin chào", "reply_markup": {"remove_keyboard": True}},
         {"text": "Đồng ý?", "reply_markup": {"inline_keyboard": [[pressed("Có", "7.0")]]}}],
    ),
    "also from a short message": (
        Reply(text="Đã xong", choices=((YES,),), forget_phone=True),
        [{"text": "Đã xong", "reply_markup": {"remove_keyboard": True}},
         {"text": "↓", "reply_markup": {"inline_keyboard": [[pressed("Có", "7.0")]]}}],
    ),
    "long texts: choices on the last part": (
        Reply(text="a" * 4000 + "\n" + "<b>" + "b" * 200 + "</b>", choices=((YES,),)),
        [{"text": "a" * 4000 + "\n"},
         {"text": "<b>" + "b" * 200 + "</b>",
          "reply_markup": {"inline_keyboard": [[pressed("Có", "7.0")]]}}],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CALLS)
async def test_a_reply_is_this_call(
    name: str, api: BotApi, make: Callable[..., TelegramChannel]
) -> None:
    reply, expected = CALLS[name]
    channel = make(sleep=lambda _: asyncio.sleep(0))
    message_id = await channel.send("-100200300", reply, 7)
    full = [{"chat_id": -100200300, "parse_mode": "HTML", **call} for call in expected]
    assert api.named("sendMessage") == full
    assert message_id == str(len(expected))


ERRORS: dict[str, tuple[Fault, str, float | None, bool]] = {
    "429": (Fault(429, "Too Many Requests", {"retry_after": 7}), "retry", 7, True),
    "429 that names no time": (Fault(429, "Too Many Requests"), "retry", None, True),
    "429 with nonsense": (Fault(429, "x", {"retry_after": "soon"}), "retry", None, True),
    "500": (Fault(500, "Internal Server Error"), "retry", None, False),
    "502 that is no JSON": (Fault(502, body=b"<html>Bad Gateway"), "retry", None, False),
    "504: the gateway gave up": (Fault(504, "Gateway Timeout"), "unknown", None, False),
    "a redirection": (Fault(302, "Found"), "retry", None, False),
    "blocked": (Fault(403, "Forbidden: bot was blocked by the user"), "blocked", None, False),
    "deactivated": (Fault(403, "Forbidden: user is deactivated"), "blocked", None, False),
    "never written to": (
        Fault(403, "Forbidden: bot can't initiate conversation with a user"), "blocked", None, False
    ),
    "deactivated as a 400": (Fault(400, "USER IS DEACTIVATED"), "blocked", None, False),
    "wrong tags": (Fault(400, "Bad Request: can't parse entities"), "permanent", None, False),
    "no such chat": (Fault(400, "Bad Request: chat not found"), "permanent", None, False),
    "moved": (Fault(400, "moved", {"migrate_to_chat_id": -1}), "permanent", None, False),
    "token withdrawn": (Fault(401, "Unauthorized"), "retry", None, False),
    "dropped before": (Fault(silent="drop"), "unknown", None, False),
    "dropped after": (Fault(silent="drop", happens=True), "unknown", None, False),
    "yes, but not JSON": (Fault(200, body=b"yes", happens=True), "unknown", None, False),
    "yes, but no result": (Fault(200, body=b"[]", happens=True), "unknown", None, False),
}  # fmt: skip


@pytest.mark.parametrize("name", ERRORS)
async def test_a_failure_is_of_this_kind(name: str, api: BotApi, channel: TelegramChannel) -> None:
    fault, kind, retry_after, throttled = ERRORS[name]
    api.fail("sendMessage", fault)
    with pytest.raises(SendError) as failed:
        await channel.send("5", Reply(text="x"), 1)
    error = failed.value
    assert (error.kind, error.retry_after, error.throttled) == (kind, retry_after, throttled)
    assert error.why
    if fault.description:
        assert fault.description in error.why


async def test_no_answer_in_time_is_unknown_and_not_sent_twice(
    api: BotApi, channel: TelegramChannel, monkeypatch: pytest.MonkeyPatch
) -> None:
    for request in channel._client._request:
        monkeypatch.setattr(request, "_read_timeout", 0.2)
    api.fail("sendMessage", Fault(silent="hang", happens=True))
    with pytest.raises(SendError) as failed:
        await channel.send("5", Reply(text="x"), 1)
    assert failed.value.kind == "unknown"
    assert len(api.sent) == 1


async def test_no_connection_surely_sent_nothing(make: Callable[..., TelegramChannel]) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        channel = make(api_base=f"http://127.0.0.1:{closed.getsockname()[1]}")
        with pytest.raises(SendError) as failed:
            await channel.send("5", Reply(text="x"), 1)
    assert failed.value.kind == "retry"


@pytest.mark.parametrize("address", ["http://[", "nonsense", "http://127.0.0.1:99999"])
async def test_an_address_that_is_none_hides_the_token(
    address: str, make: Callable[..., TelegramChannel]
) -> None:
    with pytest.raises(SendError) as failed:
        await make(api_base=address).send("5", Reply(text="x"), 1)
    assert failed.value.kind == "retry"
    assert TOKEN not in f"{failed.value!r} {failed.value.__cause__!r}"


@pytest.mark.parametrize("text", ["", " \n", "<b> </b>", "&#32;"])
async def test_nothing_to_read_is_never_asked_of_the_platform(
    text: str, api: BotApi, channel: TelegramChannel
) -> None:
    with pytest.raises(SendError) as failed:
        await channel.send("5", Reply(text=text), 1)
    assert failed.value.kind == "permanent"
    assert api.calls == []


async def test_a_refused_part_is_tried_again_alone(
    api: BotApi, make: Callable[..., TelegramChannel]
) -> None:
    rests: list[float] = []

    async def rest(seconds: float) -> None:
        rests.append(seconds)
        if len(rests) == 1:  # the first part has gone
            api.fail("sendMessage", Fault(429, "Too Many Requests", {"retry_after": 3}))

    channel = make(sleep=rest)
    reply = Reply(text="a" * 4096 + "b" * 4096 + "c")
    with pytest.raises(SendError):
        await channel.send("5", reply, 1)
    assert await channel.send("5", reply, 1) == "3"
    assert [message["text"][0] for message in api.sent] == ["a", "b", "c"]
    assert rests == [1, 1]
