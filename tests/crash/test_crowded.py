"""Guards: a crowd that opens connections and never finishes a request holds nothing up: what people
write is answered, by polling and by webhook, with few files to open, and the log stays small.
`make crash` has a thousand at once."""

from __future__ import annotations

import asyncio
import os
import random
import socket
import time
from contextlib import suppress
from pathlib import Path
from typing import Self

import pytest
from aiohttp import ClientError, ClientSession

from bot.crowd import SECONDS
from tests.crash.harness import BotApi, Trial, message, ready

SCALE = int(os.environ.get("CRASH_SCALE", "1"))
CROWD = min(1000, 200 * SCALE)
FILES = 256
SAID = (b"", b"POST /telegram HTTP/1.1\r\nHost: x\r\n",
        b"POST /zalo HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n")  # fmt: skip


class Strangers:
    """Connections that begin to say something at most."""

    def __init__(self, address: str) -> None:
        host, port = address.removeprefix("http://").split(":")
        self.to = host, int(port)
        self.sockets: list[socket.socket] = []

    async def come(self, count: int) -> None:
        """So many more, at once."""
        await asyncio.gather(*map(self._one, range(count)))

    async def _one(self, n: int) -> None:
        loop = asyncio.get_running_loop()
        self.sockets.append(one := socket.socket())
        one.setblocking(False)
        with suppress(ConnectionError):
            await loop.sock_connect(one, self.to)
            await loop.sock_sendall(one, SAID[n % len(SAID)])

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for one in self.sockets:
            one.close()


def opened(trial: Trial) -> int:
    """Files that the program has open."""
    return len(os.listdir(f"/proc/{trial.running[0].pid}/fd"))


async def answered(trial: Trial) -> float:
    """Seconds until the program says that it is well."""
    begun = time.monotonic()
    async with asyncio.timeout(20), ClientSession() as session:
        while True:
            try:
                async with session.get(f"{trial.listens}/health") as answer:
                    assert answer.status == 200
                    return time.monotonic() - begun
            except ClientError:
                await asyncio.sleep(0.05)


@pytest.mark.parametrize("webhook", [True] if SCALE == 1 else [False, True])
async def test_a_crowd_at_the_door(
    webhook: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CRASH_LOG", "warning")
    ready(f"sqlite:///{tmp_path / 'x.db'}").dispose()
    async with BotApi() as api:
        trial = Trial(
            f"sqlite:///{tmp_path / 'x.db'}", api, random.Random(1), webhook=webhook,
            log=tmp_path / "log", files=FILES,
        )  # fmt: skip
        trial.start()
        await api.until("setWebhook" if webhook else "getUpdates", seconds=30)
        await answered(trial)
        before = opened(trial)
        with Strangers(trial.listens) as crowd:
            await crowd.come(CROWD)
            slowest = 0.0
            for n in range(5):
                await crowd.come(CROWD // 10)
                begun = time.monotonic()
                api.add(message(n + 1, "/help"))
                if webhook:
                    assert await api.push(f"{trial.listens}/telegram") == [200]
                await api.until("sendMessage", n + 1)
                slowest = max(slowest, time.monotonic() - begun)
            health = await answered(trial)
            most = opened(trial)
            if SCALE > 1:
                await asyncio.sleep(SECONDS + 1)
                assert opened(trial) <= before + 5
        await trial.stop()
    said = (tmp_path / "log").read_text(encoding="utf-8")
    print(f"{CROWD} connections: an answer took {slowest:.2f} s, /health {health:.2f} s, "
          f"{most} files open, {len(said)} bytes of log")  # fmt: skip
    assert max(slowest, health) < 2
    assert most < FILES
    assert len(said) < 20_000
