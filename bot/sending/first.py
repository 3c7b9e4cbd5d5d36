"""The first of those who need the same does the work; the others wait for it, then go in turn."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from itertools import count

Key = tuple[str, ...]
_MOST = 1000
"""Names that are remembered; what is forgotten here is still in the database."""


class Place:
    """One of those who need a thing; `name`: what it is called, once that is known."""

    def __init__(self, name: str | None, leave: Callable[[str | None], None]) -> None:
        self.name, self.leave = name, leave
        """`leave`: nobody needs to wait for this one any more; may be called again."""


class First:
    """Who is at work on what, and what came of it."""

    def __init__(self, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep) -> None:
        self._sleep = sleep
        self._at_work: dict[Key, tuple[asyncio.Event, count[int]]] = {}
        self._names: OrderedDict[Key, str] = OrderedDict()

    @asynccontextmanager
    async def of(self, key: Key, apart: float) -> AsyncIterator[Place]:
        """A place among those who need this; the waiting ones are let go so many seconds apart.

        Whatever became of the first: where it failed, each does the work for itself.
        """
        there = None if key in self._names else self._at_work.get(key)
        done: asyncio.Event | None = None
        if there is not None:
            number = next(there[1])
            await there[0].wait()
            await self._sleep(number * apart)
        elif key not in self._names:
            done = asyncio.Event()
            self._at_work[key] = done, count()

        def leave(name: str | None) -> None:
            if name is not None:
                self._names[key] = name
                self._names.move_to_end(key)
                if len(self._names) > _MOST:
                    self._names.popitem(last=False)
            if done is not None and not done.is_set():
                del self._at_work[key]
                done.set()

        try:
            yield Place(self._names.get(key), leave)
        finally:
            leave(None)
