"""Kills the program again and again while people write, then compares what is there with what a
program that nobody killed would have made of the same messages.
"""

from __future__ import annotations

import asyncio
import os
import random
import socket
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Engine, func, select

ROOT = Path(__file__).parents[2]
sys.path.append(str(ROOT / "tests" / "channels"))

from botapi_server import TOKEN, BotApi  # noqa: E402

from scoring.loading import builtin  # noqa: E402
from services.roster import apply, file  # noqa: E402
from storage import people  # noqa: E402
from storage.engine import connect, reading, transaction  # noqa: E402
from storage.outbox import Address, outbox  # noqa: E402
from storage.people import people as people_table  # noqa: E402
from storage.schema import migrate  # noqa: E402
from storage.updates import updates  # noqa: E402
from tests.crash import forked, program  # noqa: E402
from tests.crash.program import SEASON  # noqa: E402

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
ORGANISATION = ROOT / "bot" / "demo" / "organisation.json"
SAYS = ["/report", "45", "2285tr", "0", "12,4tr", "12,4tr", "lùi", "12,4tr", "900k", "45", "x",
        "229tr", "có", "sửa 3", "0", "BC 44 2286tr 0 12,4tr 12,4tr 900k 44 229tr có"]  # fmt: skip
"""What means the same whether or not the message before has arrived: the replies are compared."""
CHATS = 24


def ready(url: str) -> Engine:
    """A migrated database with the demo organisation, in which the first heads have joined."""
    engine = connect(url)
    if engine.dialect.name == "sqlite":
        Path(engine.url.database or "").write_bytes(_peopled())
    else:
        migrate(engine)
        join(engine)
    return engine


@cache
def _peopled() -> bytes:
    """A SQLite file of that kind, to be copied."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "peopled.db"
        engine = connect(f"sqlite:///{path}")
        migrate(engine)
        join(engine)
        engine.dispose()
        return path.read_bytes()


def join(engine: Engine) -> None:
    """The demo organisation is imported, its first heads have joined."""
    with transaction(engine) as db:
        imported = SEASON.replace(month=10)
        roster = file.read(ORGANISATION.read_bytes())
        apply.apply(db, roster, builtin(), imported, ZONE)
        found = select(people_table.c.id).order_by(people_table.c.code)
        heads = [p for p in db.execute(found).scalars() if _is_head(people.by_id(db, p))]
        for chat, person in enumerate(heads[:CHATS], 1):
            people.bind(db, person, Address("telegram", "123456", str(chat)), str(chat), imported)
            people.consent(db, person, imported)
            people.speak(db, person, "vi")


def address(engine: Engine) -> str:
    """Where another program finds the same database."""
    return engine.url.render_as_string(hide_password=False)


def _is_head(person: people.Person | None) -> bool:
    return person is not None and "head" in person.roles()


def message(chat: int, text: str) -> dict[str, Any]:
    who = {"id": chat, "is_bot": False, "first_name": "Mẫu", "language_code": "vi"}
    return {
        "message": {
            "message_id": 1,
            "from": who,
            "chat": {"id": chat, "type": "private"},
            "date": int(SEASON.timestamp()),
            "text": text,
        }
    }


def talk(count: int, dice: random.Random) -> Iterator[dict[str, Any]]:
    """So many messages of people who all report, each at their own pace."""
    at = dict.fromkeys(range(1, CHATS + 1), 0)
    for _ in range(count):
        chat = dice.randrange(1, CHATS + 1)
        yield message(chat, SAYS[at[chat] % len(SAYS)])
        at[chat] += 1


@dataclass
class Trial:
    """Programs on one database, one platform, and what people wrote."""

    url: str
    api: BotApi
    dice: random.Random
    programs: int = 1
    webhook: bool = False
    running: list[forked.Program] = field(default_factory=list)
    kills: int = 0
    listens: str = ""
    log: Path | None = None
    files: int | None = None
    main: Callable[..., None] = program.main

    def start(self, *point: str) -> None:
        """Start one more program (which dies at a point, if one is named)."""
        ports = [_free_port(), _free_port()]
        self.listens = f"http://127.0.0.1:{ports[0]}"
        settings = {
            "THIDUA_TELEGRAM_TOKEN": TOKEN,
            "THIDUA_TELEGRAM_API": self.api.url,
            "THIDUA_DATABASE_URL": self.url,
            "THIDUA_LISTEN": f"127.0.0.1:{ports[0]}",
            "THIDUA_ADMIN_LISTEN": f"127.0.0.1:{ports[1]}",
            "THIDUA_LOG": os.environ.get("CRASH_LOG", "error"),
        } | ({"THIDUA_PUBLIC_URL": self.listens} if self.webhook else {})
        around = forked.Around(settings, self.log, self.files)
        self.running.append(forked.start(self.main, *point, around=around))

    async def kill(self) -> None:
        """Kill any of them, and start another."""
        victim = self.running.pop(self.dice.randrange(len(self.running)))
        victim.kill()
        await forked.ended(victim)
        self.kills += 1

    async def stop(self) -> None:
        """The end, politely."""
        for one in self.running:
            one.terminate()
        await asyncio.gather(*(forked.ended(one) for one in self.running))


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def taken(engine: Engine, count: int, seconds: float) -> None:
    """Wait until so many updates are in the database."""
    async with asyncio.timeout(seconds):
        while await asyncio.to_thread(_count, engine) < count:
            await asyncio.sleep(0.05)


async def sent(engine: Engine, seconds: float) -> None:
    """Wait until no reply waits or is on its way."""
    async with asyncio.timeout(seconds):
        while await asyncio.to_thread(_waiting, engine):
            await asyncio.sleep(0.05)


def _waiting(engine: Engine) -> int:
    where = outbox.c.status.in_(("queued", "sending"))
    with reading(engine) as db:
        return int(db.execute(select(func.count()).select_from(outbox).where(where)).scalar_one())


def _count(engine: Engine) -> int:
    with reading(engine) as db:
        return int(db.execute(select(func.count()).select_from(updates)).scalar_one())
