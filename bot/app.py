"""Puts the parts together; nothing else builds anything."""

from __future__ import annotations

import asyncio
import os
import socket
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from sqlalchemy import Engine
from starlette.routing import BaseRoute

from bot import leaving, web
from bot.channels.base import Channel, Take
from bot.crowd import room
from bot.leader import while_holding
from bot.pulse import Pulse
from bot.receiving.batch import Context
from bot.receiving.fetching import Fetcher
from bot.receiving.jobs import Writer
from bot.receiving.receipts import Receipts, last_seen
from bot.receiving.receiver import Receiver
from bot.receiving.writers import writer
from bot.sending.fetched import fetched
from bot.sending.files import Files
from bot.sending.quota import for_strangers
from bot.sending.sender import Sender
from bot.settings import Listen
from bot.ticking import Ticking
from handlers.routing.play import Site
from scheduler import quota_alert, unreachable
from scheduler.clock import Hands
from scheduler.compose import compose
from storage.engine import Db, watch
from storage.messages import Reply
from storage.outbox import Waiting

_LOOK = {"sqlite": 0.5, "postgresql": 0.05}
"""Seconds between two looks into the outbox for what others have queued there: on SQLite that is
a command of the operator's, on PostgreSQL a turn that another process has played."""
_MINUTE, _OFTEN = 60, 2
"""Seconds from tick to tick, and from one look at what has to be added up to the next."""


@dataclass
class App:
    """The running program: receive, play, send, tick, until it is told to leave."""

    engine: Engine
    site: Site
    clock: Callable[[], datetime]
    channels: Sequence[Channel]
    listen: Listen
    admin_listen: Listen | None = None
    polling: bool = True
    senders: list[Sender] = field(default_factory=list)
    servers: list[web.Server] = field(default_factory=list)
    loop: asyncio.AbstractEventLoop | None = None
    pulse: Pulse = field(default_factory=Pulse)
    receipts: dict[str, Receipts] = field(default_factory=dict)
    writer: Writer | None = None
    files: Files | None = None

    async def run(
        self, ready: Callable[[], None] = lambda: None, leave: asyncio.Event | None = None
    ) -> None:
        """Run until `leave` is set, or else until SIGTERM or SIGINT; leaves within 5 seconds."""
        leave = leave or leaving.on_signal()
        self.loop = asyncio.get_running_loop()
        watch(self.engine, self.pulse)
        turns = writer(self.engine, Context(self.site, self.clock, self._wake))
        self.writer = turns
        self.senders = [self._sender(channel, turns) for channel in self.channels]
        receiver = Receiver(turns)
        last = await asyncio.to_thread(last_seen, self.engine)
        self.receipts = {c.name: Receipts(self.clock, last) for c in self.channels}
        servers = self.servers = self._servers(receiver)
        for server in servers:
            server.bind()
        turns.start()
        hands = Hands({self.tick: _MINUTE, self.add_up: _OFTEN})
        tasks = [asyncio.create_task(server.serve()) for server in servers]
        tasks += [
            asyncio.create_task(
                self._hold(channel, sender, self._fetcher(channel, turns), receiver)
            )
            for channel, sender in zip(self.channels, self.senders, strict=True)
        ]
        hands.start()
        ready()
        await leaving.first(leave, tasks)
        await hands.stop()
        await self._leave(servers, tasks, turns)

    def tick(self) -> None:
        """What is due now; called each minute, and when the demo's clock is moved."""
        self._ticking().tick()
        self._wake()

    def add_up(self) -> None:
        """What was reported since, for the units above."""
        self._ticking().add_up()

    def _ticking(self) -> Ticking:
        given = (self.engine, self.site, self.clock, self.pulse, self.receipts)
        return Ticking(*given, self.writer)

    def wake(self) -> None:
        """Something may wait in the outbox."""
        for sender in self.senders:
            sender.wake()

    def _wake(self) -> None:
        """The same from another thread."""
        if self.loop is not None and not self.loop.is_closed():
            self.loop.call_soon_threadsafe(self.wake)

    def _sender(self, channel: Channel, turns: Writer) -> Sender:
        holder = f"{socket.gethostname()}:{os.getpid()}"
        return Sender(
            turns.do, channel, self._compose, self.clock,
            holder=holder, files=self.files, look=_LOOK[self.engine.dialect.name], lost=self._lost,
            short=self._short,
        )  # fmt: skip

    def _fetcher(self, channel: Channel, turns: Writer) -> Fetcher:
        return Fetcher(self.engine, turns, channel, self.site, self.clock, told=self.wake)

    def _lost(self, db: Db, person_id: int, now: datetime) -> None:
        unreachable.tell(db, person_id, self.site.zone, now)

    def _short(self, db: Db, channel: Channel, what: str, percent: int, now: datetime) -> None:
        limits = channel.limits
        most = {"people": limits.people, "strangers": for_strangers(limits.per_month or 0)}
        quota_alert.tell(
            db, channel.name, what, percent, most.get(what, limits.per_month) or 0, now
        )

    def _compose(self, db: Db, row: Waiting, now: datetime) -> Reply | datetime | None:
        return compose(db, row, now, self.site.live, self.site.zone)

    def _servers(self, receiver: Receiver) -> list[web.Server]:
        routes: list[BaseRoute] = []
        for channel in self.channels:
            routes += channel.routes(self._take(channel, receiver))
        if self.files is not None:
            routes.append(fetched(self.files))
        well = self.pulse.well
        found = [web.server(web.public(well, routes), self.listen)]
        if self.admin_listen is not None:
            host = self.admin_listen.host
            admin = web.admin(self.engine, self.channels, self.clock, well, host)
            found.append(web.server(admin, self.admin_listen, most=room(16, 32)))
        return found

    async def _hold(
        self, channel: Channel, sender: Sender, fetcher: Fetcher, receiver: Receiver
    ) -> None:
        async def work() -> None:
            await channel.start()
            jobs: list[Awaitable[None]] = [sender.run(), fetcher.run()]
            if self.polling:
                jobs.append(self._poll(channel, receiver))
            try:
                await asyncio.gather(*jobs)
            finally:
                await channel.stop()

        await while_holding(self.engine, f"channel:{channel.name}:{channel.bot}", work)

    async def _poll(self, channel: Channel, receiver: Receiver) -> None:
        receipts = self.receipts[channel.name]
        receipts.polled = True
        try:
            await channel.poll(self._take(channel, receiver))
        finally:
            receipts.polled = False

    def _take(self, channel: Channel, receiver: Receiver) -> Take:
        take = partial(receiver.take, channel.name, channel.bot)
        return self.receipts[channel.name].through(take)

    async def _leave(
        self, servers: list[web.Server], tasks: list[asyncio.Task[None]], turns: Writer
    ) -> None:
        for server in servers:
            server.should_exit = True
        for task in tasks[len(servers) :]:
            task.cancel()
        # What was sent is written down by the writer, so it is the last to leave.
        await asyncio.wait(tasks, timeout=3.5)
        await asyncio.to_thread(turns.stop)
        for channel in self.channels:
            await channel.stop()
