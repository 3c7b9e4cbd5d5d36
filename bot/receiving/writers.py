"""The writer of SQLite, and which one fits a database.

One thread drains what has arrived and does up to 64 jobs in one transaction (2-5 times the turns a
second of one commit each, no lost updates, and nobody waits for a lock).
"""

from __future__ import annotations

import asyncio
import queue
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial

from sqlalchemy import Engine

from bot.receiving.batch import Context, perform
from bot.receiving.beside import Beside
from bot.receiving.chat_writers import ChatWriters
from bot.receiving.jobs import LAST_WORDS, Job, Refused, T, TurnJob, WorkJob, Writer
from bot.receiving.receiver import settling
from bot.receiving.waiting import Lines
from storage.engine import Db

_BATCH = 64
_SWITCH = 0.0005
"""Seconds after which a busy thread lets another one run. By default they are 5 milliseconds,
which the event loop would wait after each call of the system while a writer is busy."""


def writer(engine: Engine, context: Context) -> Writer:
    """The writer that fits the database, and before it whoever only reads."""
    sys.setswitchinterval(_SWITCH)
    own = SingleWriter if engine.dialect.name == "sqlite" else ChatWriters
    return Beside(engine, context, own(engine, context))


class SingleWriter:
    """One thread, one transaction for all that has arrived; it never waits to fill a batch."""

    def __init__(self, engine: Engine, context: Context) -> None:
        self._engine, self._context = engine, context
        self._queue: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._next: Job | None = None
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
        self._thread.join(LAST_WORDS)
        if not self._thread.is_alive():
            self._refuse()

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
        self.put(WorkJob(lambda db: found.append(work(db)), settling(loop, future)))
        await future
        return found[-1]

    def step(self, work: Callable[[Db], T]) -> T:
        """The turns that wait go first, and those that come meanwhile go next."""
        found: list[T] = []
        end: Future[None] = Future()
        self.put(WorkJob(lambda db: found.append(work(db)), partial(_settle, end), alone=True))
        end.result()
        return found[-1]

    def _refuse(self) -> None:
        """What came in the moment in which the program left."""
        while not self._queue.empty():
            job = self._queue.get()
            if job is not None:
                job.done(Refused())

    def _run(self) -> None:
        while (batch := self._drain()) is not None:
            results = self._chats.play(batch, self._play)
            for job, error in zip(batch, results, strict=True):
                job.done(error)
            if any(isinstance(job, TurnJob) for job in batch):
                self._context.played()

    def _drain(self) -> list[Job] | None:
        """All that has arrived, up to a step, which is done by itself."""
        first, self._next = self._next or self._queue.get(), None
        batch = [] if first is None else [first]
        while batch and not _alone(batch[0]) and len(batch) < _BATCH and not self._queue.empty():
            following = self._queue.get()
            if following is None:
                self._queue.put(None)
                break
            if _alone(following):
                self._next = following
                break
            batch.append(following)
        return batch or None

    def _play(self, batch: list[Job]) -> list[Exception | None]:
        return perform(self._engine, self._context, batch)


def _alone(job: Job) -> bool:
    return isinstance(job, WorkJob) and job.alone


def _settle(end: Future[None], error: Exception | None) -> None:
    if error is None:
        end.set_result(None)
    else:
        end.set_exception(error)
