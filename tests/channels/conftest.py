"""A Bot API server of a test's own; every call that it would refuse fails the test."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
from botapi_server import TOKEN, BotApi
from telegram_talk import MENU
from zalo_server import SECRET, ZaloApi
from zalo_server import TOKEN as ZALO_TOKEN

from bot.channels.telegram.channel import TelegramChannel
from bot.channels.zalo.channel import ZaloChannel


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with BotApi() as server:
        yield server
        assert server.problems == []


@pytest.fixture
async def make(api: BotApi) -> AsyncIterator[Callable[..., TelegramChannel]]:
    """Builds channels of that server; their connections are closed after the test."""
    made: list[TelegramChannel] = []

    def build(**changed: Any) -> TelegramChannel:
        given: dict[str, Any] = {
            "token": TOKEN,
            "api_base": api.url,
            "public_url": None,
            "secret": "a-secret_1",
            "commands": MENU,
            "poll_seconds": 1,
        }
        made.append(TelegramChannel(**(given | changed)))
        return made[-1]

    yield build
    for channel in made:
        await channel.stop()


@pytest.fixture
def channel(make: Callable[..., TelegramChannel]) -> TelegramChannel:
    return make()


@pytest.fixture
async def zalo() -> AsyncIterator[ZaloApi]:
    """The stand-in for Zalo's server."""
    async with ZaloApi() as server:
        yield server


@pytest.fixture
async def zalo_channel(zalo: ZaloApi) -> AsyncIterator[ZaloChannel]:
    """The channel on it, polling, for which no pause takes time."""

    async def no_wait(_seconds: float) -> None:
        await asyncio.sleep(0)

    found = ZaloChannel(ZALO_TOKEN, zalo.url, None, SECRET, poll_seconds=1, sleep=no_wait)
    yield found
    await found.stop()
