"""Incoming messages become turns; only after their commit does the platform hear "taken"."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.channels.base import Broken
from storage.messages import Incoming

Done = Callable[[Exception | None], None]


@dataclass(frozen=True)
class Arrived:
    """A message on its way to its turn; `done` is called, from any thread, after its commit."""

    item: Incoming | Broken
    channel: str
    bot: str
    done: Done

    @property
    def line(self) -> tuple[str, str, str]:
        """The first-in-first-out line it stands in."""
        chat = self.item.chat if isinstance(self.item, Incoming) else ""
        return self.channel, self.bot, chat


class Writer(Protocol):
    """Plays turns in threads of its own."""

    def start(self) -> None:
        """Begin to play."""

    def stop(self) -> None:
        """Finish the turns in hand and return; what has not begun is refused."""

    def put(self, arrived: Arrived) -> None:
        """Queue a message behind those of its chat."""


class Receiver:
    """Hands messages to the writer and waits for their commit."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer

    async def take(self, channel: str, bot: str, items: Sequence[Incoming | Broken]) -> None:
        """Return when every item is committed; raise if the database could not take one."""
        loop = asyncio.get_running_loop()
        waiting = [self._put(loop, channel, bot, item) for item in items]
        for result in await asyncio.gather(*waiting, return_exceptions=True):
            if isinstance(result, BaseException):
                raise result

    def _put(
        self, loop: asyncio.AbstractEventLoop, channel: str, bot: str, item: Incoming | Broken
    ) -> asyncio.Future[None]:
        future: asyncio.Future[None] = loop.create_future()

        def done(error: Exception | None) -> None:
            loop.call_soon_threadsafe(_settle, future, error)

        self._writer.put(Arrived(item, channel, bot, done))
        return future


def _settle(future: asyncio.Future[None], error: Exception | None) -> None:
    if future.done():
        return
    if error is None:
        future.set_result(None)
    else:
        future.set_exception(error)
