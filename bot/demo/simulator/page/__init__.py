"""The simulator's page: its files, and the streams of what happens while it is open."""

from __future__ import annotations

import asyncio
import json
import mimetypes
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Any

from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from bot.loopback import Loopback

FOLDER = Path(__file__).parent
ENDINGS = (".html", ".css", ".js")
QUEUED = 1000
BEAT = 15.0
"""Seconds of silence after which a line without meaning shows that the connection lives."""

DOOR = (Middleware(Loopback),)


def page() -> list[BaseRoute]:
    """The page at `/`, each of its parts under its own name; there is no build step."""
    files = sorted(file for file in FOLDER.iterdir() if file.suffix in ENDINGS)
    return [_file("" if file.name == "index.html" else file.name, file) for file in files]


def _file(name: str, file: Path) -> Route:
    """Read once: a page is two dozen files, and nothing of it may be kept by the browser."""
    body, kind = file.read_bytes(), mimetypes.guess_type(file.name)[0]

    async def answer(_request: Request) -> Response:
        return Response(body, media_type=kind)

    return Route(f"/{name}", answer, middleware=DOOR)


class Listeners:
    """The open pages: what happens is told to all at once. Only for the event loop's thread."""

    def __init__(self) -> None:
        self._queues: set[asyncio.Queue[str | None]] = set()
        self._closed = False

    def tell(self, event: Mapping[str, Any]) -> None:
        """Tell every page; one that has stopped reading is cut off and will read anew."""
        line = f"data: {json.dumps(event, ensure_ascii=False)}\n\n"
        for queue in tuple(self._queues):
            if queue.qsize() < QUEUED:
                queue.put_nowait(line)
            else:
                self._end(queue)

    def close(self) -> None:
        """End every stream, and those that pages still ask for while we leave."""
        self._closed = True
        for queue in tuple(self._queues):
            self._end(queue)

    async def listen(self) -> AsyncIterator[str]:
        """The lines of one page's stream (server-sent events), until it leaves or we do."""
        queue: asyncio.Queue[str | None] = asyncio.Queue()
        self._queues.add(queue)
        try:
            yield "retry: 1000\n\n"
            while not self._closed and (line := await _next(queue)) is not None:
                yield line
        finally:
            self._queues.discard(queue)

    def _end(self, queue: asyncio.Queue[str | None]) -> None:
        self._queues.discard(queue)
        while not queue.empty():
            queue.get_nowait()
        queue.put_nowait(None)


async def _next(queue: asyncio.Queue[str | None]) -> str | None:
    try:
        return await asyncio.wait_for(queue.get(), BEAT)
    except TimeoutError:
        return ": still here\n\n"
