"""What a kind of task is: when it is due, in which hours, whether it is still wanted, its words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, Protocol, TypeVar
from zoneinfo import ZoneInfo

from pydantic import BaseModel

from handlers.engine.turn import Reply
from locales.translator import Translator
from scoring.live import Live
from storage.engine import Db
from storage.person import Person
from storage.steps import Step

Task = TypeVar("Task", bound=BaseModel)

Hours = Callable[[datetime, int], datetime | None]
"""Of a local moment and the hour before which nothing is sent: that moment, if it may go then; the
next one at which it may; `None` where there is none any more."""


class Due(Protocol):
    """Queues what is due, each once: it looks beside the writer and writes in small steps."""

    def __call__(self, look: Step, step: Step, live: Live, zone: ZoneInfo, now: datetime) -> object:
        """To be called by each tick."""


@dataclass(frozen=True)
class Leaving:
    """A task that leaves: who reads it, in which language, at which moment."""

    db: Db
    person: Person
    t: Translator
    live: Live
    zone: ZoneInfo
    now: datetime

    @property
    def today(self) -> date:
        """The day there."""
        return self.now.astimezone(self.zone).date()


@dataclass(frozen=True)
class Kind(Generic[Task]):
    """A kind of task: its `code` and what is kept of it (`body`) in the outbox, and four answers.

    `due`: queues it at a tick; `None` where something else does, such as a turn.
    `hours`: in which it may leave, asked when it does.
    `wanted`: whether it still is, then; a cheap look.
    `words`: what it says; `None` where nothing is left to be said.
    `answers`: who answers for what goes to a group; nothing else goes to one.
    """

    code: str
    body: type[Task]
    due: Due | None
    hours: Hours
    wanted: Callable[[Leaving, Task], bool]
    words: Callable[[Leaving, Task], Reply | None]
    answers: Callable[[Db, Task], Person | None] = lambda _db, _task: None
