"""The browser simulator of `thidua demo`: everybody's phone on one page.

What is typed there goes the way of every message; only the platform is ours.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Engine
from starlette.routing import BaseRoute

from bot.channels.base import Limits, Take
from bot.channels.files import File
from bot.demo import phones
from bot.demo.clock import DemoClock
from bot.demo.simulator.api import Api
from bot.demo.simulator.page import Listeners, page
from bot.demo.simulator.pictures import pictures
from bot.demo.simulator.season import Season
from bot.demo.simulator.spoken import Spoken
from bot.demo.simulator.uploads import Uploads
from bot.sending.files import Files
from handlers.routing.play import Site
from storage.messages import Reply

Menu = Mapping[str, Sequence[tuple[str, str]]]
"""By language: the commands with a line about each."""


class SimulatorChannel:
    """A platform that consists of one web page; its time is the demo's."""

    name = phones.CHANNEL
    bot = phones.BOT
    limits = Limits(text_units=4096, per_second=1000, per_chat_second=1000, buttons=True)

    def __init__(
        self,
        engine: Engine,
        clock: DemoClock,
        site: Site,
        menu: Menu | None = None,
        files: Files | None = None,
    ) -> None:
        self._engine, self._clock, self._site = engine, clock, site
        self._menu, self._files = menu or {}, files
        self._listeners, self._uploads, self.spoken = Listeners(), Uploads(), Spoken()

    async def start(self) -> None:
        """Nothing to open."""

    async def stop(self) -> None:
        """End the pages' streams: they would keep the server from leaving."""
        self._listeners.close()

    async def answers(self) -> bool:
        """There is nothing that could be away."""
        return True

    async def examine(self) -> tuple[bool, str]:
        """A page of our own."""
        return True, "the browser"

    async def send(self, chat: str, reply: Reply, outbox_id: int, file: File | None = None) -> str:
        """Show the message on the open pages; one that opens later reads it as history."""
        self.spoken.keep(chat, outbox_id, reply)
        shown = phones.outgoing(outbox_id, reply, self._clock())
        self._listeners.tell({"type": "message", "chat": chat, "message": shown})
        return str(outbox_id)

    async def fetch(self, ref: str) -> bytes:
        """The bytes of what the page has put there; raises FetchError."""
        return await self._uploads.fetch(ref)

    def routes(self, take: Take) -> list[BaseRoute]:
        """The page, its parts, and what it asks for."""
        api = Api(self._engine, self._clock, self._site, self._menu, self._listeners, take,
                  self.spoken)  # fmt: skip
        season = Season(self._engine, self._clock, self._site, self._listeners, self.spoken)
        shown = [pictures(self._files)] if self._files else []
        return [*page(), *api.routes(), *season.routes(), self._uploads.route(), *shown]

    async def poll(self, take: Take) -> None:
        """The page calls us."""
