"""A stand-in for Telegram's Bot API server, on loopback, as strict as the real one.

It keeps updates until a higher offset (or a 2xx of the webhook) confirms them, lets one poller
in at a time, holds every call against the schema and fails as it is told to.
"""

from __future__ import annotations

import asyncio
import time
from collections import defaultdict, deque
from types import TracebackType
from typing import Any, Self

from aiohttp import ClientSession, web
from botapi_calls import Call, Fault, Refusal, answer, parameters_of
from botapi_downloads import Downloads
from botapi_files import FIELDS, Kept
from botapi_html import parsed
from botapi_rules import native, problems

TOKEN = "123456:AAH-made_for_tests_0123456789abcdef"


class BotApi:
    """The server; `async with BotApi() as api: ... api.url`."""

    def __init__(self, token: str = TOKEN) -> None:
        self.token, self.url = token, ""
        self.calls: list[Call] = []
        self.problems: list[str] = []
        self.updates: list[dict[str, Any]] = []
        self.sent: list[dict[str, Any]] = []
        self.webhook: dict[str, Any] = {}
        self.blocked: set[int] = set()
        self.files, self.downloads = Kept(), Downloads()
        self.faults: dict[str, deque[Fault]] = defaultdict(deque)
        self._next_id, self._polls = 1000, 0
        self._news = asyncio.Event()
        self._closing = asyncio.Event()

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=60 * 2**20)
        app.router.add_route("*", "/bot{token}/{method}", self._serve)
        app.router.add_get("/file/bot{token}/{place:.+}", self._download)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        tb: TracebackType | None,
    ) -> None:
        self._closing.set()
        self._news.set()
        await self._runner.cleanup()

    def add(self, update: dict[str, Any], number: int | None = None) -> int:
        """A person did something: it waits until it is confirmed."""
        self._next_id = self._next_id + 1 if number is None else number
        self.updates.append({"update_id": self._next_id, **update})
        self._news.set()
        return self._next_id

    def fail(self, method: str, *faults: Fault) -> None:
        """The next calls of a method fail so, one after the other."""
        self.faults[method].extend(faults)

    def named(self, method: str) -> list[dict[str, Any]]:
        """The parameters of all calls of a method."""
        return [call.parameters for call in self.calls if call.method == method]

    async def until(self, method: str, count: int = 1, seconds: float = 5) -> list[dict[str, Any]]:
        """Wait for the n-th call of a method."""
        async with asyncio.timeout(seconds):
            while len(self.named(method)) < count:
                await asyncio.sleep(0.005)
        return self.named(method)

    async def push(self, url: str) -> list[int]:
        """Post what waits to a webhook at `url`, in order, up to the first that is not taken."""
        answers = []
        headers = {"X-Telegram-Bot-Api-Secret-Token": self.webhook.get("secret_token", "")}
        async with ClientSession(headers=headers) as session:
            while self.updates:
                async with session.post(url, json=self.updates[0]) as taken:
                    answers.append(taken.status)
                if not 200 <= answers[-1] < 300:
                    break
                self.updates.pop(0)
        return answers

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        if request.match_info["token"] != self.token:
            return answer(401, description="Unauthorized")
        parameters, files = await parameters_of(request)
        found = problems(method, parameters, files)
        if found:
            self.problems += found
            return answer(400, description=f"Bad Request: {found[0]}")
        call = Call(method, native(method, parameters), files, time.monotonic())
        self.calls.append(call)
        waiting = self.faults[method]
        return await self._do(request, call, waiting.popleft() if waiting else None)

    async def _download(self, request: web.Request) -> web.StreamResponse:
        if request.match_info["token"] != self.token:
            return answer(401, description="Unauthorized")
        waiting = self.faults["download"]
        return await self.downloads.serve(request, waiting.popleft() if waiting else None)

    async def _do(self, request: web.Request, call: Call, fault: Fault | None) -> web.Response:
        try:
            result = await self._effect(call) if fault is None or fault.happens else None
        except Refusal as no:
            return answer(no.status, description=no.description)
        if fault is None:
            return answer(200, result=result)
        if fault.silent == "hang":
            await self._closing.wait()
        if fault.silent and request.transport is not None:
            request.transport.abort()
        if fault.body is not None:
            return web.Response(status=fault.status, body=fault.body)
        return answer(fault.status, description=fault.description, parameters=fault.parameters)

    async def _effect(self, call: Call) -> Any:
        if call.method == "getUpdates":
            return await self._get_updates(call.parameters)
        if call.method == "setWebhook":
            self.webhook = call.parameters
        elif call.method == "deleteWebhook":
            self.webhook = {}
        elif call.method == "getFile":
            return self.downloads.told(call.parameters["file_id"])
        elif call.method == "getMe":
            return {"id": 123456, "is_bot": True, "first_name": "Bot", "username": "thidua_bot"}
        elif call.method == "getWebhookInfo":
            return {
                "url": self.webhook.get("url", ""),
                "has_custom_certificate": False,
                "pending_update_count": len(self.updates),
            }
        elif call.method.startswith(("send", "edit")):
            return self._message(call)
        return True

    async def _get_updates(self, asked: dict[str, Any]) -> list[dict[str, Any]]:
        if self.webhook.get("url"):
            raise Refusal(409, "Conflict: can't use getUpdates method while webhook is active")
        self._polls += 1
        own, until = self._polls, time.monotonic() + asked.get("timeout", 0)
        self._news.set()  # a poller before this one is sent away
        offset = asked.get("offset", 0)
        self.updates = [one for one in self.updates if one["update_id"] >= offset]
        while not self.updates and time.monotonic() < until and not self._closing.is_set():
            self._news.clear()
            try:
                await asyncio.wait_for(self._news.wait(), until - time.monotonic())
            except TimeoutError:
                break
            if self._polls != own:
                raise Refusal(409, "Conflict: terminated by other getUpdates request")
        return self.updates[: asked.get("limit", 100)]

    def _message(self, call: Call) -> dict[str, Any]:
        asked, chat = call.parameters, call.parameters["chat_id"]
        if chat in self.blocked:
            raise Refusal(403, "Forbidden: bot was blocked by the user")
        said = "caption" if call.method in FIELDS else "text"
        text = asked.get(said, "")
        read = parsed(text) if asked.get("parse_mode") == "HTML" else text
        file = self.files.taken(call) if call.method in FIELDS else {}
        message = {"message_id": len(self.sent) + 1, "date": 1790000000, said: read,
                   "chat": {"id": chat, "type": "private"}, **file}  # fmt: skip
        self.sent.append(message)
        return message
