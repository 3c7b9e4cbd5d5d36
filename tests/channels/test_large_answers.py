"""Guards: an answer that never ends, or unpacks to gigabytes, costs neither memory nor the polling:
it is refused at a limit, and what can be received goes on being received."""

from __future__ import annotations

import asyncio
import json
import sys
import zlib
from collections.abc import AsyncIterator, Callable

import pytest
from aiohttp import web
from botapi_calls import Fault
from botapi_server import BotApi
from telegram_talk import Inbox, Rests, polling, said

from bot.channels.base import Broken
from bot.channels.telegram import client, http
from bot.channels.telegram.channel import TelegramChannel
from bot.channels.telegram.client import MOST_UPDATES
from bot.channels.zalo import client as zalo_client

Make = Callable[..., TelegramChannel]
ZEROS = bytes(2**24)
TOKEN = "1:a"
MOST = 2**16
WAYS = ("bomb", "plain", "chunk")

CLIENT = r"""
import asyncio, re, sys
from pathlib import Path
from bot.channels.telegram import client as telegram_client
from bot.channels.zalo import client as zalo_client
from bot.channels.telegram.http import Unclear

def peak():
    return int(re.search(r"VmHWM:\s*(\d+)", Path("/proc/self/status").read_text())[1]) // 1024

async def main():
    for way in sys.argv[2:]:
        telegram = telegram_client.client("1:a", f"{sys.argv[1]}/{way}")
        zalo = zalo_client.Client("1:a", f"{sys.argv[1]}/{way}")
        for method in ("sendMessage", "getUpdates"):
            for client, unclear in ((telegram, Unclear), (zalo, zalo_client.Unclear)):
                try:
                    await client.call(method)
                except unclear as error:
                    if way != "warm-up":
                        assert "large" in str(error).lower(), error
        await telegram.close_connections()
        await zalo.close()
        print(way, peak(), flush=True)

asyncio.run(main())
"""


@pytest.fixture
async def endless() -> AsyncIterator[str]:
    """A server whose answers have no end: packed zeros, plain ones, one slow byte after another."""
    packer = zlib.compressobj(9, wbits=31)
    head = packer.compress(ZEROS) + packer.flush(zlib.Z_FULL_FLUSH)
    more = packer.compress(ZEROS) + packer.flush(zlib.Z_FULL_FLUSH)

    async def answer(request: web.Request) -> web.StreamResponse:
        way = request.match_info["way"]
        if way == "warm-up":
            return web.Response(text="[]")
        response = web.StreamResponse()
        if way == "bomb":
            response.headers["Content-Encoding"] = "gzip"
        if way == "plain":
            response.content_length = 2**40
        await response.prepare(request)
        piece, pause = {"bomb": (head, 0), "drip": (b" ", 0.05)}.get(way, (bytes(2**16), 0))
        while True:
            await response.write(piece)
            await asyncio.sleep(pause)
            piece = more if way == "bomb" else piece

    app = web.Application()
    app.router.add_post("/{way}/bot{token}/{method}", answer)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    await runner.cleanup()


async def test_no_answer_takes_more_memory_than_its_limit(endless: str) -> None:
    program = await asyncio.create_subprocess_exec(
        sys.executable, "-c", CLIENT, endless, "warm-up", *WAYS, stdout=asyncio.subprocess.PIPE
    )
    async with asyncio.timeout(60):
        out, _ = await program.communicate()
    assert program.returncode == 0
    peaks = {way: int(mib) for way, mib in map(str.split, out.decode().splitlines())}
    print(peaks)
    assert list(peaks) == ["warm-up", *WAYS]
    assert peaks[WAYS[-1]] - peaks["warm-up"] < 4 * MOST_UPDATES / 2**20


async def test_an_answer_that_drips_ends_in_time(
    endless: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each byte comes in time, so only the time of the whole answer can end it."""
    for module in (http, zalo_client):
        monkeypatch.setattr(module, "_CONNECT", 0.3)
    monkeypatch.setattr(http, "_SPARE", 0.1)
    request = http.AiohttpRequest(TOKEN, read_timeout=0.3)
    zalo = zalo_client.Client(TOKEN, f"{endless}/drip")
    async with asyncio.timeout(3):
        with pytest.raises(http.Unclear, match="Timeout"):
            await request.do_request(f"{endless}/drip/bot{TOKEN}/getMe", "POST")
        with pytest.raises(zalo_client.Unclear, match="Timeout"):
            await zalo.call("getMe", wait=0.3)
    await request.shutdown()
    await zalo.close()


@pytest.fixture
def tight(monkeypatch: pytest.MonkeyPatch) -> None:
    """A limit that a test reaches soon."""
    monkeypatch.setattr(client, "MOST_UPDATES", MOST)


def padded(size: int) -> str:
    return "x" * size


async def test_updates_that_are_too_many_at_once_come_in_smaller_portions(
    tight: None, api: BotApi, make: Make
) -> None:
    inbox, rests = Inbox(), Rests()
    for n in range(20):
        api.add(said(f"{n} {padded(MOST // 8)}"))
    async with polling(make(sleep=rests), inbox):
        await inbox.until(20)
        api.add(said("and on"))
        await inbox.until(21)
    assert [text.split()[0] for text in inbox.texts] == [str(n) for n in range(20)] + ["and"]
    asked = [one["limit"] for one in api.named("getUpdates")]
    assert asked[:5] == [100, 50, 25, 12, 6]
    assert asked[-1] > 6
    assert rests.seconds == []


async def test_one_that_is_too_large_by_itself_is_set_aside_and_moved_past(
    tight: None, api: BotApi, make: Make
) -> None:
    inbox = Inbox(down=1)
    api.add(said("before"))
    number = api.add(said(padded(MOST + 1)))
    api.add(said("after"))
    async with polling(make(sleep=Rests()), inbox):
        await inbox.until(3)
    assert inbox.texts == ["before", "broken", "after"]
    kept = inbox.kept[1]
    assert isinstance(kept, Broken)
    assert kept.external_id == str(number)
    assert len(kept.raw) < 10_000
    assert '"text": "xxx' in kept.raw


async def test_one_without_a_number_is_asked_for_again_with_pauses(
    tight: None, api: BotApi, make: Make
) -> None:
    inbox, rests = Inbox(), Rests()
    nameless = json.dumps({"ok": True, "result": [padded(MOST)]}).encode()
    api.fail("getUpdates", *[Fault(200, body=nameless)] * 9)
    api.add(said("1"))
    async with polling(make(sleep=rests), inbox):
        await inbox.until(1)
    assert rests.seconds[:3] == [0.5, 1, 2]  # seven times half as many, then pauses
    assert inbox.texts == ["1"]
