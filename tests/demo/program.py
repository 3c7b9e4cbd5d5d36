"""The whole program behind the demo's page, asked as the page asks it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import httpx
from simulated import SITE
from sqlalchemy import Engine

from bot.app import App
from bot.demo.clock import DemoClock
from bot.demo.simulator.channel import SimulatorChannel
from bot.settings import Listen

Message = dict[str, Any]
_PATIENCE = 20.0


@dataclass
class Program:
    """The page's client."""

    http: httpx.AsyncClient

    async def others(self, *held: str) -> None:
        """Let all those act whose phones are not open."""
        answer = await self.http.post("/api/others", json={"held": held})
        assert answer.status_code == 200

    async def move(self, to: str) -> None:
        """Move the clock to a local moment."""
        answer = await self.http.post("/api/clock", json={"to": to})
        assert answer.status_code == 200

    async def shown(self, chat: str) -> list[Message]:
        """What a phone shows that is opened now."""
        messages: list[Message] = (await self.http.get(f"/api/chats/{chat}")).json()["messages"]
        return messages

    async def say(self, chat: str, text: str) -> None:
        """Write something on a phone."""
        body = {"id": str(uuid4()), "kind": "text", "text": text}
        assert (await self.http.post(f"/api/chats/{chat}/messages", json=body)).status_code == 200

    async def tap(self, chat: str, label: str) -> None:
        """Tap the newest button with this label."""
        for message in reversed(await self.shown(chat)):
            labels = [one for row in message.get("rows", ()) for one in row]
            if label in labels:
                tapped = f"{message['id']}.{labels.index(label)}"
                body = {"id": str(uuid4()), "kind": "tap", "tapped": tapped}
                await self.http.post(f"/api/chats/{chat}/messages", json=body)
                return
        raise AssertionError(f"{chat} sees no button {label}")

    async def join(self, chat: str) -> None:
        """Open the invitation, choose Vietnamese, agree."""
        code = (await self.http.post(f"/api/chats/{chat}/invitation", json={})).json()["code"]
        await self.say(chat, f"/start {code}")
        for label in ("Tiếng Việt", "Đồng ý"):
            await self.offered(chat, label)
            await self.tap(chat, label)
        await self.hear(chat, lambda one: "Đã xong" in one["text"])

    async def hear(self, chat: str, wanted: Callable[[Message], bool]) -> Message:
        """Wait until a phone has been sent such a message; the newest."""
        until = time.monotonic() + _PATIENCE
        while time.monotonic() < until:
            for message in reversed(await self.shown(chat)):
                if message["from"] == "bot" and wanted(message):
                    return message
            await asyncio.sleep(0.05)
        raise AssertionError(f"{chat} does not hear it: {(await self.shown(chat))[-3:]}")

    async def offered(self, chat: str, label: str) -> None:
        """Wait for a button."""
        await self.hear(chat, lambda one: any(label in row for row in one["rows"]))

    async def read(self, chat: str, words: str) -> str:
        """The same by words."""
        text: str = (await self.hear(chat, lambda one: words in one["text"]))["text"]
        return text


@asynccontextmanager
async def running(engine: Engine) -> AsyncIterator[Program]:
    """Everything as `thidua demo` puts it together, on a free port."""
    clock = DemoClock(engine)
    channel = SimulatorChannel(engine, clock, SITE)
    app = App(engine, SITE, clock, [channel], Listen("127.0.0.1", 0))
    clock.before, clock.moved = app.add_up, app.tick
    leave = asyncio.Event()
    task = asyncio.create_task(app.run(leave=leave))
    async with asyncio.timeout(_PATIENCE):
        while not (app.servers and app.servers[0].started):
            await asyncio.sleep(0.01)
    port = app.servers[0].servers[0].sockets[0].getsockname()[1]
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=60) as http:
        yield Program(http)
    leave.set()
    await task
