"""The simulator with the real dialogues behind it, in a thread of the test's own process.

No scheduler and no command line: tests of the page start in a fraction of a second, may look
into the database, and may take the server away and bring it back.
"""

from __future__ import annotations

import asyncio
import json
import threading
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from sqlalchemy import Engine, select

from bot import web
from bot.demo.clock import DemoClock
from bot.demo.simulator.channel import SimulatorChannel
from bot.receiving.batch import Context
from bot.receiving.fetching import Fetcher
from bot.receiving.receiver import Receiver
from bot.receiving.writers import writer
from bot.sending.files import Files
from bot.sending.making import Maker
from bot.sending.sender import Sender
from bot.settings import Listen
from handlers.commands import menu
from handlers.routing.play import Site
from storage import outbox, updates
from storage.engine import reading, transaction
from storage.messages import Reply
from storage.outbox import Address
from tests.known_movement import known

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


@dataclass
class Stage:
    """A running simulator; `url` is its page."""

    engine: Engine
    port: int = 0
    moves: list[str] = field(default_factory=list)
    _up: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self.clock = DemoClock(self.engine, lambda: self.moves.append(self.clock().isoformat()))
        self.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Serve, on the port of last time if there was one."""
        self._up.clear()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()), daemon=True)
        self._thread.start()
        assert self._up.wait(20), "the simulator did not start"

    def stop(self) -> None:
        """Stop serving; the database stays."""
        self._loop.call_soon_threadsafe(self._leave.set)
        self._thread.join(20)
        assert not self._thread.is_alive(), "the simulator did not stop"

    def came(self, chat: str) -> list[dict[str, Any]]:
        """What has come in from a phone, as it is stored, in order."""
        statement = select(updates.updates.c.body).where(updates.updates.c.chat == chat)
        with reading(self.engine) as db:
            bodies = db.execute(statement.order_by(updates.updates.c.id)).scalars().all()
        return [json.loads(body) for body in bodies]

    def send(self, chat: str, words: str) -> None:
        """Send somebody a message that was not asked for."""
        to, body = Address("simulator", "demo", chat), Reply(text=words).model_dump_json()
        with transaction(self.engine) as db:
            outbox.enqueue(db, str(uuid4()), to, body, self.clock())

    async def _serve(self) -> None:
        self._loop, self._leave = asyncio.get_running_loop(), asyncio.Event()
        site = Site(known(), ZONE)
        files = Files(self.engine, Maker(site, self.clock), self.clock, None)
        channel = SimulatorChannel(self.engine, self.clock, site, menu(), files)
        loop = self._loop
        wake = lambda: loop.call_soon_threadsafe(sender.wake)  # noqa: E731
        turns = writer(self.engine, Context(site, self.clock, wake))
        sender = Sender(turns.do, channel, lambda *_: None, self.clock, holder="test", files=files)
        turns.start()
        take = partial(Receiver(turns).take, channel.name, channel.bot)
        server = web.server(
            web.public(lambda: True, channel.routes(take)), Listen("127.0.0.1", self.port)
        )
        fetcher = Fetcher(self.engine, turns, channel, site, self.clock, told=sender.wake)
        jobs = (server.serve(), sender.run(), fetcher.run())
        tasks = [asyncio.create_task(job) for job in jobs]
        await self._listening(server)
        await self._leave.wait()
        await channel.stop()
        server.should_exit = True
        for task in tasks[1:]:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await asyncio.to_thread(turns.stop)

    async def _listening(self, server: web.Server) -> None:
        while not server.started:
            await asyncio.sleep(0.01)
        self.port = server.servers[0].sockets[0].getsockname()[1]
        self._up.set()
