"""Asking Telegram for updates: the offset moves only when they are committed."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import structlog
from telegram.error import TelegramError

from bot.channels.base import Broken, Take
from bot.channels.telegram.client import Client
from bot.channels.telegram.http import Refused, TooMuch, Unclear
from bot.channels.telegram.updates import ALLOWED, number, read

log = structlog.get_logger()

Sleep = Callable[[float], Awaitable[None]]
_AT_ONCE = 100
_SOON = 0.05
_NUMBER = re.compile(rb'"update_id"\s*:\s*(\d{1,18})\b')


class Pause:
    """How long to wait after the n-th failure in a row: doubling, up to a longest."""

    def __init__(self, first: float = 0.5, longest: float = 30.0) -> None:
        """Both in seconds."""
        self._first, self._longest = first, longest
        self._next = first

    def after(self, error: Exception) -> float:
        """Seconds to wait now; never less than the platform asks for."""
        wait, self._next = self._next, min(self._longest, self._next * 2)
        asked = error.retry_after if isinstance(error, Refused) else None
        return max(wait, asked or 0.0)

    def over(self) -> None:
        """It works again."""
        self._next = self._first


class Poller:
    """One long poll after the other, for ever; may be cancelled at any moment."""

    def __init__(
        self,
        client: Client,
        take: Take,
        taken: Callable[[Sequence[object]], None],
        *,
        bot: str,
        seconds: int,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        """`taken` hears of each batch after its commit; `seconds` is how long the server waits."""
        self._client, self._take, self._taken = client, take, taken
        self._bot, self._seconds, self._sleep = bot, seconds, sleep
        self._offset: int | None = None
        self._at_once = _AT_ONCE

    async def run(self) -> None:
        """Poll until cancelled. Whatever fails, the offset stays and the same is asked again."""
        pause = Pause()
        while True:
            try:
                await self._round()
            except Exception as error:
                wait = pause.after(error)
                log.warning("polling pauses", channel="telegram", why=_why(error), seconds=wait)
                await self._sleep(wait)
            else:
                pause.over()

    async def _round(self) -> None:
        began = time.monotonic()
        try:
            updates = await self._ask()
        except TooMuch as error:
            await self._less(error)
            return
        self._at_once = min(_AT_ONCE, self._at_once * 2)
        await self._take([read(update, self._bot) for update in updates])
        if updates:
            self._move_past(updates)
            self._taken(updates)
        else:
            # All that the offset was to confirm is confirmed. After a quiet week the platform
            # may count from a lower number, which an old offset would hide.
            self._offset = None
            if time.monotonic() - began < _SOON:  # a server that does not wait
                await self._sleep(_SOON)

    async def _ask(self) -> list[Any]:
        parameters = {} if self._offset is None else {"offset": self._offset}
        found = await self._client.call(
            "getUpdates",
            wait=self._seconds + 15.0,
            timeout=self._seconds,
            limit=self._at_once,
            allowed_updates=list(ALLOWED),
            **parameters,
        )
        if not isinstance(found, list):
            raise Unclear("updates are no list")
        return found

    async def _less(self, error: TooMuch) -> None:
        """Ask for half as many; one that is too large by itself is set aside by its number."""
        log.warning("answer too large", channel="telegram", limit=self._at_once)
        if self._at_once > 1:
            self._at_once //= 2
            return
        found = _NUMBER.search(error.head)
        if found is None:
            raise error  # nothing could be passed over without passing over others too
        raw = error.head.decode("utf-8", "replace").replace("\0", "")
        await self._take([Broken(found[1].decode(), raw, "too large, only its beginning is kept")])
        self._move_past([{"update_id": int(found[1])}])

    def _move_past(self, updates: Sequence[object]) -> None:
        numbers = [n for n in map(number, updates) if n is not None]
        if not numbers or max(numbers) + 1 == self._offset:
            raise Unclear("updates without new numbers")  # asking again at once would spin
        self._offset = max(numbers) + 1


def _why(error: Exception) -> str:
    """Only errors of our own say more than their type: others may quote what people write."""
    return str(error) if isinstance(error, TelegramError) else type(error).__name__
