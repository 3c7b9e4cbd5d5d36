"""Files that were sent are fetched beside the turns, and taken in a transaction of their own.

Whoever holds a channel sends for it, and fetches from it. Nothing of a file is ever logged but the
number of its row.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial
from typing import Literal

import structlog
from sqlalchemy import Engine

from bot.channels.base import FETCH_SECONDS, Channel, FetchError
from bot.receiving.batch import where
from bot.receiving.jobs import Refused, Writer
from handlers.routing import taking
from handlers.routing.play import Site
from storage import fetches
from storage.engine import Db, looked_at
from storage.faults import is_database_failure
from storage.fetches import Wanted

log = structlog.get_logger()

PATIENCE = timedelta(hours=24)
"""Since it was sent: a platform that is away for a day is not waited for any longer."""
TOLD_AT = 4
"""After so many tries, half a minute, its sender hears that it takes longer."""
AT_ONCE = 2
"""Files in memory at a time."""
_FIRST_PAUSE, _LONGEST_PAUSE = 5.0, 900.0
_AFTER_AN_ERROR = 1.0
Work = Callable[[Db], None]


class Fetcher:
    """Fetches for one channel.

    `told` hears that an answer waits; `look`: seconds from one look at what is due to the next.
    """

    def __init__(
        self, engine: Engine, writer: Writer, channel: Channel, site: Site,
        clock: Callable[[], datetime], *, told: Callable[[], None] = lambda: None,
        look: float = 0.5,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:  # fmt: skip
        self._engine, self._writer, self._channel = engine, writer, channel
        self._site, self._clock, self._look, self._sleep = site, clock, look, sleep
        self._told = told
        self._flying: dict[asyncio.Task[None], str] = {}

    async def run(self) -> None:
        """Fetch until cancelled; what is not here yet is left to the next program."""
        try:
            await self._begin()
            while True:
                await self._round()
        finally:
            await self._leave()

    async def _begin(self) -> None:
        """Only one program holds the channel: whoever had claimed something is gone."""
        now = self._clock()
        try:
            await self._writer.do(lambda db: fetches.reclaim(db, *self._here(), now))
        except Exception as error:  # then the claims end by themselves
            _put_off(error)

    async def _round(self) -> None:
        try:
            for row in await self._claimed():
                task = asyncio.create_task(self._fetch(row))
                self._flying[task] = row.claim
                task.add_done_callback(self._flying.pop)
        except Exception as error:  # whatever it was: the channel's sender must go on
            _put_off(error)
            await self._sleep(_AFTER_AN_ERROR)
        await self._sleep(self._look)

    async def _claimed(self) -> list[Wanted]:
        """Mostly none: a look that no writer has to wait for."""
        room, here, now = AT_ONCE - len(self._flying), self._here(), self._clock()
        if room <= 0:
            return []
        due = partial(fetches.any_due, channel=here[0], bot=here[1], now=now)
        if not await asyncio.to_thread(looked_at, self._engine, due):
            return []
        word = secrets.token_hex(8)
        return await self._writer.do(
            lambda db: fetches.claim(db, *here, now, claim=word, most=room)
        )

    async def _fetch(self, row: Wanted) -> None:
        try:
            async with asyncio.timeout(FETCH_SECONDS):
                data = await self._channel.fetch(row.ref)
        except Exception as error:
            work = self._failed(row, error)
        else:
            work = partial(taking.take, row=row, data=data, now=self._clock(), site=self._site)
        try:
            await self._do(work)
        except Exception as error:
            await self._broken(row, error)

    async def _do(self, work: Work) -> None:
        """In a transaction of its own: nobody's turn is committed later for its bytes' sake."""
        await asyncio.to_thread(self._writer.step, work)
        self._told()

    def _failed(self, row: Wanted, error: Exception) -> Work:
        """What becomes of a row whose file could not be had."""
        known = error if isinstance(error, FetchError) else FetchError("retry", _type(error))
        at = {} if known is error else {"where": where(error)}
        log.warning("not fetched", row=row.id, kind=known.kind, attempts=row.attempts,
                    why=known.why, **at)  # fmt: skip
        now = self._clock()
        due = now + timedelta(seconds=pause(row.attempts, known.retry_after))
        until = row.created_at + PATIENCE
        if known.kind == "retry" and due <= until:
            told = until if row.attempts == TOLD_AT else None
            return lambda db: taking.later(db, row, due, known.why, now, self._site, told)
        how: Literal["gone", "large"] = "large" if known.kind == "large" else "gone"
        return lambda db: taking.lost(db, row, how, known.why, now)

    async def _broken(self, row: Wanted, error: Exception) -> None:
        """The database failed: the claim ends by itself. Else whoever takes it made a mistake."""
        if isinstance(error, Refused) or is_database_failure(error):
            _put_off(error)
            return
        log.error("file not taken", row=row.id, purpose=row.purpose, error=_type(error),
                  where=where(error))  # fmt: skip
        work = partial(taking.broken, row=row, why=f"{_type(error)} at {where(error)}",
                       now=self._clock(), site=self._site)  # fmt: skip
        try:
            await self._do(work)
        except Exception as worse:
            _put_off(worse)

    async def _leave(self) -> None:
        claims = set(self._flying.values())
        for task in list(self._flying):
            task.cancel()
        if claims:
            now = self._clock()
            with suppress(Exception):  # then the claims end by themselves
                await self._writer.do(lambda db: fetches.release(db, claims, now))

    def _here(self) -> tuple[str, str]:
        return self._channel.name, self._channel.bot


def pause(attempts: int, wished: float | None = None) -> float:
    """Seconds before the next try: what the platform asks for, or growing pauses."""
    growing = _FIRST_PAUSE * 2.0 ** min(attempts - 1, 10)
    return max(wished or 0.0, min(_LONGEST_PAUSE, growing))


def _put_off(error: Exception) -> None:
    log.warning("fetching put off", error=_type(error))


def _type(error: Exception) -> str:
    """Never its text: that may hold what was sent."""
    return type(error).__name__
