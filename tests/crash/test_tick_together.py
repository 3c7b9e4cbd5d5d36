"""Guards: however many processes tick, and wherever their clocks jump, a reminder comes once, never
at night, and never to somebody who has confirmed; so does word of reports that wait to be checked,
where some do."""

from __future__ import annotations

import asyncio
import json
import os
import random
from collections import Counter
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine, select

from scheduler import calendar
from scoring.loading import builtin
from storage import missing_reports, people
from storage.engine import reading, transaction
from storage.outbox import Address, outbox
from tests.crash import forked, harness
from tests.crash import ticker as program

SCALE = int(os.environ.get("CRASH_SCALE", "1"))
SEED = os.environ.get("CRASH_SEED", str(random.SystemRandom().randrange(10**6)))
STEPS = 30 * min(SCALE, 20)


async def ticker(url: str, seed: str, folder: Path) -> list[dict]:
    said = folder / seed
    assert await forked.ended(forked.start(program.main, url, seed, STEPS, said)) == 0
    return [json.loads(line) for line in said.read_text(encoding="utf-8").splitlines()]


def _officers_join(engine: Engine) -> None:
    with transaction(engine) as db:
        for person_id, _ in missing_reports.holders(db, "officer"):
            chat = f"officer-{person_id}"
            at = Address("telegram", "123456", chat)
            people.bind(db, person_id, at, chat, harness.SEASON.replace(month=10))


async def test_three_processes_with_jumping_clocks(peopled: Engine, tmp_path: Path) -> None:
    print(f"CRASH_SEED={SEED}")
    _officers_join(peopled)
    url = harness.address(peopled)
    said = await asyncio.gather(*(ticker(url, f"{SEED}-{n}", tmp_path) for n in range(3)))
    sent = [one for process in said for one in process]
    assert sent
    assert {key: n for key, n in Counter(one["key"] for one in sent).items() if n > 1} == {}
    hour = builtin().calendar.hour
    assert [o for o in sent if not calendar.open_now(datetime.fromisoformat(o["at"]), hour)] == []
    assert [one for one in sent if not one["wanted"]] == []
    checks = [one for one in sent if one["key"].startswith("check:")]
    assert checks
    sent = [one for one in sent if one not in checks]
    print(f"{len(checks)} times somebody heard of reports to check")
    with reading(peopled) as db:
        rows = db.execute(select(outbox.c.key, outbox.c.status).where(outbox.c.kind == "reminder"))
        status = {row.key: row.status for row in rows}
        still = missing_reports.missing(db, "group", "head-month", "2026-11", role="head")
        owes = [o.person_id for o in still if o.person_id and people.address(db, o.person_id)]
    assert {key for key, end in status.items() if end == "sent"} == {one["key"] for one in sent}
    days = {key.rsplit(":", 1)[1] for key in status}
    assert owes
    assert {f"remind:{person}:{day}" for person in owes for day in days} <= set(status)
    reminded = Counter(key.rsplit(":", 1)[1] for key in status)
    print(f"{len(sent)} sent of {len(status)} on {len(days)} days: {dict(reminded)}")
