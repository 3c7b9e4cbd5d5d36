"""The far end of a whole program: phones of a Council, and all that can be read behind them."""

from __future__ import annotations

import asyncio
import io
import re
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, select, text

from bot import logs
from bot.app import App
from bot.channels.base import Limits, Take
from bot.channels.files import File
from bot.settings import Listen, Log
from handlers.routing.play import Site
from scoring.loading import builtin
from storage import people
from storage.engine import reading, transaction
from storage.messages import Incoming, Reply
from storage.outbox import Address, outbox
from storage.people import people as people_table
from tests.council import JANUARY, ZONE

_CODE = re.compile(r"<code>((?:\w{4}-){3}\w{4})</code>")


class Phones:
    """A platform: what is sent stands on a phone; what is written goes the way of every message."""

    name, bot = "telegram", "1"
    limits = Limits(4096, 1000, 1000, True)

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.shown: dict[str, list[tuple[int, Reply]]] = {}
        self.codes: dict[str, str] = {}
        self.count, self.now = 0, JANUARY
        self.take: Take | None = None

    async def start(self) -> None: ...

    async def stop(self) -> None: ...

    async def examine(self) -> tuple[bool, str]:
        return True, ""

    async def answers(self) -> bool:
        return True

    def routes(self, take: Take) -> list[Any]:
        return []

    async def poll(self, take: Take) -> None:
        self.take = take
        await asyncio.Event().wait()

    async def send(self, chat: str, reply: Reply, outbox_id: int, file: File | None = None) -> str:
        self.shown.setdefault(chat, []).append((outbox_id, reply))
        found = _CODE.search(reply.text)
        if found:
            self.codes[chat] = found[1]
        return str(10_000 + outbox_id)

    async def write(self, who: str, said: str, **more: Any) -> str:
        """Write it, and wait for what comes back."""
        self.count += 1
        self.now += timedelta(seconds=5)
        given = {"channel": self.name, "bot": self.bot, "kind": "text", "chat": who, "sender": who,
                 "external_id": f"u{self.count}", "message": str(self.count), "text": said,
                 "sent_at": self.now, "language": "vi", "order": self.count}  # fmt: skip
        assert self.take is not None
        await self.take([Incoming.model_validate(given | more)])
        async with asyncio.timeout(30):
            while self._waiting():
                await asyncio.sleep(0.01)
        return self.shown[who][-1][1].text

    def _waiting(self) -> bool:
        """Whether anything has still to go out."""
        soon = (outbox.c.status == "queued") & (outbox.c.due_at <= self.now)
        with reading(self.engine) as db:
            waits = select(outbox.c.id).where(soon | (outbox.c.status == "sending"))
            return db.execute(waits.limit(1)).first() is not None

    async def tap(self, who: str, says: str) -> str:
        """Tap the newest button that says this."""
        for row, reply in reversed(self.shown[who]):
            flat = [choice.says for line in reply.choices for choice in line]
            if says in flat:
                tapped = f"{row}.{flat.index(says)}"
                raw = {"callback_query": {"data": tapped}}
                return await self.write(who, "", kind="tap", tapped=tapped, raw=raw, message=None,
                                        order=None)  # fmt: skip
        seen = [reply.text[:300] for _, reply in self.shown[who][-3:]]
        raise AssertionError(f"{who} sees no button that says {says!r}: {seen}")


@asynccontextmanager
async def running(engine: Engine, log: io.StringIO) -> AsyncIterator[Phones]:
    """The whole program; everybody has joined and speaks Vietnamese."""
    logs.configure(Log("json", "debug"), [], log)
    with transaction(engine) as db:
        for person, code in db.execute(select(people_table.c.id, people_table.c.code)).all():
            people.bind(db, person, Address("telegram", "1", code), code, JANUARY)
            people.consent(db, person, JANUARY)
            people.speak(db, person, "vi")
    phones = Phones(engine)
    clock = lambda: phones.now  # noqa: E731
    site = Site(builtin(), ZONE, "0276 000 000")
    app = App(engine, site, clock, [phones], Listen("127.0.0.1", 0), polling=True)
    leave = asyncio.Event()
    task = asyncio.create_task(app.run(leave=leave))
    async with asyncio.timeout(20):
        while phones.take is None:
            await asyncio.sleep(0.01)
    try:
        yield phones
    finally:
        leave.set()
        async with asyncio.timeout(10):
            await task


def every_cell(engine: Engine) -> Iterator[tuple[str, bytes]]:
    """All columns of all tables, as bytes, with the table's name."""
    lite = engine.dialect.name == "sqlite"
    listed = ("SELECT name FROM sqlite_master WHERE type = 'table'" if lite else
              "SELECT tablename FROM pg_tables WHERE schemaname = 'public'")  # fmt: skip
    with reading(engine) as db:
        for name in db.execute(text(listed)).scalars().all():
            for row in db.execute(text(f'SELECT * FROM "{name}"')):
                yield from ((name, _bytes(cell)) for cell in row)


def _bytes(cell: object) -> bytes:
    return bytes(cell) if isinstance(cell, bytes | memoryview) else str(cell).encode()


def every_file(engine: Engine, folder: Path) -> Iterator[tuple[str, bytes]]:
    """The files of an SQLite database, its log, and a backup of it."""
    if engine.dialect.name != "sqlite":
        return
    path = Path(str(engine.url.database))
    for one in (path, path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")):
        if one.exists():
            yield one.name, one.read_bytes()
    copy = folder / f"backup{datetime.now(ZONE).timestamp()}.db"
    with sqlite3.connect(path) as source, sqlite3.connect(copy) as target:
        source.backup(target)
    yield "backup", copy.read_bytes()
