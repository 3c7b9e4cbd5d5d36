"""Guards: a picture is uploaded as the platform takes it, and called by its name from then on; what
is refused never costs the words with their buttons, and nothing is said twice."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest
from botapi_calls import Fault
from botapi_server import BotApi
from pictures import LONG, SAID, WORDS, picture, workbook

from bot.channels.base import SendError
from bot.channels.telegram.channel import TelegramChannel
from storage.messages import Reply


@pytest.fixture
def channel(make: Callable[..., TelegramChannel]) -> TelegramChannel:
    """No pause between two parts."""
    return make(sleep=lambda _: asyncio.sleep(0))


async def test_a_picture_carries_the_words_and_the_buttons(
    api: BotApi, channel: TelegramChannel
) -> None:
    file = picture()
    assert await channel.send("5", WORDS, 7, file) == "1"
    [call] = api.calls
    assert (call.method, call.files) == ("sendPhoto", {"photo": file.data})
    assert (call.files["photo"].name, call.files["photo"].media) == ("standings.png", "image/png")
    assert call.parameters == {**SAID, "caption": WORDS.text}
    assert api.sent[0]["caption"] == "Xếp hạng 1 < 2"
    assert file.sent_as == "photo-1-2", "the largest size, not a thumbnail"


async def test_what_the_platform_knows_is_not_uploaded(
    api: BotApi, channel: TelegramChannel
) -> None:
    first = picture()
    await channel.send("5", WORDS, 7, first)
    file = picture(first.sent_as)
    await channel.send("6", WORDS, 8, file)
    assert api.calls[1].files == {}
    assert api.calls[1].parameters["photo"] == first.sent_as == file.sent_as


async def test_a_file_is_a_document_with_its_name(api: BotApi, channel: TelegramChannel) -> None:
    file = workbook()
    await channel.send("5", WORDS, 7, file)
    [call] = api.calls
    assert (call.method, call.files) == ("sendDocument", {"document": b"PK"})
    assert call.files["document"].name == "standings.xlsx"
    assert file.sent_as == "document-1-0"


async def test_a_name_that_is_no_longer_known_is_replaced_by_the_bytes(
    api: BotApi, channel: TelegramChannel
) -> None:
    file = picture("photo-of-last-year")
    assert await channel.send("5", WORDS, 7, file) == "1"
    assert [call.files for call in api.calls] == [{}, {"photo": file.data}]
    assert file.sent_as == "photo-1-2"
    assert api.sent[0]["caption"] == "Xếp hạng 1 < 2"
    assert len(api.sent) == 1


FITS = {"letters": "a" * 1024, "tags and entities": "<b>" + "&amp;" * 1024 + "</b>",
        "emoji": "😀" * 512}  # fmt: skip


@pytest.mark.parametrize("kind", FITS)
async def test_what_fits_is_a_caption_and_what_does_not_stands_below(
    api: BotApi, channel: TelegramChannel, kind: str
) -> None:
    await channel.send("5", Reply(text=FITS[kind]), 7, picture())
    await channel.send("5", Reply(text=FITS[kind] + "b"), 8, picture())
    assert [call.method for call in api.calls] == ["sendPhoto", "sendPhoto", "sendMessage"]


async def test_long_words_follow_their_picture_which_comes_without_a_sound(
    api: BotApi, channel: TelegramChannel
) -> None:
    file = picture()
    assert await channel.send("5", LONG, 7, file) == "2", "what is answered has the buttons"
    shown, told = api.calls
    assert shown.parameters == {"chat_id": 5, "disable_notification": True}
    assert shown.files == {"photo": file.data}
    assert told.parameters == {**SAID, "text": LONG.text}
    assert file.sent_as == "photo-1-2"


async def test_words_that_have_to_wait_do_not_show_their_picture_again(
    api: BotApi, channel: TelegramChannel
) -> None:
    api.fail("sendMessage", Fault(429, "Too Many Requests", {"retry_after": 3}))
    with pytest.raises(SendError):
        await channel.send("5", LONG, 7, picture())
    assert await channel.send("5", LONG, 7, picture("photo-1-2")) == "2"
    assert [call.method for call in api.calls] == ["sendPhoto", "sendMessage", "sendMessage"]
    assert len(api.sent) == 2


async def test_a_picture_needs_no_words(api: BotApi, channel: TelegramChannel) -> None:
    assert await channel.send("5", Reply(text=""), 7, picture()) == "1"
    assert [call.method for call in api.calls] == ["sendPhoto"]
