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
import os
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import Engine, insert, select, update

from bench.cpu import Spent
from bench.nation import JOINED, LEAGUE, MONTHS, MOVEMENT, ready
from bench.town import SEASON, ZONE
from bench.turns import databases
from bench.waiting_town import Enough, Longest, Town
from scheduler import publication
from scheduler.tick import tick
from services import sums
from storage import people, subscriptions, units
from storage.engine import Db, looked_at, reading, replayed, transaction
from storage.outbox import outbox

QUIET = 10.0
CROWD, EVERY, COUNCIL = 30, 1.0, 200
MORNING = SEASON + timedelta(days=1)
DUE = datetime(2026, 12, 5, 17, 1, tzinfo=SEASON.tzinfo)


async def nothing(_town: Town) -> None:
    await asyncio.sleep(QUIET)


async def ticking(town: Town) -> None:
    """The tick of that moment."""
    await asyncio.to_thread(tick, town.engine, MOVEMENT, ZONE, town.now, town.step)


async def publishing(town: Town) -> None:
    """The standings are drawn up, kept and queued."""
    look = partial(looked_at, town.engine)
    given = (look, town.step, MOVEMENT, ZONE, town.now)
    await asyncio.to_thread(publication.publish, *given)


async def importing(town: Town) -> None:
    """`thidua figures import` of every group, beside the program."""
    with reading(town.engine) as db:
        codes = db.execute(select(units.units.c.code).where(units.units.c.kind == LEAGUE.level))
        rows = [f"{code};50000000;{40_000_000 + n * 1000 % 9_000_000}"
                for n, code in enumerate(codes.scalars())]  # fmt: skip
    with tempfile.NamedTemporaryFile("w", suffix=".csv", encoding="utf-8") as file:
        file.write("\n".join(["unit;PRIN_DUE;PRIN_COL", *rows]))
        file.flush()
        command = ("-m", "bot", "figures", "import", file.name, "--period", MONTHS[0], "--apply")
        url = town.engine.url.render_as_string(hide_password=False)
        given = {**os.environ, "THIDUA_DATABASE_URL": url}
        program = await asyncio.create_subprocess_exec(
            sys.executable, *command, env=given, stdout=asyncio.subprocess.DEVNULL
        )
        try:
            done = await asyncio.wait_for(program.wait(), town.seconds)
        except TimeoutError:
            program.terminate()
            await program.wait()
            raise Enough from None
        if done:
            raise RuntimeError("the import failed")


async def asking(town: Town) -> None:
    """Thirty a second ask for the standings of the province."""
    asked = []
    for _ in range(int(QUIET)):
        chats = range(1, CROWD + 1)
        asked += [asyncio.create_task(town.say(n, "/standings province")) for n in chats]
        await asyncio.sleep(EVERY)
    await asyncio.gather(*asked)


@dataclass(frozen=True)
class Case:
    """`after`: what the one before it has queued is still there; `pace`: messages a second."""

    name: str
    busy: Callable[[Town], Awaitable[None]]
    now: datetime = MORNING
    pace: float = 28
    after: bool = False


CASES = (
    Case("nothing", nothing, SEASON, 1000),
    Case("thirty ask a second", asking, SEASON, 1000),
    Case("standings drawn up and kept", publishing),
    Case("200 pushes leave", nothing, after=True),
    Case("a reminder morning", ticking),
    Case("its reminders leave", nothing, after=True),
    Case("scores after a due day", ticking, DUE),
    Case("figures of all imported", importing, DUE),
)
HEAD = ("", "replies", "median", "p95", "longest", "work s", "CPU s", "server", "steps",
        "CPU ms first", "last", "transact.", "longest")  # fmt: skip
WIDTHS = (29, 7, 7, 7, 7, 7, 7, 7, 7, 13, 7, 9, 8)


def prepared(url: str, groups: int) -> Engine:
    """The branch, its sums begun, and a Council that wants the standings daily."""
    engine = ready(url, groups)
    with transaction(engine) as db:
        if not subscriptions.following(db, ["daily"], 0, 1):
            _council(db)
    while replayed(engine, lambda db: sums.go_on(db, MOVEMENT, SEASON, ZONE)):
        continue
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
        subscriptions.put(db, person, "daily")


def measure(url: str, groups: int) -> None:
    """A line for each."""
    engine = prepared(url, groups)
    longest = Longest(engine)
    print(f"{groups} groups, {engine.dialect.name}: waits of replies, CPU of a step, transactions: "
          "ms; + where it was not done in a minute", flush=True)  # fmt: skip
    _line(HEAD)
    for n, case in enumerate(CASES):
        if not case.after:
            with transaction(engine) as db:
                waits = outbox.c.status != "sent"
                db.execute(update(outbox).where(waits).values(status="cancelled"))
        longest.held.clear()
        first = 100 + n * groups // len(CASES)
        town = Town(engine, case.now, first, case.pace)
        spent, began = Spent(engine), time.perf_counter()
        waits = asyncio.run(town.run(case.busy))
        own, server = spent.since()
        seconds = f"{time.perf_counter() - began - 1:.1f}{'' if town.done else '+'}"
        early, late = town.tenths()
        _line((case.name, len(waits), waits[len(waits) // 2], waits[len(waits) * 95 // 100],
               waits[-1], seconds, own, server, len(town.steps), early, late,
               len(longest.held), 1000 * max(longest.held, default=0)))  # fmt: skip
    engine.dispose()


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
