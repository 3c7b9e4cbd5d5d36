"""Guards: whatever statement or commit of the sender's the database fails at, every message goes
out once, and how it ended is written down once, as if nothing had failed."""

from __future__ import annotations

import asyncio
import os
from collections import Counter
from typing import Any

import pytest
from sqlalchemy import Engine, func, select

from bot.channels.base import SendError
from bot.receiving.jobs import T
from bot.sending.sender import Sender
from storage import outbox as rows
from storage.engine import Db, connect, reading, transaction
from storage.messages import Reply
from storage.outbox import PUSH, REPLY, Address, outbox
from storage.people import accounts
from tests.crash.copies import Copies
from tests.crash.faults import KINDS, Faults, meets
from tests.edge.sim import START, Platform, Time, play

SCALE = int(os.environ.get("CRASH_SCALE", "1"))
ENDS = {"busy": "retry", "closed": "blocked", "wrong": "permanent", "who knows": "unknown"}
TEXTS = ("one", "two", "busy", "wrong", "who knows", "closed", "three")


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def copies(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Copies:
    server = request.getfixturevalue("postgres") if request.param == "postgresql" else None
    return Copies(tmp_path_factory.mktemp("sending"), server)


def queue(engine: Engine) -> None:
    """Answers and notices, two for the first chat."""
    with transaction(engine) as db:
        for n, text in enumerate(TEXTS):
            chat = str(max(1, n))
            person = db.execute(
                select(accounts.c.person_id).where(accounts.c.chat == chat)
            ).scalar()
            to, body = Address("telegram", "123456", chat, person), Reply(text=text)
            rows.enqueue(db, text, to, body.model_dump_json(), START,
                         priority=PUSH if text == "closed" else REPLY)  # fmt: skip


def outcome(engine: Engine) -> dict[str, Any]:
    """How every row and account ended; the moments are another matter, for a fault takes time."""
    columns = (outbox.c.key, outbox.c.status, outbox.c.attempts, outbox.c.error, outbox.c.body)
    closed = select(accounts.c.chat).where(accounts.c.blocked_at.is_not(None))
    with reading(engine) as db:
        return {"rows": sorted(tuple(row) for row in db.execute(select(*columns))),
                "closed": db.execute(closed).scalars().all()}  # fmt: skip


def waiting(engine: Engine) -> int:
    where = outbox.c.status.in_(("queued", "sending"))
    with reading(engine) as db:
        return int(db.execute(select(func.count()).select_from(outbox).where(where)).scalar_one())


def sent(copies: Copies, kind: str = "", at: int = 0) -> tuple[Any, Faults]:
    """What went out and how it was written down, with one fault; and what was met."""
    url = copies.fresh()
    engine, aside, faults, time = connect(url), connect(url), Faults(), Time()
    queue(aside)
    meets(engine, faults)
    platform, tried = Platform(time), Counter[str]()
    platform.bot = "123456"

    def answer(text: str) -> SendError | None:
        tried[text] += 1
        kind = ENDS.get(text)
        return SendError(kind, "no") if kind and tried["busy"] < 3 else None  # type: ignore[arg-type]

    async def do(work: Any) -> T:
        with transaction(engine) as db:
            return work(db)  # type: ignore[no-any-return]

    def lost(db: Db, person: int, _now: object) -> None:
        to = Address("telegram", "123456", "9")
        rows.enqueue(db, f"lost {person}", to, Reply(text="lost").model_dump_json(), START)

    platform.answer = answer
    sender = Sender(do, platform, lambda *_: None, time.now, holder="test", lost=lost,  # type: ignore[arg-type]
                    monotonic=time.monotonic, sleep=time.sleep)  # fmt: skip
    with reading(engine):
        pass  # what SQLAlchemy asks a server once is not ours
    faults.arm(kind, at)
    asyncio.run(play(sender, time, lambda: not waiting(aside)))
    faults.disarm()
    found = (outcome(aside), dict(tried))
    engine.dispose()
    aside.dispose()
    copies.drop(url)
    return found, faults


def test_every_message_goes_out_once(copies: Copies) -> None:
    right, met = sent(copies)
    _, commits = sent(copies, "unknown")
    assert right[1] == dict.fromkeys((*TEXTS, "lost"), 1) | {"busy": 3}
    runs = fired = 0
    for share, kind in enumerate(KINDS):
        points = (commits if kind == "unknown" else met).met
        for at in range(1 + share, points + 1, max(1, min(20, 100 // SCALE))):
            found, faults = sent(copies, kind, at)
            runs, fired = runs + 1, fired + bool(faults.fired)
            assert found == right, (kind, at)
    print(f"sending: {met.met} points, {commits.met} of them commits; {fired} faults, {runs} runs")
    assert fired > runs // 2
