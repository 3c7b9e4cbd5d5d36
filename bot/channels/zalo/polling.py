"""Asking Zalo for events, one by one: for trials only.

Polling has a gap that no client can close: an event is handed out once, without acknowledgement,
so what was polled and not committed is lost, and so is what is written while nobody polls.
"""

from __future__ import annotations

import time

import structlog

from bot.channels.base import Broken, Take
from bot.channels.zalo.client import IDLE, Client, NotSent, Refused, Unclear
from bot.channels.zalo.setup import Sleep
from bot.channels.zalo.updates import read
from storage.messages import Incoming

log = structlog.get_logger()

_SOON = 0.5
"""Seconds: whoever says "nothing new" sooner has not waited, and is not asked again at once."""
_LONGEST_PAUSE = 60.0


class Poller:
    """One long poll after the other, for ever; may be cancelled at any moment."""

    def __init__(self, client: Client, take: Take, *, bot: str, seconds: int, sleep: Sleep) -> None:
        """`seconds` is how long the server waits for news."""
        self._client, self._take, self._bot = client, take, bot
        self._seconds, self._sleep = seconds, sleep

    async def run(self) -> None:
        """Poll until cancelled, with growing pauses while it fails."""
        pause = 1.0
        while True:
            try:
                await self._round()
            except Exception as error:
                why = str(error) if isinstance(error, Refused | NotSent | Unclear) else ""
                log.warning("polling pauses", channel="zalo", why=why or type(error).__name__)
                await self._sleep(pause)
                pause = min(_LONGEST_PAUSE, pause * 2)
            else:
                pause = 1.0

    async def _round(self) -> None:
        began = time.monotonic()
        found = await self._ask()
        await self._taken([read(one, self._bot) for one in found])
        if not found and time.monotonic() - began < _SOON:
            await self._sleep(_SOON)

    async def _ask(self) -> list[object]:
        """The events of one answer: the platform hands out one, or says 408."""
        try:
            # A number in the examples, a text in the table of the documents: both were taken.
            found = await self._client.call(
                "getUpdates", wait=self._seconds + 15.0, timeout=str(self._seconds)
            )
        except Refused as error:
            if error.code != IDLE:
                raise
            return []
        return [one for one in (found if isinstance(found, list) else [found]) if one]

    async def _taken(self, items: list[Incoming | Broken]) -> None:
        """They will not be handed out again: keep trying for as long as we live."""
        pause = 0.5
        while True:
            try:
                await self._take(items)
            except Exception as error:
                log.warning("not taken yet", channel="zalo", error=type(error).__name__)
                await self._sleep(pause)
                pause = min(30.0, pause * 2)
            else:
                return
