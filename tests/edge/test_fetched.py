"""Guards: a platform that only takes addresses gets one under our own, https and unguessable; what
stands there is the picture, for two days; no log and no error tells the address."""

from __future__ import annotations

import asyncio
import io
import json
import logging
import sys
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import httpx
import pytest
from enclosed import START, Drawing, queue, reply, sending, states, until
from sqlalchemy import Engine, delete, select, update

sys.path.append(str(Path(__file__).parents[1] / "channels"))
from pictures import png
from zalo_server import SECRET, TOKEN, ZaloApi, refused

from bot import logs, web
from bot.channels.zalo.channel import ZaloChannel
from bot.sending.fetched import fetched
from bot.sending.files import Files
from bot.settings import Listen, Log
from storage import contents
from storage.engine import reading, transaction

PUBLIC = "https://bot.example/thi-dua/"
SOON = timedelta(microseconds=1)


class Clock:
    """The files' own."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
async def zalo() -> AsyncIterator[ZaloApi]:
    async with ZaloApi() as server:
        yield server


@pytest.fixture
async def channel(zalo: ZaloApi) -> AsyncIterator[ZaloChannel]:
    made = ZaloChannel(TOKEN, zalo.url, None, SECRET)
    made.limits = replace(made.limits, per_second=1000, per_chat_second=1000)
    yield made
    await made.stop()


@pytest.fixture
def log() -> io.StringIO:
    """Everything that is logged, as the program logs it."""
    stream = io.StringIO()
    logs.configure(Log(level="debug", format="json"), [], stream)
    return stream


def secrets(engine: Engine) -> list[str]:
    with reading(engine) as db:
        return list(db.execute(select(contents.links.c.secret)).scalars())


async def sent(engine: Engine, channel: ZaloChannel, files: Files, count: int = 3) -> None:
    queue(engine, channel, [f"c{n}" for n in range(count)], reply())
    async with sending(engine, channel, files):
        await until(lambda: states(engine) == {"sent": count})


def client(files: Files) -> httpx.AsyncClient:
    """Whoever comes to our own address."""
    app = web.public(lambda: True, [fetched(files)])
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="https://bot.example")


async def test_everybody_gets_an_address_of_their_own_for_one_picture(
    engine: Engine, zalo: ZaloApi, channel: ZaloChannel
) -> None:
    drawing = Drawing()
    files = Files(engine, drawing, Clock(), PUBLIC)
    await sent(engine, channel, files)
    urls = [call["photo"] for call in zalo.named("sendPhoto")]
    assert sorted(urls) == sorted(f"{PUBLIC}files/{one}" for one in secrets(engine))
    assert len(set(urls)) == 3
    assert all(len(one) == 32 for one in secrets(engine))
    assert drawing.count == 1
    assert all(call["caption"].startswith("Xếp hạng\n\n1. Cả bảng") for call in zalo.delivered)
    async with client(files) as http:
        for url in urls:
            answer = await http.get(url.replace("/thi-dua", ""))
            assert (answer.status_code, answer.content) == (200, png())
            assert answer.headers["content-type"] == "image/png"
            assert answer.headers["x-content-type-options"] == "nosniff"
            assert answer.headers["content-disposition"] == 'inline; filename="standings.png"'
            head = await http.head(url.replace("/thi-dua", ""))
            assert (head.status_code, head.content) == (200, b"")
    assert drawing.count == 1


async def test_an_address_ends_after_two_days(engine: Engine, channel: ZaloChannel) -> None:
    clock = Clock()
    files = Files(engine, Drawing(), clock, PUBLIC)
    await sent(engine, channel, files, 1)
    path = f"/files/{secrets(engine)[0]}"
    async with client(files) as http:
        clock.now = START + timedelta(days=2) - SOON
        assert (await http.get(path)).status_code == 200
        clock.now = START + timedelta(days=2)
        answer = await http.get(path)
    assert (answer.status_code, answer.text) == (404, "not found\n")
    assert answer.headers["x-content-type-options"] == "nosniff"


GUESSES = ("x", "a" * 32, "a" * 5000, "%00" * 32, "%ff%fe", "..%2f..%2fetc%2fpasswd", "%", "_" * 31,
           "%F0%9F%98%80" * 8, "'%20or%201=1--")  # fmt: skip


@pytest.mark.parametrize("guess", GUESSES)
async def test_a_guess_is_answered_as_what_is_over(engine: Engine, guess: str) -> None:
    files = Files(engine, Drawing(), Clock(), PUBLIC)
    async with client(files) as http:
        answer = await http.get(f"/files/{guess}")
        assert answer.status_code == 404
        assert (await http.post(f"/files/{'a' * 32}")).status_code == 405


@pytest.mark.parametrize("gone", ["content", "kind"])
async def test_what_can_no_longer_be_drawn_is_not_there(
    engine: Engine, channel: ZaloChannel, gone: str
) -> None:
    """After two days' holding the content may be forgotten, or another version runs."""
    await sent(engine, channel, Files(engine, Drawing(), Clock(), PUBLIC), 1)
    with transaction(engine) as db:
        lost = delete(contents.contents)
        db.execute(lost if gone == "content" else update(contents.contents).values(kind="hologram"))
    async with client(Files(engine, Drawing(), Clock(), PUBLIC)) as http:
        assert (await http.get(f"/files/{secrets(engine)[0]}")).status_code == 404


async def test_without_an_address_of_our_own_the_words_go_alone(
    engine: Engine, zalo: ZaloApi, channel: ZaloChannel
) -> None:
    await sent(engine, channel, Files(engine, Drawing(), Clock(), None), 1)
    assert [method for method, _ in zalo.calls] == ["sendMessage"]
    assert secrets(engine) == []


async def test_no_log_and_no_error_tells_an_address(
    engine: Engine, zalo: ZaloApi, channel: ZaloChannel, log: io.StringIO
) -> None:
    """The platform fails and quotes it, and somebody comes for it over a real connection."""
    clock = Clock()
    files = Files(engine, Drawing(), clock, PUBLIC)
    zalo.answers["sendPhoto"] += [refused(400), refused(500), (502, "<html>"), None]
    queue(engine, channel, [f"c{n}" for n in range(8)], reply())
    async with sending(engine, channel, files):
        await until(lambda: sum(states(engine).get(one, 0) for one in ("sent", "unknown")) == 8)
    server = web.server(web.public(lambda: True, [fetched(files)]), Listen("127.0.0.1", 0))
    serving = asyncio.create_task(server.serve())
    await until(lambda: server.started)
    port = server.servers[0].sockets[0].getsockname()[1]
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as http:
        for one in secrets(engine):
            assert (await http.get(f"/files/{one}")).status_code == 200
        with transaction(engine) as db:
            db.execute(update(contents.contents).values(body="{"))
        files._made.clear()
        assert (await http.get(f"/files/{secrets(engine)[0]}")).status_code == 404
    server.should_exit = True
    await serving
    said = log.getvalue()
    assert "not sent" in said
    assert "not made" in said
    assert [json.loads(line)["event"] for line in said.splitlines()]
    with reading(engine) as db:
        from storage.outbox import outbox

        errors = " ".join(filter(None, db.execute(select(outbox.c.error)).scalars()))
    assert len(secrets(engine)) >= 8
    assert [one for one in secrets(engine) if one in said or one in errors] == []
    assert logging.getLogger("uvicorn.access").level >= logging.WARNING
