"""Before the writer: what only asks is worked out beside it, on connections that only read.

`/standings`, `/why`, `/board`, `/help`, written or tapped. However many ask at once, nobody's
report waits for them: the writer only writes the answer down. It looks whether the chat still
stands where the answer found it, and works it out anew otherwise, so that exactly-once and the
order of a chat are its own doing as ever. Here the order is kept by holding back what comes behind
such a message.
"""

from __future__ import annotations

import itertools
import queue
import threading
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import cast

from sqlalchemy import Engine

from bot.receiving.batch import Context
from bot.receiving.jobs import LAST_WORDS, Do, Line, Refused, T, TurnJob, Writer
from handlers.routing import ahead
from storage.engine import Db, reading
from storage.messages import Incoming

_READERS = 1
_LOOK, _READ = 0, 1
"""What a button says is looked up first: a report's yes must not wait for others' questions."""
Waiting = tuple[int, int, TurnJob | None]


class Beside:
    """A writer with readers before it."""

    def __init__(self, engine: Engine, context: Context, writer: Writer) -> None:
        self._engine, self._context, self._writer = engine, context, writer
        self._queue: queue.PriorityQueue[Waiting] = queue.PriorityQueue()
        self._numbers = itertools.count()
        self._behind: dict[Line, deque[TurnJob]] = {}
        self._lock = threading.Lock()
        self._stopped = False
        self._threads = [
            threading.Thread(target=self._run, name=f"reader-{n}", daemon=True)
            for n in range(_READERS)
        ]

    @property
    def do(self) -> Do:
        """Other work is the writer's."""
        return self._writer.do

    def step(self, work: Callable[[Db], T]) -> T:
        """Steps are the writer's."""
        return self._writer.step(work)

    def start(self) -> None:
        """Begin to read and to play."""
        self._writer.start()
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Refuse what is not with the writer yet, then let it finish what is."""
        self._stopped = True
        for _ in self._threads:
            self._queue.put((-1, next(self._numbers), None))
        until = time.monotonic() + LAST_WORDS
        for thread in self._threads:
            if thread.is_alive():
                thread.join(max(0.0, until - time.monotonic()))
        self._refuse()
        self._writer.stop()

    def put(self, arrived: TurnJob) -> None:
        """To the writer, or behind what is read in this chat, or to be read itself."""
        with self._lock:
            behind = self._behind.get(arrived.line)
            if behind is not None and not self._stopped:
                behind.append(arrived)
            elif self._stopped or not _may_ask(arrived):
                self._writer.put(arrived)
            else:
                self._behind[arrived.line] = deque()
                self._read(arrived)

    def _read(self, arrived: TurnJob) -> None:
        tapped = _message(arrived).kind == "tap"
        self._queue.put((_LOOK if tapped else _READ, next(self._numbers), arrived))

    def _run(self) -> None:
        while True:
            level, _, arrived = self._queue.get()
            if arrived is None:
                return
            found: TurnJob | None = arrived
            with suppress(Exception):  # whatever it was: the writer plays the message as any other
                found = self._look(arrived) if level == _LOOK else self._answered(arrived)
            if found is None:
                self._queue.put((_READ, next(self._numbers), arrived))
            else:
                self._hand_on(found)

    def _look(self, arrived: TurnJob) -> TurnJob | None:
        """As it is; `None` if it asks."""
        with reading(self._engine) as db:
            return None if ahead.tapped(db, _message(arrived)) else arrived

    def _answered(self, arrived: TurnJob) -> TurnJob:
        with reading(self._engine) as db:
            found = ahead.read(db, _message(arrived), self._context.clock(), self._context.site)
        return replace(arrived, ahead=found)

    def _hand_on(self, arrived: TurnJob) -> None:
        """To the writer, and what waits behind it up to the next that asks."""
        with self._lock:
            self._writer.put(arrived)
            behind = self._behind.get(arrived.line, deque())
            while behind:
                following = behind.popleft()
                if _may_ask(following) and not self._stopped:
                    self._read(following)
                    return
                self._writer.put(following)
            self._behind.pop(arrived.line, None)

    def _refuse(self) -> None:
        with self._lock:
            left = [one for behind in self._behind.values() for one in behind]
            self._behind.clear()
        while not self._queue.empty():
            arrived = self._queue.get()[2]
            left += [arrived] if arrived is not None else []
        for one in left:
            one.done(Refused())


def _message(arrived: TurnJob) -> Incoming:
    """What only asks is a message: what cannot be read is not held back here."""
    return cast(Incoming, arrived.item)


def _may_ask(arrived: TurnJob) -> bool:
    return isinstance(arrived.item, Incoming) and ahead.may_ask(arrived.item)
