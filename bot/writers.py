"""The two writers behind one interface.

SQLite: one thread drains what has arrived and does up to 64 jobs in one transaction (2-5 times
the turns a second of one commit each, no lost updates, and nobody waits for a lock). PostgreSQL:
several threads, each takes a chat; deadlocks are played again.
"""

from __future__ import annotations

import asyncio
import queue
import random
import sys
import threading
import time
from collections import deque
from collections.abc import Callable

from sqlalchemy import Engine

from bot.jobs import Arrived, Errand, Job, Line, Refused, T, Writer, apart
from bot.lines import Lines
from bot.receiving import settling
from bot.turns import Stage, perform
from storage.engine import Db, clashed

_BATCH = 64
_TRIES = 5
_LAST_WORDS = 2.0
_SWITCH = 0.0005
"""Seconds after which a busy thread lets another one run. By default they are 5 milliseconds,
which the event loop would wait after each call of the system while a writer is busy."""


def writer(engine: Engine, stage: Stage) -> Writer:
    """The writer that fits the database."""
    sys.setswitchinterval(_SWITCH)
    if engine.dialect.name == "sqlite":
        return SingleWriter(engine, stage)
    return ChatWriters(engine, stage)


class SingleWriter:
    """One thread, one transaction for all that has arrived; it never waits to fill a batch."""

    def __init__(self, engine: Engine, stage: Stage) -> None:
        self._engine, self._stage = engine, stage
        self._queue: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._chats = Lines()
        self._thread = threading.Thread(target=self._run, name="writer", daemon=True)
        self._stopped = False

    def start(self) -> None:
        """Begin to play."""
        self._thread.start()

    def stop(self) -> None:
        """Finish what is in hand, refuse the rest."""
        self._stopped = True
        self._queue.put(None)
        self._thread.join(_LAST_WORDS)

    def put(self, arrived: Job) -> None:
        """Queue a message behind those of its chat."""
        if self._stopped:
            arrived.done(Refused())
        else:
            self._queue.put(arrived)

    async def do(self, work: Callable[[Db], T]) -> T:
        """Do this among the turns, in their transaction."""
        found: list[T] = []
        loop = asyncio.get_running_loop()
        future: asyncio.Future[None] = loop.create_future()
        # Played again by itself if a neighbour fails: the last result is the one that holds.
        self.put(Errand(lambda db: found.append(work(db)), settling(loop, future)))
        await future
        return found[-1]

    def _run(self) -> None:
        while (batch := self._drain()) is not None:
            results = self._chats.play(batch, self._play)
            for job, error in zip(batch, results, strict=True):
                job.done(error)
            if any(isinstance(job, Arrived) for job in batch):
                self._stage.played()

    def _drain(self) -> list[Job] | None:
        first = self._queue.get()
        batch = [] if first is None else [first]
        while batch and len(batch) < _BATCH and not self._queue.empty():
            following = self._queue.get()
            if following is None:
                self._queue.put(None)
                break
            batch.append(following)
        return batch or None

    def _play(self, batch: list[Job]) -> list[Exception | None]:
        return perform(self._engine, self._stage, batch)


class ChatWriters:
    """Several threads; a chat is in one thread's hands at a time, so its order is kept."""

    def __init__(self, engine: Engine, stage: Stage, threads: int = 8) -> None:
        self._engine, self._stage = engine, stage
        self.do = apart(engine)
        self._lines: dict[Line, deque[Arrived]] = {}
        self._ready: queue.SimpleQueue[Line | None] = queue.SimpleQueue()
        self._chats = Lines()
        self._lock = threading.Lock()
        self._stopped = False
        self._threads = [
            threading.Thread(target=self._run, name=f"writer-{n}", daemon=True)
            for n in range(threads)
        ]

    def start(self) -> None:
        """Begin to play."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Finish the turns in hand, refuse the rest."""
        self._stopped = True
        for _ in self._threads:
            self._ready.put(None)
        until = time.monotonic() + _LAST_WORDS
        for thread in self._threads:
            thread.join(max(0.0, until - time.monotonic()))

    def put(self, arrived: Arrived) -> None:
        """Queue a message behind those of its chat."""
        if self._stopped:
            arrived.done(Refused())
            return
        with self._lock:
            line = self._lines.get(arrived.line)
            if line is not None:
                line.append(arrived)
                return
            self._lines[arrived.line] = deque([arrived])
        self._ready.put(arrived.line)

    def _run(self) -> None:
        while (line := self._ready.get()) is not None:
            arrived = self._lines[line][0]
            [error] = self._chats.play([arrived], self._play)
            arrived.done(error)
            with self._lock:
                self._lines[line].popleft()
                more = bool(self._lines[line])
                if not more:
                    del self._lines[line]
            if more:
                self._ready.put(line)
            if error is None:
                self._stage.played()

    def _play(self, one: list[Job]) -> list[Exception | None]:
        for attempt in range(1, _TRIES):
            results = perform(self._engine, self._stage, one)
            if not clashed(results[0]):
                return results
            time.sleep(random.uniform(0, 0.02 * attempt))  # noqa: S311 (a pause, no secret)
        return perform(self._engine, self._stage, one)
