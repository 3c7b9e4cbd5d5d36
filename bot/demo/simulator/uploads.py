"""Files that a phone of the page sends: kept by the platform that the page is, until fetched."""

from __future__ import annotations

from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute

from bot.channels.base import FetchError
from bot.demo.simulator.answers import Refused, route
from bot.loopback import Loopback
from storage.sent import LARGEST

BYTES = "application/octet-stream"
DOOR = (Middleware(Loopback, most=LARGEST, media=BYTES),)
"""The same door for larger bodies. No form of another page can send this type either."""
MOST = 3 * LARGEST
"""Bytes that are kept, in memory: they are fetched within a second."""


class Uploads:
    """What came last. After a restart nothing is there any more, and its sender is told so."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def route(self) -> BaseRoute:
        """Where the page puts a file, under a name that it makes up."""
        return route("POST", "/api/files/{ref:uuid}", self._put, DOOR)

    async def fetch(self, ref: str) -> bytes:
        """The bytes; raises FetchError."""
        if ref not in self._kept:
            raise FetchError("gone", "not kept any more")
        return self._kept[ref]

    async def _put(self, request: Request) -> Response:
        data = await request.body()
        if not data:
            raise Refused(400, "the file is empty")
        self._kept[str(request.path_params["ref"])] = data
        while sum(map(len, self._kept.values())) > MOST:
            self._kept.pop(next(iter(self._kept)))
        return JSONResponse({})
