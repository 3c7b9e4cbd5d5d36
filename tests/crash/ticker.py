"""One of several processes that tick at once, each with a clock that jumps; it also sends what is
due and confirms a report now and then. Run as `python tests/crash/ticker.py URL SEED STEPS`.

Prints a JSON line for each reminder sent: its key, the local moment, whether it was still owed; and
for each word about reports that wait to be checked, whether any did.
"""

from __future__ import annotations

import json
import random
import sys
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from sqlalchemy import select  # noqa: E402

from scheduler.compose import compose  # noqa: E402
from scheduler.reminders import Task  # noqa: E402
from scheduler.tick import tick  # noqa: E402
from scoring.loading import builtin  # noqa: E402
from storage import news, outbox, readers, reports, review_queue, units  # noqa: E402
from storage.engine import Db, connect, transaction  # noqa: E402
from storage.messages import Reply  # noqa: E402
from storage.outbox import Waiting  # noqa: E402

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


def deliver(db: Db, row: Waiting, now: datetime) -> None:
    """As the sender does: word it, then send it, put it off or drop it."""
    wanted = row.kind != "reminder" or owed(db, Task.model_validate_json(row.body))
    if row.kind == "check":
        reader = readers.of(db, row.address)
        wanted = reader is not None and review_queue.count(db, reader, MOVEMENT.checks) > 0
    reply = compose(db, row, now, MOVEMENT, ZONE)
    if isinstance(reply, Reply):
        outbox.sent(db, row.id, "1", now)
        if row.kind in ("reminder", "check"):
            key = db.execute(select(outbox.outbox.c.key).where(outbox.outbox.c.id == row.id))
            said = {"key": key.scalar(), "at": now.astimezone(ZONE).isoformat(), "wanted": wanted}
            print(json.dumps(said), flush=True)
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


def main(url: str, seed: str, steps: int) -> None:
    dice = random.Random(seed)
    engine = connect(url)
    now = datetime(2026, 12, 1, 6, tzinfo=ZONE)
    for _ in range(steps):
        now += dice.choice(JUMPS)
        tick(engine, MOVEMENT, ZONE, now)
        with transaction(engine) as db:
            confirm(db, dice, now)
        with transaction(engine) as db:
            for row in outbox.claim(
                db, "telegram", "123456", now, holder=seed, busy=[], most=dice.randrange(1, 60)
            ):
                deliver(db, row, now)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
