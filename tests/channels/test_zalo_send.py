"""Guards: a reply is exactly the call it should be, each way of failing is told apart, and the
platform is told once where its events go."""

from __future__ import annotations

import pytest
from zalo_server import SECRET, TOKEN, Answer, ZaloApi, refused

from bot.channels.base import SendError
from bot.channels.layout import plain, width
from bot.channels.zalo.channel import ZaloChannel
from storage.messages import Choice, Reply


async def test_plain_text_goes_out(zalo: ZaloApi, zalo_channel: ZaloChannel) -> None:
    assert await zalo_channel.send("c7", Reply(text="<b>Nợ</b> &lt; 5 triệu"), 3) == "s1"
    assert zalo.named("sendMessage") == [{"chat_id": "c7", "text": "Nợ < 5 triệu"}]


async def test_choices_stand_in_the_text(zalo: ZaloApi, zalo_channel: ZaloChannel) -> None:
    choices = ((Choice(label="Có", says="yes"), Choice(label="R & D", says="no")),)
    await zalo_channel.send("c7", plain(Reply(text="Đúng?", choices=choices), "Ghi số.", ""), 3)
    assert zalo.delivered[0]["text"] == "Đúng?\n\n1. Có\n2. R & D\nGhi số."


async def test_a_long_text_is_cut_at_line_ends_and_never_in_an_emoji(
    zalo: ZaloApi, zalo_channel: ZaloChannel
) -> None:
    text = "\n".join([*(f"dòng {n} &amp; <b>đậm</b>" for n in range(200)), "👨‍👩‍👧" * 700])
    await zalo_channel.send("c7", Reply(text=text), 3)
    texts = [call["text"] for call in zalo.delivered]
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
async def test_failures_are_told_apart(zalo: ZaloApi, zalo_channel: ZaloChannel, name: str) -> None:
    answer, kind, throttled = FAILURES[name]
    zalo.answers["sendMessage"].append(answer)
    with pytest.raises(SendError) as failed:
        await zalo_channel.send("c7", Reply(text="x"), 3)
    assert (failed.value.kind, failed.value.throttled) == (kind, throttled)
    assert TOKEN.split(":")[1] not in f"{failed.value} {failed.value.__cause__}"


async def test_nobody_there_is_tried_again(zalo_channel: ZaloChannel) -> None:
    gone = ZaloChannel(TOKEN, "http://127.0.0.1:1", None, SECRET)
    with pytest.raises(SendError) as failed:
        await gone.send("c7", Reply(text="x"), 3)
    assert failed.value.kind == "retry"
    assert TOKEN.split(":")[1] not in str(failed.value)
    await gone.stop()


async def test_the_doctor_asks(zalo: ZaloApi) -> None:
    channel = ZaloChannel(TOKEN, zalo.url, "https://bot.example", SECRET)
    assert await channel.examine() == (
        False,
        "Bot Thi Đua, webhook; the platform still delivers elsewhere: `thidua run` sets it right",
    )
    zalo.webhook = "https://bot.example/zalo"
    assert await channel.examine() == (True, "Bot Thi Đua, webhook")
    await channel.stop()


@pytest.mark.parametrize("token", ["", "x", "12", ":abc", "12 34:abc"])
def test_what_cannot_be_a_token_is_refused_without_being_shown(token: str) -> None:
    with pytest.raises(ValueError, match="not a bot token") as error:
        ZaloChannel(token, None, None, SECRET)
    assert not token or f" {token}" not in str(error.value)
