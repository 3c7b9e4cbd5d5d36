"""One process at a time polls, sends and paces a channel: the holder of its lock.

PostgreSQL: an advisory lock on a connection of its own; when the holder dies, its connection
ends and another process takes over. SQLite: one `run` a database, by a lock on the file itself.
"""

from __future__ import annotations

import asyncio
import fcntl
import zlib
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import structlog
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError

from storage import files

log = structlog.get_logger()
_LOOK = 2.0


class Held(Exception):
    """Another process holds the lock; the message is for the operator."""


def lock_file(path: Path) -> IO[bytes]:
    """Hold a SQLite database for as long as the returned file is open; raises Held or OSError.

    The lock lies on the file, not on a name: links and mounts lead to the same one. It is not of
    the kind that SQLite takes, but closing a descriptor of a file ends that kind too: so this one
    is opened before SQLite opens the file, and closed when nothing is done with it any more.
    """
    files.make(path)
    file = path.open("rb+")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        why = "another `thidua run` or `thidua demo` is working with this database"
        raise Held(f"{path}: {why}") from None
    return file


async def while_holding(engine: Engine, name: str, work: Callable[[], Awaitable[None]]) -> None:
    """Do the work whenever this process is the one that holds `name`."""
    if engine.dialect.name == "sqlite":
        await work()
        return
    while True:
        try:
            await _hold(engine, name, work)
        except DBAPIError as error:
            log.warning("lock lost", lock=name, error=type(error).__name__)
        await asyncio.sleep(_LOOK)


@contextmanager
def alone(engine: Engine, name: str) -> Iterator[bool]:
    """Whether no other process is at `name` now; if so, none is until the end of the block.

    On SQLite there is no other.
    """
    if engine.dialect.name == "sqlite":
        yield True
        return
    connection = _connect(engine)
    try:
        yield _try(connection, name)
        # The server notices an ended connection only a while later.
        connection.execute(text("SELECT pg_advisory_unlock_all()"))
    finally:
        _end(connection)


async def _hold(engine: Engine, name: str, work: Callable[[], Awaitable[None]]) -> None:
    connection = await asyncio.to_thread(_connect, engine)
    try:
        if not await asyncio.to_thread(_try, connection, name):
            return
        log.info("holding", lock=name)
        task = asyncio.ensure_future(work())
        try:
            while not task.done():
                await asyncio.wait({task}, timeout=_LOOK)
                await asyncio.to_thread(_alive, connection)
            await task
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
    finally:
        # Not back into the pool: the lock lives as long as this connection does.
        await asyncio.to_thread(_end, connection)


def _connect(engine: Engine) -> Connection:
    return engine.connect().execution_options(isolation_level="AUTOCOMMIT")


def _try(connection: Connection, name: str) -> bool:
    key = {"key": zlib.crc32(name.encode())}
    return bool(connection.execute(text("SELECT pg_try_advisory_lock(:key)"), key).scalar())


def _alive(connection: Connection) -> None:
    connection.execute(text("SELECT 1"))


def _end(connection: Connection) -> None:
    connection.invalidate()
    connection.close()
