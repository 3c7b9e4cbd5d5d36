"""Files that wait to be fetched over a real channel, by fetchers whose time flies."""

from __future__ import annotations

import asyncio
import contextlib
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import Engine, Row, select

sys.path.append(str(Path(__file__).parents[1] / "channels"))
from botapi_calls import Fault
from botapi_server import TOKEN, BotApi

from bot.channels.base import Channel
from bot.channels.telegram.channel import TelegramChannel
from bot.receiving.batch import Context
from bot.receiving.fetching import Fetcher
from bot.receiving.writers import writer
from handlers.commands import menu
from handlers.routing.play import Site
from storage import fetches, people
from storage.engine import reading, transaction
from storage.messages import Reply
from storage.outbox import Address, outbox
from storage.people import people as people_table
from storage.sent import Sent
from tests.known_movement import known
from tests.paper_box import Box

START = datetime(2026, 12, 1, 1, tzinfo=UTC)
SITE = Site(known(), ZoneInfo("Asia/Ho_Chi_Minh"), "0276 000 000")
BOT = TOKEN.partition(":")[0]
PATIENCE = 30

__all__ = ["BotApi", "Fault"]


class Clock:
    """Time goes on when somebody sleeps while nothing is on its way: no claim ends meanwhile."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now

    def sleep(self, busy: Callable[[], bool]) -> Callable[[float], Awaitable[None]]:
        async def sleep(seconds: float) -> None:
            self.now += timedelta(seconds=0 if busy() else seconds)
            await asyncio.sleep(0.002)

        return sleep


def joined(engine: Engine, code: str = "P002", chat: str = "77") -> int:
    """Somebody who writes from this chat."""
    with transaction(engine) as db:
        found = select(people_table.c.id).where(people_table.c.code == code)
        person = db.execute(found).scalar_one()
        people.bind(db, person, Address("telegram", BOT, chat, person), chat, START)
        people.consent(db, person, START)
        people.speak(db, person, "vi")
    return int(person)


def put(engine: Engine, person: int, ref: str, box: int = 7, **sent: str) -> None:
    """Somebody's file waits to be fetched."""
    to, given = Address("telegram", BOT, "77", person), Box(number=box).model_dump_json()
    with transaction(engine) as db:
        fetches.put(db, to, Sent(ref=ref, **sent), "box", given, START, START)


def channel(api: BotApi) -> TelegramChannel:
    return TelegramChannel(TOKEN, api.url, None, "secret", menu(), poll_seconds=1)


@asynccontextmanager
async def fetching(
    engine: Engine, over: Channel, clock: Clock, look: float = 0.5
) -> AsyncIterator[asyncio.Task[None]]:
    """A fetcher at work, with a writer of its own."""
    turns = writer(engine, Context(SITE, clock, lambda: None))
    turns.start()
    sleep = clock.sleep(lambda: bool(fetcher._flying))
    fetcher = Fetcher(engine, turns, over, SITE, clock, look=look, sleep=sleep)
    task = asyncio.create_task(fetcher.run())
    try:
        yield task
        assert not task.done()
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task
        await asyncio.to_thread(turns.stop)


def rows(engine: Engine) -> list[Row]:
    with reading(engine) as db:
        return list(db.execute(select(fetches.fetches).order_by(fetches.fetches.c.id)).all())


def states(engine: Engine) -> list[str]:
    return [row.status for row in rows(engine)]


def told(engine: Engine) -> list[str]:
    """What the sender of the files was told, in order."""
    with reading(engine) as db:
        bodies = db.execute(select(outbox.c.body).order_by(outbox.c.id)).scalars().all()
    return [Reply.model_validate_json(body).text for body in bodies]


async def until(so: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE):
        while not so():
            await asyncio.sleep(0.01)


async def over(engine: Engine) -> None:
    """Nothing is on its way any more."""
    await until(lambda: "queued" not in states(engine))
