"""Telling Telegram that a tap was heard: until then the button turns on the person's screen."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from telegram.error import TelegramError

from bot.channels.telegram.client import Client
from bot.channels.telegram.updates import callback

_MOST_WAITING = 500
"""After a long silence thousands may have piled up; those are too old to be answered anyway."""


class Taps:
    """Answers taps beside everything else; one that cannot be answered is no loss."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._tasks: set[asyncio.Task[None]] = set()

    def heard(self, updates: Sequence[object]) -> None:
        """These updates are committed: answer the taps among them."""
        for query in filter(None, map(callback, updates)):
            if len(self._tasks) < _MOST_WAITING:
                task = asyncio.create_task(self._answer(query))
                self._tasks.add(task)
                task.add_done_callback(self._tasks.discard)

    async def close(self) -> None:
        """Let go of those that wait."""
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _answer(self, query: str) -> None:
        try:
            await self._client.call("answerCallbackQuery", callback_query_id=query)
        except TelegramError:
            return  # "query is too old", or no connection: the spinner stops by itself
