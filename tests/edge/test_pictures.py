"""Guards: what many get is drawn once and uploaded once, also after a restart; whatever cannot be
drawn or is refused holds up no words; nothing is doubled and nothing lost."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import replace

import pytest
from enclosed import START, Drawing, queue, reply, sending, states, until
from sqlalchemy import Engine, delete, select, update

from botapi_calls import Fault  # isort: skip
from botapi_server import TOKEN, BotApi  # isort: skip

from bot.channels.telegram.channel import TelegramChannel
from bot.sending.files import Files
from handlers.commands import menu
from storage import contents
from storage.engine import reading, transaction

MEMBERS = [str(n) for n in range(1001, 1201)]
Make = Callable[[], TelegramChannel]


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with BotApi() as server:
        yield server
        assert server.problems == []


@pytest.fixture
async def make(api: BotApi) -> AsyncIterator[Make]:
    """The channel, as each start of the program has it."""
    made: list[TelegramChannel] = []

    def build() -> TelegramChannel:
        one = TelegramChannel(
            TOKEN, api.url, None, "secret", menu(), sleep=lambda _: asyncio.sleep(0)
        )
        one.limits = replace(one.limits, per_second=1000, per_chat_second=1000)
        made.append(one)
        return one

    yield build
    for one in made:
        await one.stop()


def files(engine: Engine, drawing: Drawing) -> Files:
    return Files(engine, drawing, lambda: START, None)


def uploads(api: BotApi) -> int:
    return sum(bool(call.files) for call in api.calls)


def captions(api: BotApi, said: str) -> list[int]:
    return [sent["chat"]["id"] for sent in api.sent if sent.get("caption") == said]


async def test_what_two_hundred_get_is_drawn_once_and_uploaded_once(
    engine: Engine, api: BotApi, make: Make
) -> None:
    drawing, channel = Drawing(), make()
    queue(engine, channel, MEMBERS, reply())
    async with sending(engine, channel, files(engine, drawing)):
        await until(lambda: states(engine) == {"sent": 200})
    assert (drawing.count, uploads(api)) == (1, 1)
    assert sorted(captions(api, "Xếp hạng")) == [int(chat) for chat in MEMBERS]
    [name] = {call.parameters["photo"] for call in api.calls if not call.files}
    with reading(engine) as db:
        assert db.execute(select(contents.sent_files.c.file_id)).scalar_one() == name
    assert all("reply_markup" in call.parameters for call in api.calls)


async def test_after_a_restart_the_platform_is_told_its_own_name(
    engine: Engine, api: BotApi, make: Make
) -> None:
    for count, chats in enumerate((MEMBERS[:3], MEMBERS[3:6]), 1):
        drawing, channel = Drawing(), make()
        queue(engine, channel, chats, reply())
        async with sending(engine, channel, files(engine, drawing)):
            await until(lambda n=3 * count: states(engine) == {"sent": n})  # type: ignore[misc]
        await channel.stop()
    assert uploads(api) == 1


async def test_a_name_that_is_stale_is_replaced_once_and_remembered(
    engine: Engine, api: BotApi, make: Make
) -> None:
    channel, enclosed = make(), reply()
    queue(engine, channel, MEMBERS[:50], enclosed)
    assert enclosed.attachment is not None
    with transaction(engine) as db:
        contents.remember(db, "telegram", channel.bot, enclosed.attachment.digest, "photo-9-9")
    async with sending(engine, channel, files(engine, Drawing())):
        await until(lambda: states(engine) == {"sent": 50})
    with reading(engine) as db:
        known = contents.known(db, "telegram", channel.bot, enclosed.attachment.digest)
    assert known is not None
    assert known in api.files.names
    assert (len(captions(api, "Xếp hạng")), uploads(api)) == (50, 1)


async def test_another_content_is_another_picture(engine: Engine, api: BotApi, make: Make) -> None:
    drawing, channel = Drawing(), make()
    for words in ("Xếp hạng", "Xếp hạng lần nữa"):
        queue(engine, channel, MEMBERS[:20], reply(words))
    async with sending(engine, channel, files(engine, drawing)):
        await until(lambda: states(engine) == {"sent": 40})
    assert (drawing.count, uploads(api)) == (2, 2)


FIRST = {
    "refused for good": (Fault(400, "Bad Request: PHOTO_INVALID_DIMENSIONS"), {"sent": 20}, 19),
    "no answer": (Fault(silent="drop", happens=True), {"sent": 19, "unknown": 1}, 20),
}


@pytest.mark.parametrize("name", FIRST)
async def test_if_the_first_upload_fails_the_others_do_not_wait_for_it(
    engine: Engine, api: BotApi, make: Make, name: str
) -> None:
    fault, ended, shown = FIRST[name]
    api.fail("sendPhoto", fault)
    channel = make()
    queue(engine, channel, MEMBERS[:20], reply())
    async with sending(engine, channel, files(engine, Drawing())):
        await until(lambda: states(engine) == ended)
    there = captions(api, "Xếp hạng")
    assert len(there) == len(set(there)) == shown
    words = [call["chat_id"] for call in api.named("sendMessage")]
    assert len({*there, *words}) == 20


async def test_a_429_is_waited_for_and_nothing_is_doubled(
    engine: Engine, api: BotApi, make: Make
) -> None:
    api.fail("sendPhoto", *[Fault(429, "Too Many Requests", {"retry_after": 2})] * 3)
    drawing, channel = Drawing(), make()
    queue(engine, channel, MEMBERS[:10], reply())
    async with sending(engine, channel, files(engine, drawing)):
        await until(lambda: states(engine) == {"sent": 10})
    assert sorted(captions(api, "Xếp hạng")) == [int(chat) for chat in MEMBERS[:10]]
    assert drawing.count == 1


UNDRAWN = {
    "a kind of a newer program": ("hologram", None),
    "broken JSON": ("card", "{"),
    "forgotten": ("card", ""),
}


@pytest.mark.parametrize("name", UNDRAWN)
async def test_what_cannot_be_drawn_holds_up_no_words(
    engine: Engine, api: BotApi, make: Make, name: str
) -> None:
    kind, body = UNDRAWN[name]
    channel = make()
    queue(engine, channel, MEMBERS[:3], reply(kind=kind))
    with transaction(engine) as db:
        if body:
            db.execute(update(contents.contents).values(body=body))
        elif body is not None:
            db.execute(delete(contents.contents))
    async with sending(engine, channel, files(engine, Drawing())):
        await until(lambda: states(engine) == {"sent": 3})
    told = api.named("sendMessage")
    assert [call["text"] for call in told] == ["Xếp hạng"] * 3
    assert all(call["reply_markup"]["inline_keyboard"][0][0]["text"] == "Cả bảng" for call in told)
