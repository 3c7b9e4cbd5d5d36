"""Guards: where nobody knows what the platform does, nothing is lost for it: the webhook's secret
is told at every start, an odd answer neither doubles nor drops a message, nothing is hammered."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
from structlog.testing import capture_logs
from telegram_talk import Inbox, Rests
from zalo_server import SECRET, TOKEN, Answer, ZaloApi, event, refused

from bot.channels.base import SendError
from bot.channels.zalo.channel import ZaloChannel
from storage.messages import Reply

URL = "https://bot.example"
HOOK = f"{URL}/zalo"


@pytest.fixture
async def api() -> AsyncIterator[ZaloApi]:
    async with ZaloApi() as server:
        yield server


@pytest.fixture
async def channel(api: ZaloApi) -> AsyncIterator[ZaloChannel]:
    found = ZaloChannel(TOKEN, api.url, None, SECRET, poll_seconds=1, sleep=Rests())
    yield found
    await found.stop()


async def started(api: ZaloApi, public: str | None, secret: str = SECRET) -> Rests:
    """A start of the program, until the platform has been told what it has to know."""
    rests = Rests()
    channel = ZaloChannel(TOKEN, api.url, public, secret, sleep=rests)
    await channel.start()
    async with asyncio.timeout(5):
        await channel._setup  # type: ignore[misc]
    await channel.stop()
    return rests


async def test_another_secret_is_told_though_the_address_is_the_same(api: ZaloApi) -> None:
    await started(api, URL, "secret-one")
    await started(api, URL, "secret-two")
    told = [call["secret_token"] for call in api.named("setWebhook")]
    assert told == ["secret-one", "secret-two"]


async def test_for_polling_a_webhook_is_taken_away(api: ZaloApi) -> None:
    await started(api, URL)
    for _ in range(2):
        await started(api, None)
    assert len(api.named("deleteWebhook")) == 1


async def test_told_too_often_for_a_day_the_webhook_stands(api: ZaloApi) -> None:
    await started(api, URL)
    api.answers["setWebhook"].append(refused(429))
    rests = await started(api, URL)
    assert rests.seconds == []
    assert api.webhook == HOOK


async def test_a_refused_webhook_is_set_later(api: ZaloApi) -> None:
    api.answers["setWebhook"] += [refused(429), refused(403, 500), None]
    rests = await started(api, URL)
    assert rests.seconds == [1, 10, 60]
    assert api.webhook == HOOK


@pytest.mark.parametrize("secret", ["short", "x" * 257, "with a space", "ä" * 10])
def test_a_secret_that_the_platform_refuses_is_refused_here(secret: str) -> None:
    with pytest.raises(ValueError, match="not a webhook secret"):
        ZaloChannel(TOKEN, None, URL, secret)


@pytest.mark.parametrize("token", ["1:a/b", "1:a?b", "1:a#b", "1:a%2f"])
def test_a_token_cannot_lead_elsewhere(token: str) -> None:
    with pytest.raises(ValueError, match="not a bot token"):
        ZaloChannel(token, None, None, SECRET)


ANSWERS: dict[str, tuple[Answer, str]] = {
    "a code of nobody's": (refused(520), "retry"),
    "overloaded": (refused(503, 503), "retry"),
    "its gateway gave up waiting": (refused(504, 504), "unknown"),
    "the code as a text": ((200, {"ok": False, "error_code": "429"}), "retry"),
    "the code under its other name": ((200, {"ok": False, "errorCode": 429}), "retry"),
    "no code at all": ((400, {"ok": False}), "permanent"),
    "a code beyond numbers": ((400, {"ok": False, "error_code": "9" * 5000}), "permanent"),
    "ok that is no yes": ((200, {"ok": "true"}), "unknown"),
}


@pytest.mark.parametrize("name", ANSWERS)
async def test_an_odd_answer_is_told_apart(api: ZaloApi, channel: ZaloChannel, name: str) -> None:
    answer, kind = ANSWERS[name]
    api.answers["sendMessage"].append(answer)
    with pytest.raises(SendError) as failed:
        await channel.send("c7", Reply(text="x"), 3)
    assert failed.value.kind == kind


@pytest.mark.parametrize("result", [None, {}, {"message_id": 5}, [], "sent"])
async def test_ok_is_done_whatever_comes_with_it(
    api: ZaloApi, channel: ZaloChannel, result: object
) -> None:
    for status in (200, 500):
        api.answers["sendMessage"].append((status, {"ok": True, "result": result}))
        assert await channel.send("c7", Reply(text="x"), 3) in ("", "5")


async def test_a_short_crowd_rests_a_minute_and_a_spent_month_an_hour(
    api: ZaloApi, channel: ZaloChannel
) -> None:
    waits = []
    api.answers["sendMessage"] += [refused(429)] * 8
    for _ in range(8):
        with pytest.raises(SendError) as failed:
            await channel.send("c7", Reply(text="x"), 3)
        waits.append(failed.value.retry_after)
    assert waits == [60, 120, 240, 480, 960, 1920, 3600, 3600]
    await channel.send("c7", Reply(text="x"), 3)
    api.answers["sendMessage"].append(refused(429))
    with pytest.raises(SendError) as failed:
        await channel.send("c7", Reply(text="x"), 3)
    assert failed.value.retry_after == 60


async def test_the_refused_part_of_a_long_text_goes_alone_the_next_time(api: ZaloApi) -> None:
    async def rest(_seconds: float) -> None:
        if len(api.calls) == 1:  # the first part has gone
            api.answers["sendMessage"].append(refused(429))

    channel = ZaloChannel(TOKEN, api.url, None, SECRET, sleep=rest)
    reply = Reply(text="a" * 2000 + "b" * 2000 + "c")
    with pytest.raises(SendError):
        await channel.send("c7", reply, 3)
    assert await channel.send("c7", reply, 3) == "s3"
    assert [call["text"][0] for call in api.delivered] == ["a", "b", "c"]
    await channel.stop()


@pytest.mark.parametrize("idle", [refused(408), refused(408, 408), (200, {"ok": True})])
async def test_a_server_that_does_not_wait_is_not_asked_without_a_rest(
    api: ZaloApi, idle: Answer
) -> None:
    rests = Rests()
    channel = ZaloChannel(TOKEN, api.url, None, SECRET, poll_seconds=1, sleep=rests)
    api.answers["getUpdates"] += [idle] * 5
    polling = asyncio.create_task(channel.poll(Inbox()))
    await api.until("getUpdates", 6)
    polling.cancel()
    await channel.stop()
    assert rests.seconds[:5] == [0.5] * 5


async def test_what_was_polled_is_kept_in_hand_until_the_database_is_back(api: ZaloApi) -> None:
    rests, inbox = Rests(), Inbox(down=8)
    channel = ZaloChannel(TOKEN, api.url, None, SECRET, poll_seconds=1, sleep=rests)
    api.events.append(event("45"))
    polling = asyncio.create_task(channel.poll(inbox))
    await inbox.until(1)
    polling.cancel()
    await channel.stop()
    assert rests.seconds[:8] == [0.5, 1, 2, 4, 8, 16, 30, 30]
    assert len(api.named("getUpdates")) <= 2
    assert inbox.texts == ["45"]


async def test_the_token_is_in_no_error_and_in_no_log(
    api: ZaloApi, channel: ZaloChannel, caplog: pytest.LogCaptureFixture
) -> None:
    told = (200, {"ok": False, "error_code": 401, "description": f"/bot{TOKEN}/x: bad {TOKEN}"})
    caplog.set_level("DEBUG")
    for method in ("sendMessage", "getMe", "getWebhookInfo"):
        api.answers[method] += [told, None, (502, f"<html>{TOKEN}")]
    said = []
    for _ in range(3):
        with pytest.raises(SendError) as failed:
            await channel.send("c7", Reply(text="x"), 3)
        said += [repr(failed.value), repr(failed.value.__cause__), str(await channel.examine())]
    with capture_logs() as logged:
        await started(api, None)
    assert [line["event"] for line in logged] == ["refused at start"] * 3
    said += [caplog.text, str(logged)]
    assert not any(TOKEN.split(":")[1] in one for one in said)
