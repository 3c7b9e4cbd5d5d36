"""The browser simulator of `thidua demo`: everybody's phone on one page.

What is typed there goes the way of every message; only the platform is ours.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from zoneinfo import ZoneInfo

from sqlalchemy import Engine
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Route

from bot.channels import simulator_requests as asked
from bot.channels.base import Limits, Take
from bot.channels.listeners import Listeners
from bot.channels.loopback import Loopback
from bot.channels.simulator_requests import Refused
from bot.demo import phones
from bot.demo.clock import DemoClock
from bot.demo.seed import BORN
from storage import invitations, settings
from storage.engine import reading, transaction
from storage.messages import Incoming, Reply

PAGE = asked.PAGE
Menu = Mapping[str, Sequence[tuple[str, str]]]
"""By language: the commands with a line about each."""


class SimulatorChannel:
    """A platform that consists of one web page; its time is the demo's."""

    name = phones.CHANNEL
    bot = phones.BOT
    limits = Limits(text_units=4096, per_second=1000, per_chat_second=1000, buttons=True)

    def __init__(self, engine: Engine, clock: DemoClock, zone: ZoneInfo, menu: Menu) -> None:
        self._engine, self._clock, self._zone, self._menu = engine, clock, zone, menu
        self._listeners = Listeners()

    async def start(self) -> None:
        """Nothing to open."""

    async def stop(self) -> None:
        """End the pages' streams: they would keep the server from leaving."""
        self._listeners.close()

    async def send(self, chat: str, reply: Reply, outbox_id: int) -> str:
        """Show the message on the open pages; one that opens later reads it as history."""
        shown = phones.outgoing(outbox_id, reply, self._clock())
        self._listeners.tell({"type": "message", "chat": chat, "message": shown})
        return str(outbox_id)

    async def poll(self, _take: Take) -> None:
        """The page calls us."""

    def routes(self, take: Take) -> list[BaseRoute]:
        """The page, its parts, and what it asks for."""

        async def write(request: Request) -> Response:
            return await self._write(request, take)

        door = [Middleware(Loopback)]
        page = [
            Route(f"/{name}", _file(file), middleware=door) for name, file in asked.files().items()
        ]
        return [
            *page,
            Route("/api/state", self._state, middleware=door),
            Route("/api/stream", self._stream, middleware=door),
            Route("/api/clock", _plainly(self._move), methods=["POST"], middleware=door),
            Route("/api/chats/{chat}", _plainly(self._chat), middleware=door),
            Route("/api/chats/{chat}/messages", _plainly(write), methods=["POST"], middleware=door),
            Route("/api/chats/{chat}/invitation", _plainly(self._invite), methods=["POST"],
                  middleware=door),
        ]  # fmt: skip

    async def _state(self, _request: Request) -> Response:
        return JSONResponse(await asyncio.to_thread(self._read_state))
