"""Messages that enclose a picture, a sender for a real channel, and how often it was drawn."""

from __future__ import annotations

import asyncio
import contextlib
import json
import sys
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from pydantic import BaseModel
from sqlalchemy import Engine, func, select

sys.path.append(str(Path(__file__).parents[1] / "channels"))
from pictures import png

from bot.channels.base import Channel
from bot.receiving.jobs import in_thread
from bot.rendering.made import PNG, Made
from bot.sending.files import Files
from bot.sending.sender import Sender
from storage import contents
from storage import outbox as rows
from storage.engine import Db, reading, transaction
from storage.messages import Choice, Reply
from storage.outbox import Address, outbox

START = datetime(2026, 12, 1, 1, tzinfo=UTC)
PATIENCE, FAST = 30, 50


class Shown(BaseModel):
    words: str


class Drawing:
    """Draws what it is told to, and counts; a kind of a newer program's is unknown to it."""

    def __init__(self) -> None:
        self.count = 0
        self._lock = threading.Lock()

    def __call__(self, _db: Db, kind: str, content: str) -> Made:
        with self._lock:
            self.count += 1
        if kind != "card":
            raise KeyError(kind)
        json.loads(content)
        return Made("standings.png", PNG, png())


def reply(words: str = "Xếp hạng", kind: str = "card") -> Reply:
    choices = ((Choice(label="Cả bảng", says="/standings"),),)
    return Reply(text=words, choices=choices).enclosing(kind, Shown(words=words))


def queue(engine: Engine, channel: Channel, chats: Iterable[str], enclosed: Reply) -> None:
    with transaction(engine) as db:
        contents.keep(db, enclosed, START)
        for chat in chats:
            to = Address(channel.name, channel.bot, chat)
            rows.enqueue(db, f"{chat}:{enclosed.text}", to, enclosed.model_dump_json(), START)


def states(engine: Engine) -> dict[str, int]:
    with reading(engine) as db:
        found = select(outbox.c.status, func.count()).group_by(outbox.c.status)
        return {row[0]: row[1] for row in db.execute(found)}


@asynccontextmanager
async def sending(engine: Engine, channel: Channel, files: Files) -> AsyncIterator[None]:
    """The program sends, until this is left; its seconds are short."""
    begun = time.monotonic()

    def seconds() -> float:
        return (time.monotonic() - begun) * FAST

    sender = Sender(
        in_thread(engine), channel, lambda *_: None, lambda: START + timedelta(seconds=seconds()),
        holder="test", files=files, look=0.02, monotonic=seconds,
    )  # fmt: skip
    task = asyncio.create_task(sender.run())
    try:
        yield
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


async def until(so: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE):
        while not so():
            await asyncio.sleep(0.01)
