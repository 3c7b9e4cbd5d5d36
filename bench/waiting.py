"""How long a reply waits while the program is busy with something long, side by side in one run.

`python -m bench.waiting GROUPS [sqlite|postgresql|URL ...]`: ten heads a second begin a report,
through the real writer and the real sender; a reply's wait is from the message's arrival to its
leaving. Meanwhile: nothing; thirty people a second who ask for the province's standings (here the
platform takes what comes: the wait is ours alone); the standings drawn up for 200 members of the
Council, and sent to them; a reminder morning, and its mailing at the platform's 28 a second; the
scores of all after a due day; the bank's figures of all groups, brought by the command in a process
of its own. What is still queued is dropped between them. Of what takes longer than a minute the
first minute is seen. A database at a URL (a SQLite file, a PostgreSQL server's) is made where it is
missing and stays; `sqlite` and `postgresql` are fresh ones.
"""

from __future__ import annotations

import asyncio
import gc
import sys
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial

from sqlalchemy import Engine, func, insert, select, update

from bench.busy import asking, importing, nothing, publishing, ticking
from bench.claiming import counted
from bench.cpu import Spent
from bench.nation import JOINED, LEAGUE, MOVEMENT, ready
from bench.town import SEASON, ZONE
from bench.turns import databases
from bench.waiting_town import Town
from services import sums
from storage import people, subscriptions, units
from storage.engine import Db, looked_at, replayed, transaction
from storage.outbox import outbox
from storage.scores import scores
from storage.subscriptions import Slot, Wish

COUNCIL = 200
DAILY = Slot(MOVEMENT.code, LEAGUE.code, ("daily",), 0, MOVEMENT.calendar.hour)
MORNING = SEASON + timedelta(days=1)
DUE = datetime(2026, 12, 5, 17, 1, tzinfo=SEASON.tzinfo)


@dataclass(frozen=True)
class Case:
    """`after`: what the one before it has queued is still there; `pace`: messages a second.

    `done`: counts what the work has done.
    """

    name: str
    busy: Callable[[Town], Awaitable[None]]
    now: datetime = MORNING
    pace: float = 28
    after: bool = False
    done: Callable[[Db], int] = lambda _db: 0


def queued(key: str, db: Db) -> int:
    """How many rows there are whose key begins so, also of those that have left."""
    where = outbox.c.key.startswith(key)
    return db.execute(select(func.count()).select_from(outbox).where(where)).scalar_one()


def judged(db: Db) -> int:
    """How many groups' scores are of the day after the due day."""
    own = (scores.c.basis == "provisional", scores.c.as_of == date(2026, 12, 6))
    mine = (*own, scores.c.league == LEAGUE.key)
    return db.execute(select(func.count()).select_from(scores).where(*mine)).scalar_one()


CASES = (
    Case("nothing", nothing, SEASON, 1000),
    Case("thirty ask a second", asking, SEASON, 1000),
    Case("standings drawn up and kept", publishing, done=partial(queued, "standings:")),
    Case("200 pushes leave", nothing, after=True),
    Case("a reminder morning", ticking, done=partial(queued, "remind:")),
    Case("its reminders leave", nothing, after=True),
    Case("scores after a due day", ticking, DUE, done=judged),
    Case("figures of all imported", importing, DUE),
)
HEAD = ("", "replies", "median", "p95", "longest", "work s", "CPU s", "server", "steps", "p95",
        "longest", "done", "each")  # fmt: skip
WIDTHS = (29, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7)


def prepared(url: str, groups: int) -> Engine:
    """The branch, its sums begun, and a Council that wants the standings daily."""
    engine = ready(url, groups)
    with transaction(engine) as db:
        if not subscriptions.due(db, DAILY, 0, 1):
            _council(db)
    while replayed(engine, lambda db: sums.go_on(db, MOVEMENT, SEASON, ZONE)):
        continue
    counted(engine)
    return engine


def _council(db: Db) -> None:
    branch = units.root(db, LEAGUE.widest)
    assert branch is not None
    for n in range(COUNCIL):
        row = {"code": f"M{n}", "name": f"Mẫu {n}", "active": True, "consented_at": JOINED}
        added = insert(people.people).values(**row, language="vi").returning(people.people.c.id)
        person = db.execute(added).scalar_one()
        there = {"channel": "telegram", "bot": "123456", "sender": f"m{n}", "chat": f"m{n}"}
        db.execute(insert(people.accounts).values(**there, person_id=person, used_at=JOINED))
        role = {"person_id": person, "unit_id": branch.id, "role": "council"}
        db.execute(insert(people.roles).values(role))
        wish = Wish(MOVEMENT.code, LEAGUE.code, branch.id, "daily")
        subscriptions.put(db, person, wish)


def measure(url: str, groups: int) -> None:
    """A line for each."""
    engine = prepared(url, groups)
    gc.collect()
    gc.freeze()  # as the program does once it is loaded
    print(f"{groups} groups, {engine.dialect.name}: waits of replies in ms; CPU in all, of it the "
          "server's; the steps of the work, ms of their CPU, what they did; + where it was not "
          "done in a minute", flush=True)  # fmt: skip
    _line(HEAD)
    for n, case in enumerate(CASES):
        if not case.after:
            with transaction(engine) as db:
                waits = outbox.c.status != "sent"
                db.execute(update(outbox).where(waits).values(status="cancelled"))
        before = looked_at(engine, case.done)
        first = 100 + n * groups // len(CASES)
        town = Town(engine, case.now, first, case.pace)
        spent, began = Spent(engine), time.perf_counter()
        waits = asyncio.run(town.run(case.busy))
        own, server = spent.since()
        seconds = f"{time.perf_counter() - began - 1:.1f}{'' if town.done else '+'}"
        done = looked_at(engine, case.done) - before
        _line((case.name, len(waits), waits[len(waits) // 2], waits[len(waits) * 95 // 100],
               waits[-1], seconds, own + server, server, *_of_steps(town.steps, done)))  # fmt: skip
    engine.dispose()


def _of_steps(spent: list[float], done: int) -> tuple[int | float, ...]:
    steps = sorted(spent) or [0.0]
    high = steps[len(steps) * 95 // 100]
    return len(spent), high, steps[-1], done, sum(steps) / (done or 1)


def _line(cells: tuple[object, ...]) -> None:
    told = [f"{cell:.1f}" if isinstance(cell, float) else str(cell) for cell in cells]
    first, *others = (f"{cell:>{width}}" for cell, width in zip(told, WIDTHS, strict=True))
    print(first.strip().ljust(WIDTHS[0]), *others, flush=True)


def main(groups: int, *kinds: str) -> None:
    """On fresh databases of each kind, or at these addresses."""
    with databases() as fresh:
        for kind in kinds or ("sqlite", "postgresql"):
            measure(kind if "://" in kind else fresh[kind](), groups)


if __name__ == "__main__":
    main(int(sys.argv[1]), *sys.argv[2:])
