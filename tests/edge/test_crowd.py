"""Guards: connections that never finish a request are shown out, and never keep others out."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot import web
from bot.settings import Listen

PATIENCE, MOST = 0.5, 12
LARGE = 20_000_000
Open = Callable[[], Awaitable[tuple[asyncio.StreamReader, asyncio.StreamWriter]]]
WHOLE = b"POST /read HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nok"


async def read(request: Request) -> Response:
    return PlainTextResponse(await request.body())


async def refuse(_request: Request) -> Response:
    """Answers without waiting for the body, as a door does."""
    return PlainTextResponse("", 403)


async def slow(_request: Request) -> Response:
    await asyncio.sleep(PATIENCE * 3)
    return PlainTextResponse("done")


async def large(_request: Request) -> Response:
    return Response(bytes(LARGE))


@pytest.fixture
async def knock() -> AsyncIterator[Open]:
    app = Starlette(routes=[Route(f"/{f.__name__}", f, methods=["GET", "POST"])
                            for f in (read, refuse, slow, large)])  # fmt: skip
    server = web.server(app, Listen("127.0.0.1", 0), most=MOST, seconds=PATIENCE)
    task = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.005)
    port = server.servers[0].sockets[0].getsockname()[1]
    opened: list[asyncio.StreamWriter] = []

    async def come() -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        opened.append(writer)
        return reader, writer

    yield come
    for writer in opened:
        writer.close()
    server.should_exit = True
    await task


async def lasts(reader: asyncio.StreamReader) -> float:
    """How long until the other side is gone."""
    begun = time.monotonic()
    async with asyncio.timeout(5):
        try:
            while await reader.read(65536):
                continue
        except ConnectionError:
            pass
    return time.monotonic() - begun


UNFINISHED = {
    "nothing": b"",
    "half a line": b"POST /re",
    "no end of the headers": b"POST /read HTTP/1.1\r\nHost: x\r\nX: ",
    "no body": b"POST /read HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n",
    "half a body": b"POST /read HTTP/1.1\r\nHost: x\r\nContent-Length: 900\r\n\r\no",
    "half a chunk": b"POST /read HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
    "answered before its body": b"POST /refuse HTTP/1.1\r\nHost: x\r\nContent-Length: 900\r\n\r\no",
    "a second request that stays away": WHOLE,
    "half a second request": WHOLE + b"POST /re",
}


@pytest.mark.parametrize("drips", [False, True])
async def test_an_unfinished_request_is_shown_out(drips: bool, knock: Open) -> None:
    async def one(name: str) -> None:
        reader, writer = await knock()
        writer.write(UNFINISHED[name])

        async def drip() -> None:
            while not writer.is_closing():
                writer.write(b"x")
                await asyncio.sleep(0.05)

        dripping = asyncio.create_task(drip() if drips else asyncio.sleep(0))
        assert await lasts(reader) < PATIENCE + 1, name
        dripping.cancel()

    await asyncio.gather(*map(one, UNFINISHED))


@pytest.mark.parametrize("more", [b"", b"Connection: close\r\n"])
async def test_who_does_not_read_the_answer_is_shown_out(more: bytes, knock: Open) -> None:
    reader, writer = await knock()
    writer.write(b"GET /large HTTP/1.1\r\nHost: x\r\n" + more + b"\r\n")
    for _ in range(12):
        writer.write(WHOLE)  # the next requests do not help
        await asyncio.sleep(PATIENCE / 4)
    heard = 0
    with suppress(ConnectionError):
        async with asyncio.timeout(2):
            while piece := await reader.read(2**20):
                heard += len(piece)
    assert heard < LARGE


async def test_a_whole_request_is_answered_however_long_that_takes(knock: Open) -> None:
    reader, writer = await knock()
    writer.write(b"GET /slow HTTP/1.1\r\nHost: x\r\n\r\n")
    async with asyncio.timeout(5):
        assert b"200 OK" in await reader.readuntil(b"done")
        for _ in range(3):
            writer.write(WHOLE)
            assert b"200 OK" in await reader.readuntil(b"\r\n\r\nok")
            await asyncio.sleep(PATIENCE * 0.6)


async def test_who_has_waited_longest_makes_room(knock: Open) -> None:
    first = [await knock() for _ in range(MOST)]
    busy, idle = first[0], first[1:]
    busy[1].write(b"GET /slow HTTP/1.1\r\nHost: x\r\n\r\n")
    await asyncio.sleep(0.05)
    reader, writer = await knock()
    writer.write(WHOLE)
    async with asyncio.timeout(2):
        assert b"200 OK" in await reader.readuntil(b"ok")
    assert await lasts(idle[0][0]) < PATIENCE / 2
    async with asyncio.timeout(5):
        assert b"200 OK" in await busy[0].readuntil(b"done")


async def test_while_all_are_served_nobody_else_gets_in(knock: Open) -> None:
    served = [await knock() for _ in range(MOST)]
    for _, writer in served:
        writer.write(b"GET /slow HTTP/1.1\r\nHost: x\r\n\r\n")
    await asyncio.sleep(0.05)
    reader, _ = await knock()
    assert await lasts(reader) < PATIENCE / 2
    async with asyncio.timeout(5):
        for reader, _ in served:
            assert b"200 OK" in await reader.readuntil(b"done")
