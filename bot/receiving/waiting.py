"""What has yet to be taken in each chat: while a message waits there, nothing behind it is played.

The database may fail at any message. The platform sends it again, but by then other messages of
the chat may have come, or wait here already; "45" must not answer the question after its own.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.receiving.jobs import Job, Line, TurnJob
from storage.faults import is_database_failure
from storage.messages import Incoming

LAPSE = 60.0
"""Seconds without a further try after which nobody waits for a message any more: its platform
may never send it again, and nobody must be locked out. Should it come, it comes late."""

Results = list[Exception | None]


class Behind(Exception):
    """An earlier message of the chat has yet to be taken; this one is to be sent again."""


def line_of(job: Job) -> Line | None:
    """The chat in whose order the job stands; other work and what cannot be read stand in none."""
    return job.line if isinstance(job, TurnJob) and isinstance(job.item, Incoming) else None


@dataclass
class _Owed:
    """A message that the database could not take, or that came behind one: when it last came."""

    id: str
    order: int | None
    tried: float


class Lines:
    """The messages that are owed, each chat's in their order; used by several threads."""

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._owed: dict[Line, list[_Owed]] = {}
        self._lock = threading.Lock()
        self._swept = monotonic()

    def play(self, jobs: Sequence[Job], play: Callable[[list[Job]], Results]) -> Results:
        """Play what is not held back; the result of each, `Behind` for what is."""
        held = self._held(jobs) if self._owed else set()
        played = [job for n, job in enumerate(jobs) if n not in held]
        results = iter(play(played) if played else [])
        found = [Behind() if n in held else next(results) for n in range(len(jobs))]
        self._note(jobs, found)
        return found

    def _held(self, jobs: Sequence[Job]) -> set[int]:
        """The places of those who have to wait. Who is next may go, and who follows behind it."""
        held: set[int] = set()
        gone: set[tuple[Line, str]] = set()
        with self._lock:
            self._sweep()
            for n, job in enumerate(jobs):
                line, one = line_of(job), _owed(job, 0.0)
                if line is None or one is None:
                    continue
                still = (owed for owed in self._lapsed(line) if (line, owed.id) not in gone)
                first = next(still, None)
                if first is None or first.id == one.id or _before(one, first):
                    gone.add((line, one.id))
                else:
                    held.add(n)
        return held

    def _note(self, jobs: Sequence[Job], results: Results) -> None:
        now = self._monotonic()
        with self._lock:
            for job, error in zip(jobs, results, strict=True):
                line, one = line_of(job), _owed(job, now)
                if line is None or one is None:
                    continue
                if isinstance(error, Behind) or is_database_failure(error):
                    _enter(self._owed.setdefault(line, []), one)
                elif line in self._owed:
                    self._done(line, one)

    def _done(self, line: Line, one: _Owed) -> None:
        """The next one's time begins now: it could not go before."""
        owed = [other for other in self._owed.pop(line) if other.id != one.id]
        if owed:
            owed[0].tried = max(owed[0].tried, one.tried)
            self._owed[line] = owed

    def _lapsed(self, line: Line) -> list[_Owed]:
        """What is owed in a chat, without those at its head that nobody tries any more."""
        owed, since = self._owed.get(line, []), self._monotonic() - LAPSE
        while owed and owed[0].tried < since:
            del owed[0]
        return owed

    def _sweep(self) -> None:
        """Forget the chats in which nothing has been tried for long: once in a while."""
        now = self._monotonic()
        if now - self._swept > LAPSE:
            self._swept = now
            self._owed = {line: self._owed[line] for line in self._owed if self._lapsed(line)}


def _owed(job: Job, now: float) -> _Owed | None:
    if not isinstance(job, TurnJob) or not isinstance(job.item, Incoming):
        return None
    return _Owed(job.item.external_id, job.item.order, now)


def _before(one: _Owed, other: _Owed) -> bool:
    return one.order is not None and other.order is not None and one.order < other.order


def _enter(owed: list[_Owed], one: _Owed) -> None:
    """Into its place: by its order, else behind what came before."""
    for known in owed:
        if known.id == one.id:
            known.tried = one.tried
            return
    at = next((n for n, other in enumerate(owed) if _before(one, other)), len(owed))
    owed.insert(at, one)
