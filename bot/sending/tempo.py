"""When a channel may send: its pace, and whether its platform is there."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from datetime import datetime

from bot.channels.base import Limits, SendError
from bot.sending import retries
from bot.sending.circuit import Circuit
from bot.sending.rate import Pace
from storage.outbox import Waiting

IN_FLIGHT = 64
"""Messages on their way at once."""


class Tempo:
    """`now`: seconds of one monotonic clock; `flying`: how many messages are on their way."""

    def __init__(self, limits: Limits) -> None:
        self._pace = Pace(limits.per_second, limits.per_chat_second)
        self._circuit = Circuit()

    def room(self, now: float, flying: int) -> int:
        """How many messages may leave now."""
        room = min(self._pace.room(now), IN_FLIGHT - flying)
        return self._circuit.room(room, now, flying)

    def asks(self, now: float, flying: int) -> bool:
        """Whether the platform is asked whether it is there, before a message is risked."""
        return self._circuit.asks(now, flying)

    def busy(self, now: float) -> list[str]:
        """The chats that have to rest."""
        return [*self._pace.resting(now), *self._circuit.tried()]

    def nap(self, now: float, flying: int, look: float) -> float:
        """Seconds until there may be room, or it is time to `look` again."""
        if self._circuit.open:
            return self._circuit.rest(now) or look
        if flying >= IN_FLIGHT:
            return look
        free = self._pace.rest(now) or self._pace.chat_free_in(now)
        return look if free is None else max(0.001, min(look, free))

    def idle(self) -> None:
        """There was room, and nothing to send."""
        self._circuit.all_tried()

    def hold(self, chat: str, until: float) -> None:
        """Nothing to this chat before `until`: its message is tried again then."""
        self._pace.hold(chat, until)

    def leaves(self, chat: str, now: float) -> None:
        """A message leaves for this chat."""
        self._pace.sent(chat, now)

    def worked(self, now: float) -> None:
        """A message got through."""
        self._circuit.worked(now)

    def answered(self, now: float, *, there: bool) -> None:
        """The platform said that it is there, or did not."""
        self._circuit.answered(now, there=there)

    def failed(
        self, row: Waiting, error: SendError, began: float, now: float, at: datetime
    ) -> None:
        """A message that left at `began` failed: rest at once, not only when it is written down."""
        chat = row.address.chat
        if error.throttled:
            self._pace.halt(now, error.retry_after or 1)
        elif error.kind in ("retry", "unknown"):
            self._circuit.failed(chat, began, now, doubt=error.kind == "unknown")
        patient = row.attempts < retries.PATIENCE or not self._circuit.worked_lately(now)
        if patient and retries.again(row, error, at):
            self._pace.hold(chat, now + retries.wait(row, error))


async def first_of(*waits: Awaitable[object]) -> None:
    """Wait until one of these is over; the others are given up."""
    tasks = {asyncio.ensure_future(one) for one in waits}
    _, waiting = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in waiting:
        task.cancel()
