"""The same line again and again: written a few times a minute, then only counted.

Whatever a stranger can make us say (or the system, out of files) must not fill the disk.
"""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TextIO

LINES, SECONDS = 20, 60.0
_MOST_KINDS = 500
_OTHERS = ("", logging.WARNING, "lines of many kinds")
_TELLING = ("channel", "kind", "error", "call", "path")
"""Fields that make another kind of an event; numbers and ids do not."""

_NUMBER = re.compile(r"\d+")
_LONGEST = 100

Sort = tuple[str, int, str]


@dataclass
class _Count:
    begun: float
    lines: int = 0


class Sparing(logging.StreamHandler[TextIO]):
    """Writes at most `LINES` lines of a kind in `SECONDS`, and then one: how many more there were.

    That line comes with the next one of any kind, at the latest when the program ends.
    """

    def __init__(self, stream: TextIO, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(stream)
        self.clock = clock
        self._counts: dict[Sort, _Count] = {}
        self._told = clock()

    def emit(self, record: logging.LogRecord) -> None:
        """Write it, or only count it."""
        now = self.clock()
        if now - self._told >= 1:
            self._told = now
            self._tell(now - SECONDS)
        if record.levelno < logging.INFO or self._may(_sort(record), now):
            super().emit(record)

    def close(self) -> None:
        """The end: say what was counted."""
        self._tell(float("inf"))
        super().close()

    def _may(self, sort: Sort, now: float) -> bool:
        if sort not in self._counts and len(self._counts) >= _MOST_KINDS:
            sort = _OTHERS
        count = self._counts.setdefault(sort, _Count(now))
        count.lines += 1
        return count.lines <= LINES

    def _tell(self, before: float) -> None:
        """How many lines were kept back in the times that began before this moment."""
        over = [sort for sort, count in self._counts.items() if count.begun <= before]
        for sort in over:
            more = self._counts.pop(sort).lines - LINES
            if more > 0:
                name, level, event = sort
                super().emit(
                    logging.LogRecord(name, level, "", 0, "%d more: %s", (more, event), None)
                )


def _sort(record: logging.LogRecord) -> Sort:
    """Logger, level and event, without numbers."""
    said = record.msg
    if isinstance(said, dict):
        values = [said.get("event"), *(said.get(name) for name in _TELLING)]
        words = " ".join(str(value) for value in values if value is not None)
    else:
        words = str(said)
    line = words.strip().partition("\n")[0][:_LONGEST]
    return record.name, record.levelno, _NUMBER.sub("#", line)
