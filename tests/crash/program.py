"""The real program with two things changed: its clock stands in a season, and it may be told to
die at a named point.
"""

from __future__ import annotations

import itertools
import os
import signal
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from bot import cli
from bot.channels.telegram.channel import TelegramChannel
from bot.commands import common
from bot.receiving import receiver, writers
from handlers.routing import play, taking
from storage import outbox
from tests import paper_box

SEASON = datetime(2026, 12, 1, 1, 5, tzinfo=UTC)


def die(*_: Any, **__: Any) -> None:
    """As a power cut would have it."""
    os.kill(os.getpid(), signal.SIGKILL)


def before(owner: Any, name: str, count: int) -> None:
    """Die at the `count`-th call, before it does anything."""
    real: Callable[..., Any] = getattr(owner, name)
    calls = itertools.count(1)
    setattr(owner, name, lambda *a, **k: die() if next(calls) >= count else real(*a, **k))


def after(owner: Any, name: str, count: int) -> None:
    """Die at the end of the `count`-th call, before anybody hears of it."""
    real: Callable[..., Any] = getattr(owner, name)
    calls = itertools.count(1)

    def wrapped(*a: Any, **k: Any) -> Any:
        result = real(*a, **k)
        return die() if next(calls) >= count else result

    setattr(owner, name, wrapped)


def after_awaiting(owner: Any, name: str, count: int) -> None:
    """The same for a coroutine."""
    real: Callable[..., Any] = getattr(owner, name)
    calls = itertools.count(1)

    async def wrapped(*a: Any, **k: Any) -> Any:
        result = await real(*a, **k)
        return die() if next(calls) >= count else result

    setattr(owner, name, wrapped)


POINTS: dict[str, Callable[[int], None]] = {
    "read": lambda n: before(receiver.Receiver, "take", n),
    "turn": lambda n: after(play, "answer", n),
    "commit": lambda n: (
        [after(w, "_play", n) for w in (writers.SingleWriter, writers.ChatWriters)] and None
    ),
    "send": lambda n: after_awaiting(TelegramChannel, "send", n),
    "fetched": lambda n: after_awaiting(TelegramChannel, "fetch", n),
    "taken": lambda n: after(taking, "take", n),
    "mark": lambda n: before(outbox, "sent", n),
}


def with_boxes(point: str | None = None, count: str = "1") -> None:
    """The same, with the dialogue of the tests that takes files."""
    paper_box.put_up(dict.__setitem__)
    main(point, count)


def main(point: str | None = None, count: str = "1") -> None:
    """Run until told to leave, or until the `count`-th time that this point is reached."""
    begun = datetime.now(UTC)
    common.now = lambda: SEASON + (datetime.now(UTC) - begun) % timedelta(hours=1)
    if point is not None:
        POINTS[point](int(count))
    sys.exit(cli.run(["run"]))
