"""What it costs to claim from the outbox, by how many rows it holds.

`python -m bench.claiming ROWS ROWS …`: on SQLite and PostgreSQL, fresh in `TMPDIR`; milliseconds of
CPU (the server's too) and of time for one claim, the mean of many, each rolled back. One reply or
64 messages of a mailing of that size, that is due, is put off to the afternoon, or was sent; and
the mailing claimed as far as its first chats do not rest.
"""

from __future__ import annotations

import sys
import time
from datetime import timedelta

from sqlalchemy import Engine, func, insert, select, text, update

from bench.cpu import Spent
from bench.town import SEASON
from bench.turns import databases
from storage import outbox
from storage.engine import Db, connect, transaction
from storage.outbox import BULK, Address
from storage.schema import migrate

TIMES, WARM, BUSY = 100, 10, 92
"""`BUSY`: chats that rest: those of a second's messages, and those whose message is on its way."""
LATER = timedelta(hours=5)


def mailing(url: str, rows: int) -> Engine:
    """A database in which so many messages wait, one a chat; nothing has been counted of it yet."""
    engine = connect(url)
    migrate(engine)
    common = {"channel": "telegram", "bot": "1", "kind": "reminder", "priority": BULK,
              "body": "{}", "status": "queued", "attempts": 0, "due_at": SEASON,
              "created_at": SEASON}  # fmt: skip
    for start in range(0, rows, 10_000):
        some = range(start, min(rows, start + 10_000))
        with transaction(engine) as db:
            chats = [{**common, "key": f"k{n}", "chat": f"c{n}"} for n in some]
            db.execute(insert(outbox.outbox), chats)
    return engine


def put(engine: Engine, **values: object) -> None:
    """The mailing is another."""
    with transaction(engine) as db:
        db.execute(update(outbox.outbox).values(values))
        assert db.execute(select(func.count()).select_from(outbox.outbox)).scalar_one()


def counted(engine: Engine) -> None:
    """The database counts what is there, as PostgreSQL does by itself after a while."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as db:
        db.execute(text("ANALYZE"))


def claimed(engine: Engine, most: int, *, reply: bool, busy: int = 0) -> tuple[float, float]:
    """Milliseconds of CPU and of time; `reply`: one waits beside the mailing."""
    resting = [f"c{n}" for n in range(busy)]

    def once(db: Db) -> None:
        outbox.claim(db, "telegram", "1", SEASON, holder="b", busy=resting, most=most)

    with engine.connect() as db, db.begin() as kept:
        if reply:
            outbox.enqueue(db, "reply", Address("telegram", "1", "r"), "{}", SEASON)
        for n in range(WARM + TIMES):
            if n == WARM:
                spent, began = Spent(engine), time.perf_counter()
            nested = db.begin_nested()
            once(db)
            nested.rollback()
        own, server = spent.since()
        took = time.perf_counter() - began
        kept.rollback()
    return 1000 * (own + server) / TIMES, 1000 * took / TIMES


def measured(url: str, rows: int) -> dict[str, tuple[float, float]]:
    """By what is claimed."""
    engine = mailing(url, rows)
    found = {"one reply, mailing due": claimed(engine, 1, reply=True),
             "64 of it": claimed(engine, 64, reply=False)}  # fmt: skip
    counted(engine)
    found["64 of it, rows counted"] = claimed(engine, 64, reply=False)
    found[f"64 of it, {BUSY} rest"] = claimed(engine, 64, reply=False, busy=BUSY)
    put(engine, due_at=SEASON + LATER)
    found["64, mailing put off"] = claimed(engine, 64, reply=True)
    put(engine, status="sent", due_at=SEASON, sent_at=SEASON)
    found["64, mailing sent"] = claimed(engine, 64, reply=True)
    engine.dispose()
    return found


def main(*sizes: str) -> None:
    """A table a database."""
    with databases() as fresh:
        for kind, url in fresh.items():
            columns = [measured(url(), int(size)) for size in sizes]
            print(f"{kind}: ms of CPU (of time)".ljust(34), *(size.rjust(16) for size in sizes))
            for what in columns[0]:
                cells = (f"{cpu:.2f} ({took:.2f})" for cpu, took in (one[what] for one in columns))
                print(what.ljust(34), *(cell.rjust(16) for cell in cells), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
