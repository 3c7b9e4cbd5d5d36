"""When the program is to leave: it was told to, or a part of it broke."""

from __future__ import annotations

import asyncio
import signal


def on_signal() -> asyncio.Event:
    """Set once the operator, or the system, says so."""
    leave = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, leave.set)
    return leave


async def first(leave: asyncio.Event, tasks: list[asyncio.Task[None]]) -> None:
    """Wait for the order to leave; a part that breaks ends the program with its error."""
    waiting = asyncio.create_task(leave.wait())
    done, _ = await asyncio.wait({waiting, *tasks}, return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
    for task in done - {waiting}:
        task.result()
