"""What was said before the page is opened, by the requests that the page itself would make."""

from __future__ import annotations

import json
import time
import urllib.request
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from sqlalchemy import func, select
from stage import Stage

from storage import outbox
from storage.engine import reading

PATIENCE = 20
"""Seconds."""


@dataclass(frozen=True)
class Talk:
    """One phone's side of the conversation."""

    stage: Stage
    chat: str

    def join(self, language: str = "Tiếng Việt") -> None:
        """Open the invitation, choose a language, agree."""
        self.say(f"/start {self._ask('/invitation', {})['code']}")
        self.tap(language)
        self.tap("Đồng ý")

    def say(self, text: str) -> None:
        """Write, and wait for the answer."""
        self._send(kind="text", text=text)

    def tap(self, label: str) -> None:
        """Tap a button under the last message, by the words it begins with; wait for the answer."""
        last = self._ask()["messages"][-1]
        labels = [one for row in last["rows"] for one in row]
        index = next(n for n, one in enumerate(labels) if one.startswith(label))
        self._send(kind="tap", tapped=f"{last['id']}.{index}")

    def _send(self, **what: str) -> None:
        before = self._sent()
        self._ask("/messages", {"id": str(uuid4()), "language": "vi-VN", **what})
        deadline = time.monotonic() + PATIENCE
        while self._sent() == before:
            assert time.monotonic() < deadline, f"no answer to {what}"
            time.sleep(0.01)

    def _sent(self) -> int:
        box = outbox.outbox
        statement = select(func.count()).where(box.c.chat == self.chat, box.c.status == "sent")
        with reading(self.stage.engine) as db:
            return int(db.execute(statement).scalar_one())

    def _ask(self, what: str = "", body: dict[str, str] | None = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        headers = {"Content-Type": "application/json"}
        url = f"{self.stage.url}/api/chats/{self.chat}{what}"
        with urllib.request.urlopen(urllib.request.Request(url, data, headers)) as answer:
            return json.load(answer)
