"""A simulator's channel with its page's client, and what was handed over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import httpx
from sqlalchemy import Engine
from starlette.applications import Starlette

from bot.channels.base import Broken
from bot.demo.clock import DemoClock, keep
from bot.demo.simulator.channel import SimulatorChannel
from handlers.routing.play import Site
from scoring.loading import builtin
from storage.engine import transaction
from storage.messages import Incoming

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
SITE = Site(builtin(), ZONE)
REAL = datetime(2030, 1, 1, tzinfo=UTC)
START = datetime(2026, 12, 1, 8, 5, tzinfo=ZONE)


@dataclass
class Simulator:
    """A channel, its page's client, and what was handed over."""

    engine: Engine
    taken: list[Incoming | Broken] = field(default_factory=list)
    moves: list[datetime] = field(default_factory=list)
    sick: bool = False

    def __post_init__(self) -> None:
        with transaction(self.engine) as db:
            keep(db, START - REAL)
        self.clock = DemoClock(
            self.engine, lambda: self.moves.append(self.clock()), real=lambda: REAL
        )
        self.channel = SimulatorChannel(self.engine, self.clock, SITE, {"vi": [("help", "Giúp")]})
        app = Starlette(routes=self.channel.routes(self.take))
        transport = httpx.ASGITransport(app)
        self.http = httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8080")

    async def take(self, items: Sequence[Incoming | Broken]) -> None:
        if self.sick:
            raise OSError("no database")
        self.taken += items

    async def write(self, chat: str = "P002", **body: Any) -> httpx.Response:
        whole = {"id": str(uuid4()), "kind": "text", **body}
        return await self.http.post(f"/api/chats/{chat}/messages", json=whole)
