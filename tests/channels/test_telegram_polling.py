"""Guards: no update is confirmed before it is committed, and none is ever in the way."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Callable

import pytest
from botapi_calls import Fault
from botapi_server import BotApi
from telegram_talk import Inbox, Rests, polling, said, tapped

from bot.channels.telegram.channel import TelegramChannel
from bot.channels.telegram.updates import ALLOWED

Make = Callable[..., TelegramChannel]


async def test_updates_come_in_order_and_are_confirmed(
    api: BotApi, channel: TelegramChannel
) -> None:
    inbox = Inbox()
    async with polling(channel, inbox):
        first = api.add(said("1"))
        await inbox.until(1)
        api.add(said("2"))
        await inbox.until(2)
        await api.until("getUpdates", 3)
        assert api.updates == []
    assert inbox.texts == ["1", "2"]
    asked = api.named("getUpdates")
    assert [one.get("offset") for one in asked[:2]] == [None, first + 1]
    assert asked[0]["allowed_updates"] == list(ALLOWED)
    assert asked[0]["timeout"] == 1


async def test_nothing_is_confirmed_before_its_commit(
    api: BotApi, channel: TelegramChannel
) -> None:
    inbox = Inbox()
    inbox.committing.clear()
    api.add(said("1"))
    async with polling(channel, inbox):
        await api.until("getUpdates")
        await asyncio.sleep(0.1)
        assert len(api.named("getUpdates")) == 1
        inbox.committing.set()
        await api.until("getUpdates", 2)
    assert len(api.updates) == 0


async def test_killed_before_the_commit_it_comes_again(api: BotApi, make: Make) -> None:
    inbox = Inbox()
    inbox.committing.clear()
    api.add(said("1"))
    async with polling(make(), inbox):
        await api.until("getUpdates")
    assert inbox.kept == []
    inbox.committing.set()
    async with polling(make(), inbox):
        await inbox.until(1)
    assert inbox.texts == ["1"]


async def test_a_database_that_is_down_is_asked_again_with_growing_pauses(
    api: BotApi, make: Make
) -> None:
    inbox, rests = Inbox(down=8), Rests()
    api.add(said("1"))
    async with polling(make(sleep=rests), inbox):
        await inbox.until(1)
    assert [one.get("offset") for one in api.named("getUpdates")[:9]] == [None] * 9
    assert rests.seconds[:8] == [0.5, 1, 2, 4, 8, 16, 30, 30]


async def test_what_cannot_be_read_is_set_aside_and_moved_past(
    api: BotApi, channel: TelegramChannel
) -> None:
    inbox = Inbox()
    for update in (said("1"), {"message": {"odd": 1}}, {"message": 3}, {}, said("2")):
        api.add(update)
    async with polling(channel, inbox):
        await api.until("getUpdates", 2)
        assert api.updates == []
    assert inbox.texts == ["1", "broken", "broken", "broken", "2"]


FAULTS = {
    "500": (Fault(500, "Internal Server Error"), 0.5),
    "502, not JSON": (Fault(502, body=b"<html>"), 0.5),
    "429": (Fault(429, "Too Many Requests", {"retry_after": 9}), 9),
    "409": (Fault(409, "Conflict: terminated by other getUpdates request"), 0.5),
    "401": (Fault(401, "Unauthorized"), 0.5),
    "dropped": (Fault(silent="drop"), 0.5),
    "yes, but not JSON": (Fault(200, body=b"\xff{"), 0.5),
    "yes, but nested too deeply": (Fault(200, body=b"[" * 100_000), 0.5),
    "yes, but no list": (Fault(200, body=b'{"ok": true, "result": {}}'), 0.5),
    "no numbers": (Fault(200, body=b'{"ok": true, "result": [{}, 3]}'), 0.5),
}


@pytest.mark.parametrize("name", FAULTS)
async def test_polling_pauses_and_goes_on(name: str, api: BotApi, make: Make) -> None:
    fault, pause = FAULTS[name]
    inbox, rests = Inbox(), Rests()
    api.add(said("1"))
    api.fail("getUpdates", fault)
    async with polling(make(sleep=rests), inbox):
        async with asyncio.timeout(5):
            while "1" not in inbox.texts:
                await asyncio.sleep(0.005)
    assert rests.seconds[0] == pause


async def test_numbers_may_begin_anew_after_a_quiet_week(api: BotApi, make: Make) -> None:
    inbox = Inbox()
    async with polling(make(poll_seconds=0, sleep=lambda _: asyncio.sleep(0.01)), inbox):
        api.add(said("1"), number=900_000)
        await inbox.until(1)
        await api.until("getUpdates", 4)
        api.add(said("2"), number=50)
        await inbox.until(2)
    assert inbox.texts == ["1", "2"]


async def test_a_server_that_does_not_wait_is_not_asked_without_a_rest(
    api: BotApi, make: Make
) -> None:
    async with polling(make(poll_seconds=0), Inbox()):
        await asyncio.sleep(0.5)
    assert 3 < len(api.named("getUpdates")) < 15


async def test_a_backlog_comes_in_portions(api: BotApi, channel: TelegramChannel) -> None:
    inbox = Inbox()
    for n in range(250):
        api.add(said(str(n)))
    async with polling(channel, inbox):
        await inbox.until(250)
    assert inbox.texts == [str(n) for n in range(250)]
    assert len(api.named("getUpdates")) <= 4


async def test_taps_are_answered_after_their_commit_and_beside_the_polling(
    api: BotApi, channel: TelegramChannel, caplog: pytest.LogCaptureFixture
) -> None:
    inbox = Inbox()
    inbox.committing.clear()
    api.fail("answerCallbackQuery", Fault(400, "query is too old"), Fault(silent="hang"))
    async with polling(channel, inbox):
        for n in range(3):
            api.add(tapped(f"q{n}"))
        await asyncio.sleep(0.1)
        assert api.named("answerCallbackQuery") == []
        inbox.committing.set()
        answered = await api.until("answerCallbackQuery", 3)
        api.add(said("1"))
        await inbox.until(4)
    assert sorted(one["callback_query_id"] for one in answered) == ["q0", "q1", "q2"]
    gc.collect()
    assert "never retrieved" not in caplog.text


async def test_in_webhook_mode_nobody_polls(api: BotApi, make: Make) -> None:
    await make(public_url="https://bot.example").poll(Inbox())
    assert api.calls == []
