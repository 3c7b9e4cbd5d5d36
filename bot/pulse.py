"""Whether we are well: told of the end of each transaction and each tick, asked by `/health`."""

from __future__ import annotations

import time
from collections.abc import Callable

from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, ProgrammingError, TimeoutError

LATE = 180.0
"""Seconds. A tick writes every minute, so a commit older than three of them is one too old."""

_OUR_OWN_FAULT = (IntegrityError, DataError, ProgrammingError)
_CLASHES = ("40001", "40P01")
"""PostgreSQL's serialisation failure and deadlock: nobody's fault, the turn is played again."""


class Pulse:
    """The last commit and the last tick; asking costs nothing, whoever asks and how often."""

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._committed = self._ticked = monotonic()
        self.failing = False

    def told(self, error: Exception | None) -> None:
        """A transaction has ended: committed, or with an error. From any thread."""
        if error is None:
            self._committed, self.failing = self._monotonic(), False
        elif _of_the_database(error):
            self.failing = True

    def ticked(self) -> None:
        """Everything that was due has been done."""
        self._ticked = self._monotonic()

    def well(self) -> bool:
        """Whether the last try to commit was good and neither it nor the tick is too long ago."""
        last = min(self._committed, self._ticked)
        return not self.failing and self._monotonic() - last < LATE


def _of_the_database(error: Exception) -> bool:
    if isinstance(error, TimeoutError):  # no connection became free
        return True
    if not isinstance(error, DBAPIError) or isinstance(error, _OUR_OWN_FAULT):
        return False
    return getattr(error.orig, "sqlstate", None) not in _CLASHES
