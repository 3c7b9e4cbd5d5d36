"""The HTTP servers: the channels' routes and `/health`; its details for the operator only."""

from __future__ import annotations

import asyncio
import contextlib
import os
import socket
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Any

import uvicorn
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from bot.channels.base import Channel
from bot.crowd import SECONDS, Config, Crowd, room
from bot.loopback import Loopback, called
from bot.sending.quota import for_strangers
from bot.settings import Listen
from storage import health, quotas
from storage.engine import Db, reading

Clock = Callable[[], datetime]
Monotonic = Callable[[], float]
Details = dict[str, Any] | None
_KNOCKING = 1024
KEPT = 5.0
"""Seconds for which the details of `/health` are not looked up again."""


def public(well: Callable[[], bool], routes: Sequence[BaseRoute]) -> Starlette:
    """What the platforms reach, and whether we are well, in one word that costs nothing."""

    async def answer(_request: Request) -> Response:
        ok = well()
        return JSONResponse({"status": "ok" if ok else "down"}, 200 if ok else 503)

    return Starlette(routes=[*routes, Route("/health", answer)])


def admin(
    engine: Engine,
    channels: Sequence[Channel],
    clock: Clock,
    well: Callable[[], bool],
    host: str = "127.0.0.1",
) -> Starlette:
    """The details of `/health`: database, channels, outbox, updates set aside, last tick.

    They are answered to who calls us by the `host` we listen on, and may be seconds old.
    """
    names = {channel.name: channel.bot for channel in channels}
    glance = Glance(lambda: _database(engine, channels, clock))

    async def answer(_request: Request) -> Response:
        found, commits = await glance(), well()
        body = {"database": found is not None, "committing": commits, "channels": names,
                **(found or {})}  # fmt: skip
        return JSONResponse(body, 200 if found is not None and commits else 503)

    door = Middleware(Loopback, ours=called(host))
    return Starlette(routes=[Route("/health", answer)], middleware=[door])


class Glance:
    """A look that takes time, in a thread: one for all who ask within some seconds."""

    def __init__(self, look: Callable[[], Details], monotonic: Monotonic = time.monotonic) -> None:
        self._look, self._monotonic = look, monotonic
        self._found: asyncio.Future[Details] | None = None
        self._begun = 0.0

    async def __call__(self) -> Details:
        """What was seen, at most `KEPT` seconds ago or just now."""
        now = self._monotonic()
        if self._found is None or (self._found.done() and now - self._begun >= KEPT):
            self._found, self._begun = asyncio.ensure_future(asyncio.to_thread(self._look)), now
        return await asyncio.shield(self._found)


def _database(engine: Engine, channels: Sequence[Channel], clock: Clock) -> Details:
    try:
        with reading(engine) as db:
            found = health.look(db)
            used = {c.name: _spent(db, c, clock()) for c in channels if c.limits.per_month}
    except DBAPIError:
        return None
    return {**found, "quotas": used} if used else found


def _spent(db: Db, channel: Channel, now: datetime) -> dict[str, int | None]:
    spent = quotas.spent(db, channel.name, channel.bot, now)
    limits = channel.limits
    return {"messages": spent.messages, "of": limits.per_month, "strangers": spent.strangers,
            "of_strangers": for_strangers(limits.per_month or 0), "people": spent.people,
            "of_people": limits.people}  # fmt: skip


class CannotListen(Exception):
    """An address is taken or not this machine's; the message is for the operator."""


class Server(uvicorn.Server):
    """uvicorn without its signal handlers (leaving is the program's own business), with a door."""

    config: Config
    bound: Sequence[socket.socket] = ()

    def bind(self) -> None:
        """Take the addresses that the host's name stands for; raises CannotListen."""
        host, port = self.config.host, self.config.port
        try:
            known = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            named = sorted({(family, str(at[0])) for family, _, _, _, at in known})
            self.bound = [socket.create_server((at, port), family=family) for family, at in named]
        except OSError as error:
            number = error.errno or 0  # that of an unknown name is negative
            why = (os.strerror(number) if number > 0 else str(error.strerror)).lower()
            raise CannotListen(f"cannot listen on {host}:{port}: {why}") from None

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Listen. Many may knock at once; only so few at a time are let in (`backlog`)."""
        await super().startup(sockets)
        for one in sockets or ():
            one.listen(_KNOCKING)

    async def serve(self, sockets: list[socket.socket] | None = None) -> None:
        """Serve until `should_exit`."""
        if not self.bound:
            self.bind()
        await super().serve(sockets or list(self.bound))

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave the signals alone."""
        yield

    async def on_tick(self, counter: int) -> bool:
        """Ten times a second."""
        self.config.crowd.overdue(asyncio.get_running_loop().time())
        return await super().on_tick(counter)


def server(
    app: Starlette, listen: Listen, *, most: int | None = None, seconds: float = SECONDS
) -> Server:
    """A server that is started by `serve()` and left by `should_exit`.

    `most` connections at once (None: a quarter of the files we may open, 512 at most); `seconds`
    for each to bring a whole request.
    """
    return Server(
        Config(
            app,
            Crowd(most or room(4, 512), seconds),
            host=listen.host,
            port=listen.port,
            lifespan="off",
            log_config=None,
            access_log=False,
            log_level="warning",
            timeout_graceful_shutdown=3,
            server_header=False,
        )
    )
