"""Turns alone, without HTTP: whole reports through the real writer, each turn committed.

`python -m bench.alone URL CHATS [RATE]` prints one line of JSON: turns a second; with RATE (turns
given a second) the milliseconds from giving to commit instead; the resident memory at each tenth.
"""

from __future__ import annotations

import json
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Engine, update

from bench.town import REPORT, SEASON, ZONE, ready
from bot.receiving.batch import Context
from bot.receiving.jobs import TurnJob
from bot.receiving.writers import writer
from handlers.routing.play import Site
from scoring.loading import builtin
from storage.engine import transaction
from storage.messages import Incoming
from storage.outbox import outbox

_WAITING = 500
"""Turns that wait for the writer at most: as many as a busy platform hands over at once."""


def resident(pid: int | str = "self") -> float:
    """Megabytes of a process in memory."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def message(number: int, chat: int, text: str) -> Incoming:
    """A line of a chat's report."""
    return Incoming(channel="telegram", bot="123456", kind="text", chat=str(chat),
                    sender=str(chat), external_id=str(number), text=text, sent_at=SEASON,
                    language="vi", message=str(number))  # fmt: skip


def _arrive(engine: Engine, played: Callable[[], bool]) -> None:
    """Every card is there before it is confirmed: only what was shown can be agreed to."""
    while not played():
        time.sleep(0.001)
    with transaction(engine) as db:
        db.execute(update(outbox).values(status="sent"))


def main(url: str, chats: int, rate: float | None) -> None:
    """Play the reports of all chats, line by line."""
    engine = ready(url, chats)
    turns = writer(engine, Context(Site(builtin(), ZONE), lambda: SEASON, lambda: None))
    room = threading.Semaphore(_WAITING)
    waits: list[float] = []
    memory: list[float] = []
    total = chats * len(REPORT)

    def done(error: Exception | None, given: float) -> None:
        assert error is None, error
        waits.append(time.perf_counter() - given)
        if len(waits) % (total // 10) == 0:
            memory.append(resident())
        room.release()

    turns.start()
    begun = time.perf_counter()
    for number in range(total):
        if rate is not None:
            time.sleep(max(0.0, begun + number / rate - time.perf_counter()))
        room.acquire()
        at, given = divmod(number, chats), time.perf_counter()
        if number == total - chats:
            _arrive(engine, lambda: len(waits) == total - chats)
        item = message(number, at[1] + 1, REPORT[at[0]])
        turns.put(TurnJob(item, "telegram", "123456", lambda e, given=given: done(e, given)))
    while len(waits) < total:
        time.sleep(0.001)
    seconds = time.perf_counter() - begun
    turns.stop()
    waits.sort()
    print(json.dumps({"turns": total, "a_second": total / seconds,
                      "p95_ms": 1000 * waits[total * 95 // 100], "memory_mb": memory}))  # fmt: skip


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), float(sys.argv[3]) if sys.argv[3:] else None)
