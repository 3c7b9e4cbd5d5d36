"""What people write in the fault tests, and the two ways in which a platform hands it over."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import httpx
from sqlalchemy import Engine, select
from starlette.applications import Starlette

from bot.channels.telegram.polling import Poller
from bot.channels.telegram.updates import read
from bot.channels.webhook import webhook
from bot.receiving.receiver import Receiver
from storage.conversations import conversations
from storage.engine import reading
from storage.messages import Reply
from storage.outbox import outbox
from tests.crash import harness

BOT = "123456"
Wave = Sequence[tuple[int, str]]
"""Who writes what, before anybody has been answered: `tap yes`, `45 => 54` (an edit), or words."""


def one(chat: int, *said: str) -> list[Wave]:
    """A person who waits for each answer."""
    return [[(chat, words)] for words in said]


QUICK = "BC 45 2285tr 0 12,4tr 12,4tr 900k 45 229tr có"
SCRIPTS: dict[str, list[Wave]] = {
    "text": one(1, "/report", "45", "2285tr", "lùi", "2285tr", "x", "0"),
    "tap": one(1, "/report", "45", "tap back", "54", "tap yes", "tap skip", "0"),
    "edit": one(1, "/report", "45", "2285tr", "45 => 54", "yes", "0"),
    "line": one(1, QUICK, "tap yes", f"{QUICK} => {QUICK.replace('k 45', 'k 44')}", "tap yes"),
    "batch": [[(1, words) for words in
              ("/report", "45", "2285tr", "0", "12,4tr", "lùi", "12,4tr", "900k", "45")]],
    "asks": [[(1, words) for words in ("/standings", "/why", "/report", "45", "/standings")],
             [(2, "/standings")], [(2, "tap /why"), (2, "tap /standings BRANCH"), (1, "lùi")]],
    "chats": [[(chat, words) for words in ("/report", "45", "2285tr") for chat in (1, 2, 3)],
              [(chat, words) for chat in (1, 2, 3) for words in ("lùi", "229tr")]],
}  # fmt: skip


@dataclass
class Platform:
    """Numbers the updates; hands them over by polling, or by a webhook to which nobody's order
    matters: what was refused it sends again newest first."""

    engine: Engine
    receiver: Receiver
    way: str
    given: list[dict[str, Any]] = field(default_factory=list)
    written: dict[tuple[int, str], int] = field(default_factory=dict)
    confirmed: int = 1

    async def play(self, script: list[Wave]) -> None:
        """Every wave, each when the one before it has been taken."""
        for wave in script:
            updates = self.write(wave)
            async with asyncio.timeout(30):
                await (self._polled() if self.way == "polling" else self._push(updates))

    def write(self, wave: Wave) -> list[dict[str, Any]]:
        """People write; the platform numbers it."""
        return [self._update(chat, said) for chat, said in wave]

    def _update(self, chat: int, said: str) -> dict[str, Any]:
        number = len(self.given) + 1
        message = harness.message(chat, said)["message"] | {"message_id": number}
        update: dict[str, Any] = {"update_id": number, "message": message}
        if said.startswith("tap "):
            query = {"id": str(number), "from": message["from"], "message": message,
                     "data": shown(self.engine, chat, said[4:])}  # fmt: skip
            update = {"update_id": number, "callback_query": query}
        elif " => " in said:
            old, new = said.split(" => ")
            edited = message | {"message_id": self.written[chat, old], "text": new}
            update = {"update_id": number, "edited_message": edited}
        self.written[chat, said] = number
        self.given.append(update)
        return update

    async def poll(self, receiver: Receiver, done: asyncio.Event | None = None) -> None:
        """The real poller, for ever; `done` hears when all that was written has been taken."""
        platform = self

        class Client:
            async def call(self, _method: str, **asked: Any) -> object:
                platform.confirmed = asked.get("offset", platform.confirmed)
                found = [u for u in platform.given if u["update_id"] >= platform.confirmed][:100]
                if not found:
                    if done is not None:
                        done.set()
                    await asyncio.Event().wait()
                return found

        async def take(items: Any) -> None:
            await receiver.take("telegram", BOT, items)

        await Poller(
            Client(),  # type: ignore[arg-type]
            take, lambda _: None, bot=BOT, seconds=1, sleep=lambda _: asyncio.sleep(0),
        ).run()  # fmt: skip

    async def _polled(self) -> None:
        done = asyncio.Event()
        task = asyncio.create_task(self.poll(self.receiver, done))
        await done.wait()
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task

    async def _push(self, updates: list[dict[str, Any]]) -> None:
        arrived = asyncio.Event()

        async def take(items: Any) -> None:
            taking = asyncio.ensure_future(self.receiver.take("telegram", BOT, items))
            await asyncio.sleep(0)
            arrived.set()
            await taking

        route = webhook("/t", take, genuine=lambda _: True, read=lambda u, _: read(u, BOT))
        door = httpx.ASGITransport(Starlette(routes=[route]))
        async with httpx.AsyncClient(transport=door, base_url="http://bot") as client:
            while updates:
                calls = []
                for update in updates:
                    arrived.clear()
                    calls.append(asyncio.create_task(client.post("/t", json=update)))
                    await arrived.wait()
                said = [answer.status_code for answer in await asyncio.gather(*calls)]
                assert set(said) <= {200, 503}
                updates = [u for u, code in zip(updates, said, strict=True) if code == 503][::-1]


def shown(engine: Engine, chat: int, says: str) -> str:
    """What a tap on the button of the present question carries."""
    with reading(engine) as db:
        row = db.execute(
            select(outbox.c.id, outbox.c.body)
            .join(conversations, conversations.c.prompt_id == outbox.c.id)
            .where(conversations.c.chat == str(chat))
        ).one()
    choices = [c.says for line in Reply.model_validate_json(row.body).choices for c in line]
    return f"{row.id}.{choices.index(says)}"
