"""Incoming messages become turns; only after their commit does the platform hear "taken"."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial

from bot.channels.base import Broken
from bot.receiving.jobs import TurnJob, Writer
from storage.messages import Incoming


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
        self._writer.put(TurnJob(item, channel, bot, settling(loop, future)))
        return future


def settling(
    loop: asyncio.AbstractEventLoop, future: asyncio.Future[None]
) -> Callable[[Exception | None], None]:
    """What a thread calls to end the future: with `None`, or with an error."""

    def settle(error: Exception | None) -> None:
        if future.done():
            return
        if error is None:
            future.set_result(None)
        else:
            future.set_exception(error)

    return lambda error: _told(loop, partial(settle, error))


def _told(loop: asyncio.AbstractEventLoop, what: Callable[[], None]) -> None:
    with suppress(RuntimeError):  # the loop has ended: nobody waits for it any more
        loop.call_soon_threadsafe(what)
