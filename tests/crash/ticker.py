"""One of several processes that tick at once, each with a clock that jumps; it also sends what is
due and confirms a report now and then.

It writes a JSON line for each reminder sent: its key, the local moment, whether it was still owed;
and for each word about reports that wait to be checked, whether any did.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import select

from scheduler.compose import compose
from scheduler.reminders import Task
from scheduler.tick import tick
from scoring.loading import builtin
from storage import news, outbox, readers, reports, review_queue, units
from storage.engine import Db, connect, replayed, transaction
from storage.messages import Reply
from storage.outbox import Waiting

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
MOVEMENT = builtin()
JUMPS = [timedelta(minutes=20)] * 7 + [timedelta(hours=n) for n in (-1, 1, 26)]


def owed(db: Db, task: Task) -> bool:
    """Whether anything of a reminder is still to be done."""
    for duty in task.duties:
        unit = units.by_code(db, duty.unit)
        found = reports.of(db, unit.id, duty.form, duty.period) if unit else None
        if found is None or found.status in ("draft", "returned"):
            return True
    return task.dossier is not None or task.escalation is not None


def deliver(db: Db, row: Waiting, now: datetime) -> Iterator[dict[str, object]]:
    """As the sender does: word it, then send it, put it off or drop it; what was said."""
    wanted = row.kind != "reminder" or owed(db, Task.model_validate_json(row.body))
    if row.kind == "check":
        reader = readers.of(db, row.address)
        wanted = reader is not None and review_queue.count(db, reader, MOVEMENT.checks) > 0
    reply = compose(db, row, now, MOVEMENT, ZONE)
    if isinstance(reply, Reply):
        outbox.sent(db, row.id, "1", now)
        if row.kind in ("reminder", "check"):
            key = db.execute(select(outbox.outbox.c.key).where(outbox.outbox.c.id == row.id))
            yield {"key": key.scalar(), "at": now.astimezone(ZONE).isoformat(), "wanted": wanted}
    elif reply is None:
        outbox.ended(db, row.id, "cancelled", "no longer wanted")
    else:
        outbox.again(db, row.id, reply, "not the hour")


def confirm(db: Db, dice: random.Random, now: datetime) -> None:
    """Somebody of the second half of the groups reports."""
    unit = units.by_code(db, f"99000{dice.randrange(17, 34):02}")
    if unit is not None:
        report = reports.start(db, unit.id, "head-month", "2026-11", now)
        if report.status == "draft":
            report = reports.confirm(db, report, 1, now)
            hear = {one.id for one in review_queue.checkers(db, MOVEMENT.checks, report.id)}
            news.keep(db, "check", hear, (report.id, report.version), now)


def some(db: Db, now: datetime, holder: str, most: int) -> list[dict[str, object]]:
    """Deliver some of what is due; several programs hold several people at once, and one of two
    that wait for each other does it again, as a sender does.
    """
    claimed = outbox.claim(db, "telegram", "123456", now, holder=holder, busy=[], most=most)
    return [said for row in claimed for said in deliver(db, row, now)]


def main(url: str, seed: str, steps: int, said: Path) -> None:
    dice = random.Random(seed)
    engine = connect(url)
    now = datetime(2026, 12, 1, 6, tzinfo=ZONE)
    with said.open("w", encoding="utf-8") as into:
        for _ in range(steps):
            now += dice.choice(JUMPS)
            tick(engine, MOVEMENT, ZONE, now)
            with transaction(engine) as db:
                confirm(db, dice, now)
            turn = partial(some, now=now, holder=seed, most=dice.randrange(1, 60))
            for said in replayed(engine, turn):
                print(json.dumps(said), file=into)
