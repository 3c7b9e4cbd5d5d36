"""A Bot API stand-in in a process of its own: people who go on when they are answered.

`python -m bench.standin PORT CHATS AT_ONCE DELAY_MS`: so many chats talk at the same time, each
writes the next line of its report when the bot has answered the last one; with AT_ONCE 0 every
line of all chats waits from the beginning (a backlog). When all are done it prints one line of
JSON: turns, seconds, and the milliseconds from line to answer.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections import deque

from aiohttp import web

from bench.town import REPORT, SEASON

TOKEN = "123456:AAH-made_for_benches_0123456789abcde"


class Platform:
    """Updates wait until a higher offset confirms them, as on the real one."""

    def __init__(self, chats: int, at_once: int, delay: float) -> None:
        self.delay, self.chats, self.left = delay, chats, chats * len(REPORT)
        self.updates: deque[dict[str, object]] = deque()
        self.said = dict.fromkeys(range(1, chats + 1), 0)
        self.written: dict[int, float] = {}
        self.waits: list[float] = []
        self.news, self.done = asyncio.Event(), asyncio.Event()
        self.next_chat, self.next_update, self.begun = at_once + 1, 1, 0.0
        for chat in range(1, min(at_once, chats) + 1):
            self.write(chat)
        self.backlog = at_once == 0
        for number in range(self.left if self.backlog else 0):
            line, chat = divmod(number, chats)
            self.said[chat + 1] = line
            self.write(chat + 1)

    def write(self, chat: int) -> None:
        """The next line of a chat's report."""
        who = {"id": chat, "is_bot": False, "first_name": "Mẫu", "language_code": "vi"}
        self.updates.append({"update_id": self.next_update, "message": {
            "message_id": self.next_update, "date": int(SEASON.timestamp()), "from": who,
            "chat": {"id": chat, "type": "private", "first_name": "Mẫu"},
            "text": REPORT[self.said[chat]]}})  # fmt: skip
        self.next_update += 1
        self.written[chat] = time.perf_counter()
        self.news.set()

    async def poll(self, given: dict[str, str]) -> object:
        """getUpdates: confirm, then wait for more."""
        while self.updates and self.updates[0]["update_id"] < int(given.get("offset", 0)):  # type: ignore[operator]
            self.updates.popleft()
        if not self.updates:
            self.news.clear()
            try:
                async with asyncio.timeout(min(5.0, float(given.get("timeout", 0)))):
                    await self.news.wait()
            except TimeoutError:
                pass
        self.begun = self.begun or time.perf_counter()
        return [self.updates[n] for n in range(min(100, len(self.updates)))]

    async def answered(self, given: dict[str, str]) -> object:
        """sendMessage: the person reads it and writes on."""
        chat = int(given["chat_id"])
        if self.backlog:
            self.waits.append(time.perf_counter() - self.begun)
        elif chat in self.written:
            self.waits.append(time.perf_counter() - self.written.pop(chat))
            self.said[chat] += 1
            if self.said[chat] == len(REPORT):
                chat, self.next_chat = self.next_chat, self.next_chat + 1
            if chat <= self.chats:
                self.write(chat)
        if len(self.waits) == self.left:
            self.done.set()
        if self.delay:
            await asyncio.sleep(self.delay)
        kind = {"id": int(given["chat_id"]), "type": "private"}
        return {"message_id": len(self.waits), "date": 0, "chat": kind, "text": "."}

    async def serve(self, request: web.Request) -> web.Response:
        """Any method."""
        given = dict(request.query) | {str(k): str(v) for k, v in (await request.post()).items()}
        if request.content_type == "application/json":
            given |= {k: str(v) for k, v in (await request.json()).items()}
        method = request.match_info["method"].lower()
        result: object = True
        if method == "getupdates":
            result = await self.poll(given)
        elif method == "sendmessage":
            result = await self.answered(given)
        elif method == "getme":
            result = {"id": 123456, "is_bot": True, "first_name": "B", "username": "b_bot"}
        return web.Response(
            text=json.dumps({"ok": True, "result": result}), content_type="application/json"
        )


async def main(port: int, chats: int, at_once: int, delay: float) -> None:
    """Serve until every chat has its last answer."""
    platform = Platform(chats, at_once, delay / 1000)
    app = web.Application()
    app.router.add_route("*", "/bot{token}/{method}", platform.serve)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    await platform.done.wait()
    seconds = time.perf_counter() - platform.begun
    waits = sorted(1000 * wait for wait in platform.waits)
    found = {"turns": len(waits), "seconds": seconds, "median": waits[len(waits) // 2],
             "p95": waits[len(waits) * 95 // 100]}  # fmt: skip
    print(json.dumps(found), flush=True)
    await asyncio.sleep(0.3)
    await runner.cleanup()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4])))
