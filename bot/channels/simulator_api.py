"""What the simulator's page asks for: who there is, what a phone shows, typing, the clock."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import structlog
from pydantic import ValidationError
from sqlalchemy import Engine
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Route

from bot.channels.base import Take
from bot.channels.simulator_bodies import Move, Written
from bot.channels.simulator_page import DOOR, Listeners
from bot.demo import phones
from bot.demo.clock import ClockError, DemoClock
from storage import invitations
from storage.engine import reading, transaction
from storage.messages import Incoming

log = structlog.get_logger()
Endpoint = Callable[[Request], Awaitable[Response]]


class Refused(Exception):
    """Answered with this status and one line."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status, self.why = status, why


@dataclass(frozen=True)
class Api:
    """The endpoints below `/api`; the database is asked in threads."""

    engine: Engine
    clock: DemoClock
    zone: ZoneInfo
    menu: Mapping[str, Sequence[tuple[str, str]]]
    listeners: Listeners
    take: Take

    def routes(self) -> list[BaseRoute]:
        """The endpoints, each behind the door."""
        table: tuple[tuple[str, str, Endpoint], ...] = (
            ("GET", "/api/state", self._state),
            ("GET", "/api/stream", self._stream),
            ("POST", "/api/clock", self._move),
            ("GET", "/api/chats/{chat}", self._chat),
            ("POST", "/api/chats/{chat}/messages", self._write),
            ("POST", "/api/chats/{chat}/invitation", self._invite),
        )
        return [
            Route(path, _plainly(endpoint), methods=[method], middleware=DOOR)
            for method, path, endpoint in table
        ]

    async def _state(self, _request: Request) -> Response:
        return JSONResponse(await asyncio.to_thread(self._read_state))

    def _read_state(self) -> dict[str, Any]:
        with reading(self.engine) as db:
            return {
                "born": phones.born(db),
                "people": phones.listed(phones.everybody(db)),
                "menu": self.menu,
                **self._time(),
            }

    def _time(self) -> dict[str, Any]:
        return {"now": self.clock().isoformat(), "zone": self.zone.key}

    async def _stream(self, _request: Request) -> Response:
        return StreamingResponse(self.listeners.listen(), media_type="text/event-stream")

    async def _move(self, request: Request) -> Response:
        wanted = Move.model_validate_json(await request.body())
        try:
            await asyncio.to_thread(self._moved, wanted)
        except ClockError as error:
            raise Refused(409, str(error)) from None
        time = self._time()
        self.listeners.tell({"type": "clock", **time})
        return JSONResponse(time)

    def _moved(self, wanted: Move) -> None:
        if wanted.to is not None:
            self.clock.move_to(wanted.to.replace(tzinfo=self.zone))
        else:
            self.clock.move(timedelta(seconds=wanted.by))

    async def _chat(self, request: Request) -> Response:
        return JSONResponse(await asyncio.to_thread(self._read_chat, _chat_of(request)))

    def _read_chat(self, chat: str) -> dict[str, Any]:
        with reading(self.engine) as db:
            _known(phones.known(db, chat))
            return {"messages": phones.history(db, chat), **phones.standing(db, chat)}

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


def _plainly(endpoint: Endpoint) -> Endpoint:
    """The endpoint, with one plain line where it refuses."""

    async def answer(request: Request) -> Response:
        try:
            return await endpoint(request)
        except Refused as refused:
            return JSONResponse({"why": refused.why}, refused.status)
        except ValidationError as error:
            return JSONResponse({"why": error.errors(include_url=False)[0]["msg"]}, 400)

    return answer
