"""How long a reply waits while the program is busy with something long, side by side in one run.

`python -m bench.waiting GROUPS [sqlite|postgresql]`: ten heads a second begin a report, through the
real writer and the real sender; a reply's wait is from the message's arrival to its leaving.
Meanwhile: nothing; thirty people a second who ask for the province's standings (here the platform
takes what comes: the wait is ours alone); a reminder morning, at the platform's own 28 a second;
the scores of all after a due day; the bank's figures of all groups, brought by the command in a
process of its own. What is still queued is dropped between them.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
import time
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import select, update

from bench.nation import LEAGUE, MONTHS, MOVEMENT, ready
from bench.town import SEASON, ZONE
from bench.turns import databases
from bench.waiting_town import Longest, Town
from scheduler import publication
from scheduler.tick import tick
from storage import subscriptions, units
from storage.engine import looked_at, reading, transaction
from storage.outbox import outbox

QUIET = 10.0
CROWD, EVERY = 30, 1.0


async def nothing(_town: Town) -> None:
    await asyncio.sleep(QUIET)


async def ticking(town: Town) -> None:
    """The tick of that moment."""
    given = (town.engine, MOVEMENT, ZONE, town.now, town.turns.step)
    await asyncio.to_thread(tick, *given)


async def publishing(town: Town) -> None:
    """The standings are drawn up, kept and queued for a member of the Council."""

    def work() -> None:
        town.turns.step(lambda db: subscriptions.put(db, 1, "daily"))
        look = partial(looked_at, town.engine)
        publication.publish(look, town.turns.step, MOVEMENT, ZONE, town.now)

    await asyncio.to_thread(work)


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
        if await program.wait():
            raise RuntimeError("the import failed")


async def asking(town: Town) -> None:
    """Thirty a second ask for the standings of the province."""
    asked = []
    for _ in range(int(QUIET)):
        chats = range(1, CROWD + 1)
        asked += [asyncio.create_task(town.say(n, "/standings province")) for n in chats]
        await asyncio.sleep(EVERY)
    await asyncio.gather(*asked)


def measure(url: str, groups: int) -> None:
    """A line for each."""
    engine = ready(url, groups)
    longest = Longest(engine)
    morning = SEASON + timedelta(days=1)
    due = datetime(2026, 12, 5, 17, 1, tzinfo=SEASON.tzinfo)
    cases = (
        ("nothing", nothing, SEASON, 1000),
        ("thirty ask a second", asking, SEASON, 1000),
        ("standings drawn up and kept", publishing, morning, 28),
        ("a reminder morning", ticking, morning, 28),
        ("scores after a due day", ticking, due, 28),
        ("figures of all imported", importing, due, 28),
    )
    print(f"{groups} groups, {engine.dialect.name}: replies, ms median, p95, longest; seconds of "
          "the work; transactions, ms of the longest", flush=True)  # fmt: skip
    for n, (name, busy, now, pace) in enumerate(cases):
        with transaction(engine) as db:
            db.execute(update(outbox).where(outbox.c.status != "sent").values(status="cancelled"))
        longest.held.clear()
        began = time.perf_counter()
        waits = asyncio.run(Town(engine, now, 100 + n * groups // 6, pace).run(busy))
        seconds = time.perf_counter() - began - 1
        print(f"{name:34} {len(waits):5} {waits[len(waits) // 2]:7.1f} "
              f"{waits[len(waits) * 95 // 100]:7.1f} {waits[-1]:7.1f} {seconds:7.1f} "
              f"{len(longest.held):6} {1000 * max(longest.held):7.1f}", flush=True)  # fmt: skip
    engine.dispose()


def main(groups: int, *kinds: str) -> None:
    """On fresh databases of each kind."""
    with databases() as fresh:
        for kind in kinds or ("sqlite", "postgresql"):
            measure(fresh[kind](), groups)


if __name__ == "__main__":
    main(int(sys.argv[1]), *sys.argv[2:])
