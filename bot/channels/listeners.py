"""Server-sent events: what happens is told to every open page at once."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from typing import Any

QUEUED = 1000
BEAT = 15.0
"""Seconds of silence after which a line without meaning shows that the connection lives."""


class Listeners:
    """The open pages. To be used from the event loop's thread only."""

    def __init__(self) -> None:
        self._queues: set[asyncio.Queue[str | None]] = set()

    def tell(self, event: Mapping[str, Any]) -> None:
        """Tell every page; one that has stopped reading is cut off and will read anew."""
        line = f"data: {json.dumps(event, ensure_ascii=False)}\n\n"
        for queue in tuple(self._queues):
            if queue.qsize() < QUEUED:
                queue.put_nowait(line)
            else:
                self._queues.discard(queue)
                _end(queue)

    def close(self) -> None:
        """End every stream, so that the server can leave."""
        for queue in self._queues:
            _end(queue)
        self._queues.clear()

    async def listen(self) -> AsyncIterator[str]:
        """The lines of one page's stream, until it closes or we do."""
        queue: asyncio.Queue[str | None] = asyncio.Queue()
        self._queues.add(queue)
        try:
            yield "retry: 1000\n\n"
            while (line := await _next(queue)) is not None:
                yield line
        finally:
            self._queues.discard(queue)


async def _next(queue: asyncio.Queue[str | None]) -> str | None:
    try:
        return await asyncio.wait_for(queue.get(), BEAT)
    except TimeoutError:
        return ": still here\n\n"


def _end(queue: asyncio.Queue[str | None]) -> None:
    while not queue.empty():
        queue.get_nowait()
    queue.put_nowait(None)
