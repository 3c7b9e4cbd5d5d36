"""What goes with a message, made when it leaves: once for all who get the same."""

from __future__ import annotations

import asyncio
import re
import secrets
from collections import OrderedDict
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from threading import Lock

import structlog
from sqlalchemy import Engine

from bot.channels.base import Channel
from bot.channels.files import File
from bot.receiving.batch import where
from bot.rendering.made import Made
from bot.sending.first import First
from storage import contents, outbox
from storage.engine import Db, reading, transaction
from storage.messages import Attachment, Reply
from storage.outbox import Waiting

log = structlog.get_logger()

Make = Callable[[Db, str, str], Made]
"""A kind and its content become a file; the database is there to read."""
HELD = timedelta(days=2)
"""An address holds as long as a platform may take to fetch what it names."""
_ROOM = 32 * 2**20
"""Bytes of files that are kept in memory."""
_SECRET = re.compile(r"[A-Za-z0-9_-]{32}")


class Files:
    """Makes files, remembers the newest, and knows what the platforms call them.

    `public_url`: where a platform reaches us, for one that only takes addresses.
    """

    def __init__(
        self,
        engine: Engine,
        make: Make,
        clock: Callable[[], datetime],
        public_url: str | None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._engine, self._make, self._clock = engine, make, clock
        self._public_url = public_url.rstrip("/") if public_url else None
        self._made: OrderedDict[str, Made] = OrderedDict()
        self._lock, self._first = Lock(), First(sleep)

    @asynccontextmanager
    async def lent(self, reply: Reply, channel: Channel) -> AsyncIterator[File | None]:
        """What a message encloses, while it is sent; `None` where it cannot be made.

        The first of those who get the same has it made and uploads it; the others wait for that,
        and send what the platform calls it.
        """
        if reply.attachment is None:
            yield None
            return
        key = (channel.name, channel.bot, reply.attachment.digest)
        async with self._first.of(key, 1 / channel.limits.per_second) as place:
            file = await self._made_for(reply.attachment, channel, place.name)
            if file is None or channel.limits.addresses:
                place.leave(None)
            yield file
            place.leave(file.sent_as if file else None)

    async def _made_for(
        self, enclosed: Attachment, channel: Channel, name: str | None
    ) -> File | None:
        try:
            return await asyncio.to_thread(self._of, enclosed, channel, name)
        except Exception as error:
            log.error("not made", kind=enclosed.kind, error=type(error).__name__,
                      where=where(error))  # fmt: skip
            return None

    def at(self, secret: str) -> Made | None:
        """What stands at an address."""
        if not _SECRET.fullmatch(secret):
            return None
        with reading(self._engine) as db:
            there = contents.linked(db, secret, self._clock())
            return None if there is None else self._look(db, *there)

    def shown(self, digest: str) -> Made | None:
        """What a digest stands for (the demo's page asks for it)."""
        with reading(self._engine) as db:
            there = contents.found(db, digest)
            return None if there is None else self._look(db, *there)

    def _of(self, enclosed: Attachment, channel: Channel, name: str | None) -> File | None:
        with reading(self._engine) as db:
            there = contents.found(db, enclosed.digest)
            if there is None:
                return None
            made = self._look(db, *there)
            name = name or contents.known(db, channel.name, channel.bot, enclosed.digest)
        url = self._address(enclosed.digest) if channel.limits.addresses else None
        if channel.limits.addresses and url is None:
            return None
        return File(enclosed.digest, made.name, made.media, made.data, name, url)

    def _address(self, digest: str) -> str | None:
        """A new address: nobody guesses it, and it ends."""
        if self._public_url is None:
            return None
        secret = secrets.token_urlsafe(24)
        with transaction(self._engine) as db:
            contents.link(db, secret, digest, self._clock() + HELD)
        return f"{self._public_url}/files/{secret}"

    def _look(self, db: Db, enclosed: Attachment, content: str) -> Made:
        with self._lock:
            known = self._made.get(enclosed.digest)
            if known is not None:
                self._made.move_to_end(enclosed.digest)
                return known
        made = self._make(db, enclosed.kind, content)
        self._keep(enclosed.digest, made)
        return made

    def _keep(self, digest: str, made: Made) -> None:
        with self._lock:
            self._made[digest] = made
            while sum(len(one.data) for one in self._made.values()) > _ROOM:
                self._made.popitem(last=False)


async def send(
    files: Files | None, channel: Channel, row: Waiting, reply: Reply
) -> tuple[str, File | None]:
    """Send a message with what it encloses, or with the words for where there is none; the
    platform's id of it, and what was enclosed.
    """
    if files is None:
        return await channel.send(row.address.chat, reply.alone(), row.id), None
    async with files.lent(reply, channel) as file:
        whole = reply.alone() if file is None else reply
        return await channel.send(row.address.chat, whole, row.id, file), file


def write_sent(
    db: Db, row_id: int, external_id: str, now: datetime, channel: Channel, file: File | None
) -> None:
    """The message was sent; what the platform calls its file is known from now on."""
    outbox.sent(db, row_id=row_id, external_id=external_id, now=now)
    if file is not None and file.sent_as not in (None, file.id):
        contents.remember(db, channel.name, channel.bot, file.digest, str(file.sent_as))
