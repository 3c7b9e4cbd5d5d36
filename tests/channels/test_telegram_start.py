"""Guards: the platform is told what it has to know, a refusal stops nothing, no token is shown."""

from __future__ import annotations

import asyncio
import logging
import traceback
from collections.abc import Callable

import pytest
from botapi_calls import Fault
from botapi_server import TOKEN, BotApi
from telegram import InputFile
from telegram_talk import MENU, Inbox, Rests, polling, said

from bot.channels.base import SendError
from bot.channels.telegram.channel import TelegramChannel
from bot.channels.telegram.updates import ALLOWED
from storage.messages import Reply

Make = Callable[..., TelegramChannel]


def rows(language: str) -> list[dict[str, str]]:
    return [{"command": name, "description": text} for name, text in MENU[language]]


async def told(api: BotApi) -> None:
    await api.until("setMyCommands", 3)


async def test_polling_ends_a_webhook_and_keeps_what_waits(
    api: BotApi, channel: TelegramChannel
) -> None:
    api.webhook = {"url": "https://old.example"}
    await channel.start()
    await told(api)
    assert api.named("deleteWebhook") == [{"drop_pending_updates": False}]
    assert channel.bot == "123456"


async def test_a_webhook_is_set_with_its_secret(api: BotApi, make: Make) -> None:
    await make(public_url="https://bot.example/").start()
    await told(api)
    assert api.named("setWebhook") == [
        {
            "url": "https://bot.example/telegram",
            "secret_token": "a-secret_1",
            "allowed_updates": list(ALLOWED),
        }
    ]


async def test_the_menu_is_in_each_language_and_vietnamese_for_all_others(
    api: BotApi, make: Make
) -> None:
    await make(commands={**MENU, "zh-hans": [("help", "x")]}).start()
    await told(api)
    await asyncio.sleep(0.05)
    assert api.named("setMyCommands") == [
        {"commands": rows("vi")},
        {"commands": rows("vi"), "language_code": "vi"},
        {"commands": rows("en"), "language_code": "en"},
    ]


async def test_the_bots_name_is_heard(api: BotApi, make: Make) -> None:
    heard: list[str] = []
    channel = make(introduced=heard.append)
    await channel.start()
    await told(api)
    assert (channel.bot_name, heard) == ("thidua_bot", ["thidua_bot"])


async def test_a_name_that_cannot_be_kept_stops_nothing(api: BotApi, make: Make) -> None:
    def refuse(_name: str) -> None:
        raise OSError("disk full")

    channel = make(introduced=refuse)
    await channel.start()
    await told(api)
    assert channel.bot_name == "thidua_bot"
    assert len(api.named("setMyCommands")) == 1 + len(MENU)


async def test_what_is_refused_is_asked_again_and_the_rest_goes_on(api: BotApi, make: Make) -> None:
    rests = Rests()
    channel = make(sleep=rests)
    no = Fault(400, "Bad Request: bad webhook")
    api.fail("deleteWebhook", no, Fault(silent="drop"), Fault(429, "", {"retry_after": 60}))
    api.fail("setMyCommands", no)
    api.add(said("1"))
    await channel.start()
    inbox = Inbox()
    async with polling(channel, inbox):
        await inbox.until(1)
        await channel.send("77", Reply(text="x"), 1)
        await api.until("deleteWebhook", 4)
        await api.until("setMyCommands", 4)
    assert rests.seconds[:3] == [1, 2, 60]


@pytest.mark.parametrize("token", ["", "123456", "x:y", "123456:", "1:a b", "1:a/../b"])
def test_what_is_no_token_is_refused_without_showing_it(token: str, make: Make) -> None:
    with pytest.raises(ValueError, match="not a bot token") as refused:
        make(token=token)
    assert len(token) < 2 or token not in str(refused.value)


@pytest.mark.parametrize("secret", ["", "with space", "x" * 257])
def test_what_is_no_webhook_secret_is_refused(secret: str, make: Make) -> None:
    with pytest.raises(ValueError, match="not a webhook secret"):
        make(secret=secret, public_url="https://bot.example")


async def test_stopping_twice_or_without_a_start_is_harmless(api: BotApi, make: Make) -> None:
    channel = make()
    await channel.stop()
    await channel.start()
    await told(api)
    await channel.stop()
    await channel.stop()
    before = len(api.calls)
    await asyncio.sleep(0.05)
    assert len(api.calls) == before


FAULTS = [
    Fault(401, f"Unauthorized {TOKEN}"),
    Fault(400, f"Bad Request: /bot{TOKEN}/sendMessage"),
    Fault(silent="drop"),
    Fault(200, body=TOKEN.encode()),
    Fault(500, body=TOKEN.encode()),
]


@pytest.mark.parametrize("fault", FAULTS, ids=range(len(FAULTS)))
async def test_the_token_is_in_no_log_and_no_error(
    fault: Fault, api: BotApi, make: Make, caplog: pytest.LogCaptureFixture,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    caplog.set_level(logging.DEBUG)
    channel = make(sleep=Rests())
    for method in ("sendMessage", "getUpdates", "deleteWebhook", "getMe", "setMyCommands"):
        api.fail(method, fault)
    await channel.start()
    async with polling(channel, Inbox()):
        with pytest.raises(SendError) as failed:
            await channel.send("77", Reply(text="x"), 1)
        await api.until("getUpdates", 2)
        await api.until("setMyCommands", 3)
    captured = capsys.readouterr()
    logged = f"{[vars(record) for record in caplog.records]} {captured.out} {captured.err}"
    assert "refused at start" in logged
    assert TOKEN not in logged
    assert TOKEN not in "".join(traceback.format_exception(failed.value))


async def test_files_are_uploaded_and_can_be_sent_again_by_their_id(
    api: BotApi, channel: TelegramChannel
) -> None:
    table = bytes(range(256)) * 5000
    await channel._client.call(
        "sendDocument", chat_id=77, document=InputFile(table, "bảng.xlsx"), caption="<b>x</b>",
        parse_mode="HTML",
    )  # fmt: skip
    await channel._client.call("sendDocument", chat_id=77, document="document-1-0")
    first, again = (call for call in api.calls if call.method == "sendDocument")
    assert first.files == {"document": table}
    assert first.files["document"].name == "bảng.xlsx"
    assert first.parameters == {"chat_id": 77, "caption": "<b>x</b>", "parse_mode": "HTML"}
    assert (again.files, again.parameters["document"]) == ({}, "document-1-0")
