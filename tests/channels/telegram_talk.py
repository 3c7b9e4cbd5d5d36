"""People who write to the bot, and a receiver that can be as slow or as sick as a database."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from typing import Any

from bot.channels.base import Broken
from bot.channels.telegram.channel import TelegramChannel
from storage.messages import Incoming

MENU = {
    "vi": [("report", "Báo cáo"), ("help", "Trợ giúp")],
    "en": [("report", "Report"), ("help", "Help")],
}
LAN = {"id": 77, "is_bot": False, "first_name": "Lan"}
CHAT = {"id": 77, "type": "private"}


def said(text: str) -> dict[str, Any]:
    return {"message": {"message_id": 1, "from": LAN, "chat": CHAT, "date": 1790000000,
                        "text": text}}  # fmt: skip


def tapped(query: str) -> dict[str, Any]:
    return {"callback_query": {"id": query, "from": LAN, "chat_instance": "1", "data": "7.0"}}


class Inbox:
    """Takes updates; fails as often as it is told to, before or after it has kept them."""

    def __init__(self, down: int = 0) -> None:
        self.kept: list[Incoming | Broken] = []
        self.down = down
        self.committing = asyncio.Event()
        self.committing.set()

    async def __call__(self, items: Sequence[Incoming | Broken]) -> None:
        await self.committing.wait()
        if self.down:
            self.down -= 1
            raise OSError("database down")
        self.kept += items

    @property
    def texts(self) -> list[str]:
        return [one.text if isinstance(one, Incoming) else "broken" for one in self.kept]

    async def until(self, count: int) -> None:
        async with asyncio.timeout(5):
            while len(self.kept) < count:
                await asyncio.sleep(0.005)


class Rests:
    """A sleep that takes no time and is remembered."""

    def __init__(self) -> None:
        self.seconds: list[float] = []

    async def __call__(self, seconds: float) -> None:
        self.seconds.append(seconds)
        await asyncio.sleep(0)


@asynccontextmanager
async def polling(channel: TelegramChannel, inbox: Inbox) -> AsyncIterator[None]:
    task = asyncio.create_task(channel.poll(inbox))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
        assert task.cancelled()
