"""The season on the simulator's page: the clock, what comes next, the others, beginning again."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from sqlalchemy import Engine
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute

from bot.demo import coming, seed
from bot.demo.clock import ClockError, DemoClock
from bot.demo.january import January, Step
from bot.demo.others import Others
from bot.demo.simulator.answers import Refused, route
from bot.demo.simulator.bodies import Held, Move, Nothing
from bot.demo.simulator.page import Listeners
from bot.demo.simulator.quiet import quiet
from bot.demo.simulator.spoken import Spoken
from handlers.routing.play import Site


def time(clock: DemoClock, site: Site) -> dict[str, Any]:
    """The demo's moment, its zone, and the moments that come next."""
    now = clock()
    events = coming.events(site.live.all[0], site.zone, now)
    return {"now": now.isoformat(), "zone": site.zone.key,
            "coming": [event.shown() for event in events]}  # fmt: skip


@dataclass(frozen=True)
class Season:
    """One thing at a time: the others do not report while the clock moves."""

    engine: Engine
    clock: DemoClock
    site: Site
    listeners: Listeners
    spoken: Spoken
    busy: asyncio.Lock = field(default_factory=asyncio.Lock)

    def routes(self) -> list[BaseRoute]:
        """The endpoints, each behind the door."""
        return [
            route("POST", "/api/clock", self._move),
            route("POST", "/api/others", self._others),
            route("POST", "/api/again", self._again),
        ]

    async def _move(self, request: Request) -> Response:
        wanted = Move.model_validate_json(await request.body())
        try:
            async with self.busy:
                await quiet(self.engine, self.clock())
                await asyncio.to_thread(self._moved, wanted)
        except ClockError as error:
            raise Refused(409, str(error)) from None
        moment = await asyncio.to_thread(time, self.clock, self.site)
        self.listeners.tell({"type": "clock", **moment})
        return JSONResponse(moment)

    def _moved(self, wanted: Move) -> None:
        if wanted.to is not None:
            self.clock.move_to(wanted.to.replace(tzinfo=self.site.zone))
        else:
            self.clock.move(timedelta(seconds=wanted.by))

    async def _others(self, request: Request) -> Response:
        """Every page hears how far they are, and at the end how many reports came in."""
        held = Held.model_validate_json(await request.body()).held
        async with self._alone():
            reporting, later = await asyncio.to_thread(self._steps, held)
            steps, reports = [*reporting, *later], 0
            for n, step in enumerate(steps, 1):
                reports += await asyncio.to_thread(step)
                self.listeners.tell({"type": "others", "done": n, "of": len(steps)})
            self.listeners.tell({"type": "others", "reports": reports, "acts": len(later)})
        return JSONResponse({"reports": reports})

    def _steps(self, held: frozenset[str]) -> tuple[list[Step], list[Step]]:
        """Of the reports, and of what January asks for besides."""
        others = Others(self.engine, self.site, self.clock)
        return others.steps(held), January(others, self.spoken).steps(held)

    async def _again(self, request: Request) -> Response:
        Nothing.model_validate_json(await request.body())
        async with self._alone():
            await asyncio.to_thread(seed.again, self.engine, self.site.live.all[0], self.site.zone)
            self.spoken.forget()
            await asyncio.to_thread(self.clock.again)
        self.listeners.tell({"type": "again"})
        return JSONResponse({})

    @asynccontextmanager
    async def _alone(self) -> AsyncIterator[None]:
        if self.busy.locked():
            raise Refused(409, "something else is still under way")
        async with self.busy:
            yield
