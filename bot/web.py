"""The HTTP servers: the channels' routes and `/health`; its details for the operator only."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Any

import uvicorn
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from bot.channels.base import Channel
from bot.quota import for_strangers
from bot.settings import Listen
from storage import health, quotas
from storage.engine import Db, reading

Clock = Callable[[], datetime]


def public(engine: Engine, routes: Sequence[BaseRoute]) -> Starlette:
    """What the platforms reach, and whether we are well, in one word."""

    async def answer(_request: Request) -> Response:
        found = await asyncio.to_thread(_database, engine)
        ok = found is not None
        return JSONResponse({"status": "ok" if ok else "down"}, 200 if ok else 503)

    return Starlette(routes=[*routes, Route("/health", answer)])


def admin(engine: Engine, channels: Sequence[Channel], clock: Clock) -> Starlette:
    """The details of `/health`: database, channels, outbox, updates set aside, last tick."""

    async def answer(_request: Request) -> Response:
        found = await asyncio.to_thread(_database, engine, channels, clock)
        names = {channel.name: channel.bot for channel in channels}
        body = {"database": found is not None, "channels": names, **(found or {})}
        return JSONResponse(body, 503 if found is None else 200)

    return Starlette(routes=[Route("/health", answer)])


def _database(
    engine: Engine, channels: Sequence[Channel] = (), clock: Clock | None = None
) -> dict[str, Any] | None:
    try:
        with reading(engine) as db:
            found = health.look(db)
            used = {
                c.name: _spent(db, c, clock()) for c in channels if clock and c.limits.per_month
            }
    except DBAPIError:
        return None
    return {**found, "quotas": used} if used else found


def _spent(db: Db, channel: Channel, now: datetime) -> dict[str, int | None]:
    spent = quotas.spent(db, channel.name, channel.bot, now)
    limits = channel.limits
    return {"messages": spent.messages, "of": limits.per_month, "strangers": spent.strangers,
            "of_strangers": for_strangers(limits.per_month or 0), "people": spent.people,
            "of_people": limits.people}  # fmt: skip


class Server(uvicorn.Server):
    """uvicorn without its signal handlers: leaving is the program's own business."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave the signals alone."""
        yield


def server(app: Starlette, listen: Listen) -> Server:
    """A server that is started by `serve()` and left by `should_exit`."""
    return Server(
        uvicorn.Config(
            app,
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
