"""What the writer is given: messages that become turns, and work of the sender."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from sqlalchemy import Engine

from bot.channels.base import Broken
from handlers.routing.ahead import Ahead
from storage.engine import Db, transaction
from storage.messages import Incoming

T = TypeVar("T")
Line = tuple[str, str, str]
"""Channel, bot, chat."""
LAST_WORDS = 2.0
"""Seconds for what is in hand when the program leaves."""


class Refused(Exception):
    """The program is leaving: the job was not taken."""


@dataclass(frozen=True)
class TurnJob:
    """A message on its way to its turn; `done` is called, from any thread, after its commit.

    `ahead`: its answer, where it only asks and that was worked out beforehand.
    """

    item: Incoming | Broken
    channel: str
    bot: str
    done: Callable[[Exception | None], None]
    ahead: Ahead | None = None

    @property
    def line(self) -> Line:
        """The first-in-first-out line it stands in."""
        chat = self.item.chat if isinstance(self.item, Incoming) else ""
        return self.channel, self.bot, chat


@dataclass(frozen=True)
class WorkJob:
    """Work in a transaction that may be shared; `work` keeps its result to itself.

    `alone`: in one of its own, so that the turns before it are not committed later for its sake.
    """

    work: Callable[[Db], Any]
    done: Callable[[Exception | None], None]
    alone: bool = False


Job = TurnJob | WorkJob


class Writer(Protocol):
    """Plays turns and does other work in threads of its own."""

    def start(self) -> None:
        """Begin."""

    def stop(self) -> None:
        """Finish what is in hand and return; what comes later is refused."""

    def put(self, arrived: TurnJob) -> None:
        """Queue a message behind those of its chat."""

    @property
    def do(self) -> Do:
        """How other work is done."""

    def step(self, work: Callable[[Db], T]) -> T:
        """A small step of long work, behind the turns that wait; what it gives, or its error.

        Called from any thread but the event loop's, which waits. Refused when the program leaves.
        """


class Do(Protocol):
    """Does work in a transaction, beside the event loop."""

    def __call__(self, work: Callable[[Db], T]) -> Awaitable[T]:
        """Its result after the commit, or its error."""


def in_thread(engine: Engine) -> Do:
    """Each piece of work in a transaction of its own, in a thread of its own."""

    def alone(work: Callable[[Db], T]) -> T:
        with transaction(engine) as db:
            return work(db)

    def do(work: Callable[[Db], T]) -> Awaitable[T]:
        return asyncio.to_thread(alone, work)

    return do
