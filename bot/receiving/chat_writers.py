"""The writer of PostgreSQL: several threads, each takes a chat; deadlocks are played again."""

from __future__ import annotations

import queue
import random
import threading
import time
from collections import deque
from collections.abc import Callable

from sqlalchemy import Engine

from bot.receiving.batch import Context, perform
from bot.receiving.jobs import LAST_WORDS, Job, Line, Refused, T, TurnJob, in_thread
from bot.receiving.waiting import Lines
from storage.engine import Db, clashed, replayed

_TRIES = 5


class ChatWriters:
    """Several threads; a chat is in one thread's hands at a time, so its order is kept."""

    def __init__(self, engine: Engine, context: Context, threads: int = 8) -> None:
        self._engine, self._context = engine, context
        self.do = in_thread(engine)
        self._lines: dict[Line, deque[TurnJob]] = {}
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
        until = time.monotonic() + LAST_WORDS
        for thread in self._threads:
            thread.join(max(0.0, until - time.monotonic()))

    def put(self, arrived: TurnJob) -> None:
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

    def step(self, work: Callable[[Db], T]) -> T:
        """Turns wait for nothing but the rows that a step holds."""
        if self._stopped:
            raise Refused
        return replayed(self._engine, work)

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
                self._context.played()

    def _play(self, one: list[Job]) -> list[Exception | None]:
        for attempt in range(1, _TRIES):
            results = perform(self._engine, self._context, one)
            if not clashed(results[0]):
                return results
            time.sleep(random.uniform(0, 0.02 * attempt))  # noqa: S311 (a pause, no secret)
        return perform(self._engine, self._context, one)
