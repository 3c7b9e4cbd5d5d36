"""A stand-in for Zalo's Bot API on loopback: one envelope, one event a poll, no acknowledgement.

It answers and fails as it is told to: `answers[method]` are the next answers (status, body), and
`None` drops the connection after the call has had its effect.
"""

from __future__ import annotations

import asyncio
import json
from collections import defaultdict, deque
from types import TracebackType
from typing import Any, Self

from aiohttp import ClientSession, web

TOKEN = "4211:made-for_tests_zalo_0123456789"
SECRET = "zalo-secret-1"
HEADER = "X-Bot-Api-Secret-Token"

Answer = tuple[int, object] | None


def refused(code: int, status: int = 200) -> Answer:
    """The platform's no, which most often comes with HTTP 200."""
    return status, {"ok": False, "error_code": code, "description": f"code {code}"}


def event(text: str, number: str = "m1", chat: str = "c7", **more: Any) -> dict[str, Any]:
    """Somebody writes in private."""
    return {
        "event_name": "message.text.received",
        "message": {
            "message_id": number, "date": 1_790_000_000_000, "text": text,
            "chat": {"id": chat, "chat_type": "PRIVATE"},
            "from": {"id": chat, "is_bot": False, "display_name": "Lan"}, **more,
        },
    }  # fmt: skip


class ZaloApi:
    """The server; `async with ZaloApi() as api: ... api.url`."""

    def __init__(self) -> None:
        self.url, self.webhook = "", ""
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.delivered: list[dict[str, Any]] = []
        self.answers: dict[str, deque[Answer]] = defaultdict(deque)
        self.events: deque[dict[str, Any]] = deque()
        self.photos: dict[str, tuple[int, dict[str, str], bytes]] = {}
        self.seen: list[str] = []

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.router.add_post("/bot{token}/{method}", self._serve)
        app.router.add_get("/photos/{name}", self._photo)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        tb: TracebackType | None,
    ) -> None:
        await self._runner.cleanup()

    def named(self, method: str) -> list[dict[str, Any]]:
        """The parameters of all calls of a method."""
        return [parameters for name, parameters in self.calls if name == method]

    async def until(self, method: str, count: int = 1) -> list[dict[str, Any]]:
        """Wait for the n-th call of a method."""
        async with asyncio.timeout(10):
            while len(self.named(method)) < count:
                await asyncio.sleep(0.005)
        return self.named(method)

    async def push(self, url: str, body: object) -> int:
        """Post an event to a webhook."""
        session = ClientSession(headers={HEADER: SECRET})
        async with session, session.post(url, json=body) as answer:
            return answer.status

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        if request.match_info["token"] != TOKEN:
            return _json((200, {"ok": False, "error_code": 401, "description": "Unauthorized"}))
        method = request.match_info["method"]
        parameters = await request.json() if request.can_read_body else {}
        self.calls.append((method, parameters))
        answers = self.answers[method]
        if answers and answers[0] is not None:
            return _json(answers.popleft() or (500, {}))
        result = await self._effect(method, parameters)
        if answers:
            answers.popleft()
            assert request.transport is not None
            request.transport.abort()
        return _json(result)

    async def _photo(self, request: web.Request) -> web.StreamResponse:
        """A photo at an address: status, headers, bytes; a status of 0 drops the line."""
        name = request.match_info["name"]
        self.seen.append(name)
        status, headers, data = self.photos[name]
        answer = web.StreamResponse(status=status or 200, headers=headers)
        if not status:
            answer.content_length = len(data) + 1
        await answer.prepare(request)
        await answer.write(data)
        if not status and request.transport is not None:
            request.transport.abort()
        await answer.write_eof()
        return answer

    async def _effect(self, method: str, given: dict[str, Any]) -> tuple[int, object]:
        if method == "getMe":
            return _ok({"id": "4211", "account_name": "Bot Thi Đua", "account_type": "BASIC"})
        if method == "getWebhookInfo":
            return _ok({"url": self.webhook}) if self.webhook else (refused(404) or _ok())
        if method in ("setWebhook", "deleteWebhook"):
            self.webhook = given.get("url", "")
            return _ok({"url": self.webhook})
        if method == "sendMessage":
            if not 1 <= len(given["text"].encode("utf-16-le")) // 2 <= 2000:
                return refused(400) or _ok()
            self.delivered.append(given)
            return _ok({"message_id": f"s{len(self.delivered)}", "date": 1})
        if method == "sendPhoto":
            words = given.get("caption")
            fits = words is None or 1 <= len(words.encode("utf-16-le")) // 2 <= 2000
            if not fits or not str(given["photo"]).startswith("https://"):
                return refused(400) or _ok()
            self.delivered.append(given)
            return _ok({"message_id": f"s{len(self.delivered)}", "date": 1})
        if method == "getUpdates":
            for _ in range(10):
                if self.events:
                    return _ok(self.events.popleft())
                await asyncio.sleep(0.02)
            return refused(408, 408 if len(self.calls) % 2 else 200) or _ok()
        return 200, {"ok": True}  # sendChatAction has no result


def _ok(result: object = None) -> tuple[int, object]:
    return 200, {"ok": True, "result": result}


def _json(answer: tuple[int, object]) -> web.Response:
    status, body = answer
    text = body if isinstance(body, str) else json.dumps(body)
    return web.Response(status=status, text=text, content_type="application/json")
