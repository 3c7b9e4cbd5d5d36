"""Guards: a picture that is refused, or of which nobody knows whether it arrived, costs no words
with their buttons, and nothing is said twice."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest
from botapi_calls import Fault
from botapi_server import BotApi
from pictures import LONG, SAID, WORDS, picture, png

from bot.channels.base import SendError
from bot.channels.telegram.channel import TelegramChannel
from storage.messages import Reply


@pytest.fixture
def channel(make: Callable[..., TelegramChannel]) -> TelegramChannel:
    """No pause between two parts."""
    return make(sleep=lambda _: asyncio.sleep(0))


REFUSED = {
    "dimensions": Fault(400, "Bad Request: PHOTO_INVALID_DIMENSIONS"),
    "not read": Fault(400, "Bad Request: IMAGE_PROCESS_FAILED"),
    "too large": Fault(413, "Request Entity Too Large"),
    "not allowed there": Fault(400, "Bad Request: not enough rights to send photos to the chat"),
}


@pytest.mark.parametrize("name", [None, "photo-1-2"])
@pytest.mark.parametrize("why", REFUSED)
async def test_a_picture_that_is_refused_costs_no_words(
    api: BotApi, channel: TelegramChannel, why: str, name: str | None
) -> None:
    api.fail("sendPhoto", REFUSED[why], REFUSED[why])
    file = picture(name)
    assert await channel.send("5", WORDS, 7, file) == "1"
    assert api.named("sendMessage") == [{**SAID, "text": WORDS.text}]
    assert file.sent_as is None


async def test_a_picture_that_is_none_is_refused_by_the_platform_itself(
    api: BotApi, channel: TelegramChannel
) -> None:
    await channel.send("5", WORDS, 7, picture(data=png(2, 100)))
    assert [sent.get("text") for sent in api.sent] == ["Xếp hạng 1 < 2"]


FAILING: dict[str, tuple[Fault, str, bool]] = {
    "429": (Fault(429, "Too Many Requests", {"retry_after": 7}), "retry", True),
    "500": (Fault(500, "Internal Server Error"), "retry", False),
    "504": (Fault(504, "Gateway Timeout"), "unknown", False),
    "dropped before": (Fault(silent="drop"), "unknown", False),
    "dropped after": (Fault(silent="drop", happens=True), "unknown", False),
    "yes, but no JSON": (Fault(200, body=b"yes", happens=True), "unknown", False),
    "blocked": (Fault(403, "Forbidden: bot was blocked by the user"), "blocked", False),
    "withdrawn token": (Fault(401, "Unauthorized"), "retry", False),
}


@pytest.mark.parametrize("why", FAILING)
@pytest.mark.parametrize("reply", [WORDS, LONG], ids=["caption", "apart"])
async def test_a_picture_fails_as_a_text_does_and_is_not_said_again(
    api: BotApi, channel: TelegramChannel, why: str, reply: Reply
) -> None:
    fault, kind, throttled = FAILING[why]
    api.fail("sendPhoto", fault)
    with pytest.raises(SendError) as failed:
        await channel.send("5", reply, 7, picture())
    assert (failed.value.kind, failed.value.throttled) == (kind, throttled)
    assert [call.method for call in api.calls] == ["sendPhoto"]


async def test_no_answer_in_time_is_unknown(
    api: BotApi, channel: TelegramChannel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.channels.telegram.http._UPLOAD", 0.0)
    for request in channel._client._request:
        monkeypatch.setattr(request, "_read_timeout", 0.2)
    api.fail("sendPhoto", Fault(silent="hang", happens=True))
    with pytest.raises(SendError) as failed:
        await channel.send("5", WORDS, 7, picture())
    assert failed.value.kind == "unknown"
    assert len(api.sent) == 1


async def test_words_of_a_refused_picture_go_on_where_they_were(
    api: BotApi, make: Callable[..., TelegramChannel]
) -> None:
    """Two parts: the first has gone, the second has to wait."""

    async def rest(_seconds: float) -> None:
        if len(api.sent) == 1:
            api.fail("sendMessage", Fault(429, "Too Many Requests", {"retry_after": 3}))

    channel = make(sleep=rest)
    reply = Reply(text="a" * 4096 + "b")
    api.fail("sendPhoto", REFUSED["dimensions"])
    with pytest.raises(SendError):
        await channel.send("5", reply, 7, picture())
    await channel.send("5", reply, 7, picture())
    assert [sent["text"][0] for sent in api.sent] == ["a", "b"]


async def test_a_later_part_that_is_refused_for_good_repeats_nothing(
    api: BotApi, make: Callable[..., TelegramChannel]
) -> None:
    async def rest(_seconds: float) -> None:
        if len(api.sent) == 2:
            api.fail("sendMessage", Fault(400, "Bad Request: can't parse entities"))

    with pytest.raises(SendError) as failed:
        await make(sleep=rest).send("5", Reply(text="a" * 4096 + "b"), 7, picture())
    assert failed.value.kind == "permanent"
    assert len(api.sent) == 2
