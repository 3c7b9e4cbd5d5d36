"""What the simulator's page asks for: who there is, what a phone shows, typing."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import structlog
from sqlalchemy import Engine
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import BaseRoute

from bot.channels.base import Take
from bot.demo import phones
from bot.demo.clock import DemoClock
from bot.demo.simulator.answers import Refused, route
from bot.demo.simulator.bodies import Written
from bot.demo.simulator.page import Listeners
from bot.demo.simulator.season import time
from bot.demo.simulator.spoken import Spoken
from handlers.routing.play import Site
from storage import invitations
from storage.engine import reading, transaction
from storage.messages import Incoming

log = structlog.get_logger()


@dataclass(frozen=True)
class Api:
    """The endpoints below `/api`; the database is asked in threads."""

    engine: Engine
    clock: DemoClock
    site: Site
    menu: Mapping[str, Sequence[tuple[str, str]]]
    listeners: Listeners
    take: Take
    spoken: Spoken

    def routes(self) -> list[BaseRoute]:
        """The endpoints, each behind the door."""
        return [
            route("GET", "/api/state", self._state),
            route("GET", "/api/stream", self._stream),
            route("GET", "/api/chats/{chat}", self._chat),
            route("POST", "/api/chats/{chat}/messages", self._write),
            route("POST", "/api/chats/{chat}/invitation", self._invite),
        ]

    async def _state(self, _request: Request) -> Response:
        return JSONResponse(await asyncio.to_thread(self._read_state))

    def _read_state(self) -> dict[str, Any]:
        with reading(self.engine) as db:
            return {
                "born": phones.born(db),
                "people": phones.listed(phones.everybody(db)),
                "menu": self.menu,
                **time(self.clock, self.site),
            }

    async def _stream(self, _request: Request) -> Response:
        return StreamingResponse(self.listeners.listen(), media_type="text/event-stream")

    async def _chat(self, request: Request) -> Response:
        return JSONResponse(await asyncio.to_thread(self._read_chat, _chat_of(request)))

    def _read_chat(self, chat: str) -> dict[str, Any]:
        with reading(self.engine) as db:
            _known(phones.known(db, chat))
            return {"messages": phones.history(db, chat, self.spoken), **phones.standing(db, chat)}

    async def _write(self, request: Request) -> Response:
        chat = _chat_of(request)
        written = Written.model_validate_json(await request.body())
        incoming = await asyncio.to_thread(self._incoming, chat, written)
        try:
            await self.take([incoming])
        except Exception as error:  # whatever it was, nothing was kept: the page sends it again
            log.warning("not taken", error=type(error).__name__)
            raise Refused(503, "not taken, send it again") from None
        shown = phones.incoming(incoming, incoming.sent_at or self.clock())
        self.listeners.tell({"type": "message", "chat": chat, "message": shown})
        return JSONResponse({"message": shown, **await asyncio.to_thread(self._standing, chat)})

    def _incoming(self, chat: str, written: Written) -> Incoming:
        with reading(self.engine) as db:
            _known(phones.known(db, chat))
            own = phones.number(db, chat) if written.kind == "contact" else None
        return written.incoming(chat, self.clock(), own)

    def _standing(self, chat: str) -> dict[str, Any]:
        with reading(self.engine) as db:
            return phones.standing(db, chat)

    async def _invite(self, request: Request) -> Response:
        return JSONResponse({"code": await asyncio.to_thread(self._code, _chat_of(request))})

    def _code(self, chat: str) -> str:
        with transaction(self.engine) as db:
            person_id = phones.person_id(db, chat)
            _known(person_id is not None)
            return invitations.make(db, person_id or 0, self.clock())


def _chat_of(request: Request) -> str:
    return str(request.path_params["chat"])


def _known(there: bool) -> None:
    if not there:
        raise Refused(404, "no such phone")
