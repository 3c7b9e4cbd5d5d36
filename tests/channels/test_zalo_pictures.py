"""Guards: a picture goes as an address with the words as its caption; where there is no address, or
the platform will not have it, the words go; nothing is said twice, and no address is told."""

from __future__ import annotations

import pytest
from pictures import picture, workbook
from zalo_server import Answer, ZaloApi, refused

from bot.channels.base import SendError
from bot.channels.layout import width
from bot.channels.zalo.channel import ZaloChannel
from storage.messages import Reply

AT = "https://bot.example/files/qYx-3_made_for_tests_0123456789ab"
WORDS = Reply(text="<b>Xếp hạng</b> 1 &lt; 2")


async def test_a_picture_is_an_address_with_its_words(
    zalo: ZaloApi, zalo_channel: ZaloChannel
) -> None:
    file = picture(url=AT)
    assert await zalo_channel.send("c7", WORDS, 3, file) == "s1"
    said = {"chat_id": "c7", "photo": AT, "caption": "Xếp hạng 1 < 2"}
    assert zalo.calls == [("sendPhoto", said)]
    assert file.sent_as is None, "it is fetched anew: there is no name to remember"


async def test_without_an_address_the_words_go_alone(
    zalo: ZaloApi, zalo_channel: ZaloChannel
) -> None:
    await zalo_channel.send("c7", WORDS, 3, picture())
    assert zalo.calls == [("sendMessage", {"chat_id": "c7", "text": "Xếp hạng 1 < 2"})]


async def test_of_another_file_the_address_is_said(
    zalo: ZaloApi, zalo_channel: ZaloChannel
) -> None:
    await zalo_channel.send("c7", WORDS, 3, workbook(url=AT))
    texts = [call["text"] for call in zalo.named("sendMessage")]
    assert texts == ["Xếp hạng 1 < 2", f"standings.xlsx: {AT}"]


async def test_long_words_go_on_below_the_picture(zalo: ZaloApi, zalo_channel: ZaloChannel) -> None:
    text = "\n".join(f"{n}. Tổ Mẫu {n}" for n in range(300))
    await zalo_channel.send("c7", Reply(text=text), 3, picture(url=AT))
    first, *others = [call.get("caption", call.get("text", "")) for call in zalo.delivered]
    assert "photo" in zalo.delivered[0]
    assert len(others) >= 1
    assert all(width(part) <= 2000 for part in (first, *others))
    assert "\n".join((first, *others)).split() == text.split()


async def test_a_picture_that_is_refused_costs_no_words(
    zalo: ZaloApi, zalo_channel: ZaloChannel
) -> None:
    zalo.answers["sendPhoto"].append(refused(400))
    assert await zalo_channel.send("c7", WORDS, 3, picture(url=AT)) == "s1"
    assert zalo.delivered == [{"chat_id": "c7", "text": "Xếp hạng 1 < 2"}]


FAILURES: dict[str, tuple[Answer, str, bool]] = {
    "the quota": (refused(429, 429), "retry", True),
    "its internal error is 403": (refused(403), "retry", False),
    "a timeout of theirs": (refused(408, 408), "unknown", False),
    "a gateway's page": ((502, "<html>"), "unknown", False),
    "dropped after it was delivered": (None, "unknown", False),
}


@pytest.mark.parametrize("name", FAILURES)
async def test_it_fails_as_a_text_does_and_is_not_said_again(
    zalo: ZaloApi, zalo_channel: ZaloChannel, name: str
) -> None:
    answer, kind, throttled = FAILURES[name]
    zalo.answers["sendPhoto"].append(answer)
    with pytest.raises(SendError) as failed:
        await zalo_channel.send("c7", WORDS, 3, picture(url=AT))
    assert (failed.value.kind, failed.value.throttled) == (kind, throttled)
    assert [method for method, _ in zalo.calls] == ["sendPhoto"]


async def test_a_later_part_that_is_refused_for_good_repeats_nothing(
    zalo: ZaloApi, zalo_channel: ZaloChannel
) -> None:
    zalo.answers["sendMessage"].append(refused(400))
    with pytest.raises(SendError) as failed:
        await zalo_channel.send("c7", Reply(text="a" * 2000 + "b"), 3, picture(url=AT))
    assert failed.value.kind == "permanent"
    assert [method for method, _ in zalo.calls] == ["sendPhoto", "sendMessage"]


async def test_a_refusal_that_quotes_the_address_does_not_show_it(
    zalo: ZaloApi, zalo_channel: ZaloChannel
) -> None:
    """It would stand in the outbox, and in what `thidua undelivered` shows."""
    said = {"ok": False, "error_code": 500, "description": f'cannot load "{AT}".'}
    zalo.answers["sendPhoto"].append((200, said))
    with pytest.raises(SendError) as failed:
        await zalo_channel.send("c7", WORDS, 3, picture(url=AT))
    assert failed.value.why == '500 cannot load "[hidden]".'
