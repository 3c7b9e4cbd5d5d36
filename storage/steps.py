"""Long work in small steps: each is a short transaction, and whoever writes goes in between."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from typing import Protocol, TypeVar

from storage.engine import Database, Db, replayed

BRIEF = 0.01
"""Seconds that a step may take from those who write. One thing is done in any case. A reply meets
two steps on its way, one before its turn and one before it is claimed."""

T = TypeVar("T")


class Step(Protocol):
    """Does a piece of work in a transaction of its own, when it is its turn."""

    def __call__(self, work: Callable[[Db], T]) -> T:
        """What the work gives, after its commit."""


def brief(items: Iterable[T]) -> Iterator[T]:
    """As many of them as a step has time for, one at least."""
    until = time.monotonic() + BRIEF
    for item in items:
        yield item
        if time.monotonic() >= until:
            return


def gently(engine: Database) -> Step:
    """Steps of a command beside the running program: after each it rests as long as that took."""

    def step(work: Callable[[Db], T]) -> T:
        began = time.monotonic()
        found = replayed(engine, work)
        time.sleep(time.monotonic() - began)
        return found

    return step
