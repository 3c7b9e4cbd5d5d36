"""What the program may be busy with while people report."""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from functools import partial

from sqlalchemy import select

from bench.nation import LEAGUE, MONTHS, MOVEMENT
from bench.town import ZONE
from bench.waiting_town import Enough, Town
from scheduler import publication
from scheduler.tick import tick
from storage import units
from storage.engine import looked_at, reading

QUIET = 10.0
CROWD, EVERY = 30, 1.0


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
