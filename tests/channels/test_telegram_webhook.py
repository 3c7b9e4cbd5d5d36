"""Guards: only Telegram gets in, and it hears 200 only when its update is kept."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from io import BytesIO

import pytest
from aiohttp import ClientSession
from botapi_server import BotApi
from starlette.applications import Starlette
from telegram_talk import Inbox, said, tapped

from bot import web
from bot.channels.base import Broken, Take
from bot.channels.telegram.channel import SECRET_HEADER, TelegramChannel
from bot.settings import Listen

SECRET = "a-secret_1"
ME = {SECRET_HEADER: SECRET}
MIB = 1024 * 1024


Serve = Callable[[Take], Awaitable[str]]


@pytest.fixture
async def serve(make: Callable[..., TelegramChannel]) -> AsyncIterator[Serve]:
    """Our own HTTP server on a port of its own; gives the webhook's address."""
    running: list[tuple[web.Server, asyncio.Task[None]]] = []

    async def begin(take: Take) -> str:
        channel = make(public_url="https://bot.example/")
        server = web.server(Starlette(routes=channel.routes(take)), Listen("127.0.0.1", 0))
        running.append((server, asyncio.create_task(server.serve())))
        while not server.started:
            await asyncio.sleep(0.005)
        port = server.servers[0].sockets[0].getsockname()[1]
        return f"http://127.0.0.1:{port}/telegram"

    yield begin
    for server, task in running:
        server.should_exit = True
        await task


async def post(url: str, body: object, headers: dict[str, str] = ME) -> int:
    data = BytesIO(body if isinstance(body, bytes) else json.dumps(body).encode())
    async with ClientSession() as session, session.post(url, data=data, headers=headers) as answer:
        assert await answer.read() == b""
        return answer.status


@pytest.mark.parametrize("given", [None, "", "wrong", SECRET + "x", SECRET.upper(), "ü"])
async def test_a_stranger_is_sent_away_and_nothing_is_kept(given: str | None, serve: Serve) -> None:
    inbox = Inbox()
    url = await serve(inbox)
    headers = {} if given is None else {SECRET_HEADER: given}
    assert await post(url, {"update_id": 1, **said("x")}, headers) == 403
    assert await post(url, b"x" * (MIB + 1), headers) == 403
    assert inbox.kept == []


async def test_200_only_after_the_commit(serve: Serve) -> None:
    inbox = Inbox()
    inbox.committing.clear()
    posting = asyncio.create_task(post(await serve(inbox), {"update_id": 1, **said("x")}))
    await asyncio.sleep(0.1)
    assert not posting.done()
    inbox.committing.set()
    assert await posting == 200
    assert inbox.texts == ["x"]


async def test_a_database_that_is_down_is_told_so_and_gets_it_again(
    api: BotApi, serve: Serve
) -> None:
    inbox = Inbox(down=2)
    url = await serve(inbox)
    api.webhook = {"secret_token": SECRET}
    api.add(said("1"))
    api.add(said("2"))
    assert [await api.push(url) for _ in range(3)] == [[503], [503], [200, 200]]
    assert inbox.texts == ["1", "2"]


@pytest.mark.parametrize("body", [b"", b"x", b"{", b"\xff\xfe", b'{"update_id": 1'])
async def test_what_is_not_json_is_refused(body: bytes, serve: Serve) -> None:
    inbox = Inbox()
    assert await post(await serve(inbox), body) == 400
    assert inbox.kept == []


UNREADABLE = [
    b"[]",
    b"null",
    b'{"update_id": "x"}',
    b'{"update_id": 5}',
    b"[" * 100_000 + b"]" * 100_000,
    b'{"update_id": ' + b"9" * 5000 + b"}",
]


@pytest.mark.parametrize("body", UNREADABLE, ids=range(len(UNREADABLE)))
async def test_json_that_is_no_update_is_set_aside_and_taken(body: bytes, serve: Serve) -> None:
    inbox = Inbox()
    assert await post(await serve(inbox), body) == 200
    [kept] = inbox.kept
    assert isinstance(kept, Broken)
    assert kept.raw == body.decode()


async def test_over_1_mib_is_refused_with_and_without_its_length(serve: Serve) -> None:
    inbox = Inbox()
    url = await serve(inbox)

    async def endless(size: int) -> AsyncIterator[bytes]:
        for _ in range(size // 65536):
            yield b" " * 65536

    assert await post(url, b" " * (MIB + 1)) == 413
    async with ClientSession(headers=ME) as session:
        async with session.post(url, data=endless(MIB + 65536)) as answer:
            assert answer.status == 413
        padded = b'{"update_id": 5}' + b" " * (MIB - 16)
        async with session.post(url, data=BytesIO(padded)) as answer:
            assert answer.status == 200
    assert len(inbox.kept) == 1


async def test_a_length_over_the_limit_is_refused_before_the_body_comes(serve: Serve) -> None:
    host, port = (await serve(Inbox())).split("/")[2].split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    head = f"POST /telegram HTTP/1.1\r\nHost: x\r\n{SECRET_HEADER}: {SECRET}\r\n"
    writer.write(f"{head}Content-Length: {MIB + 1}\r\n\r\n".encode())
    async with asyncio.timeout(2):
        assert b" 413 " in await reader.readline()
    writer.close()
    await writer.wait_closed()


async def test_only_post_is_known(serve: Serve) -> None:
    url = await serve(Inbox())
    async with ClientSession(headers=ME) as session, session.get(url) as answer:
        assert answer.status == 405


async def test_taps_are_answered_after_their_commit(api: BotApi, serve: Serve) -> None:
    url = await serve(Inbox(down=1))
    update = {"update_id": 1, **tapped("q")}
    assert await post(url, update) == 503
    await asyncio.sleep(0.05)
    assert api.calls == []
    assert await post(url, update) == 200
    assert await api.until("answerCallbackQuery") == [{"callback_query_id": "q"}]


async def test_in_polling_mode_there_is_no_door(channel: TelegramChannel) -> None:
    assert channel.routes(Inbox()) == []
