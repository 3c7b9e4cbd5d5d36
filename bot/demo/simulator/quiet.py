"""Before the clock moves: what was said is let out, for after the move it would come too late.

The others answer faster than messages leave; a phone that is opened later would show half a talk.
"""

from __future__ import annotations

import asyncio
from datetime import datetime

from sqlalchemy import Engine, func, select

from bot.demo.phones import BOT, CHANNEL
from storage.engine import reading
from storage.outbox import outbox

_LOOK, _STALLED, _LOOKS = 0.1, 8, 150
"""Seconds between looks; so many without a change, and nobody sends; so many at most."""


async def quiet(engine: Engine, now: datetime) -> None:
    """Wait until nothing that may leave now is left, or nothing leaves."""
    left, since = -1, 0
    for _ in range(_LOOKS):
        waiting = await asyncio.to_thread(_waiting, engine, now)
        left, since = waiting, since + 1 if waiting == left else 0
        if waiting == 0 or since == _STALLED:
            return
        await asyncio.sleep(_LOOK)


def _waiting(engine: Engine, now: datetime) -> int:
    where = (outbox.c.channel == CHANNEL, outbox.c.bot == BOT, outbox.c.due_at <= now,
             outbox.c.status.in_(("queued", "sending")))  # fmt: skip
    with reading(engine) as db:
        return int(db.execute(select(func.count()).where(*where)).scalar_one())
