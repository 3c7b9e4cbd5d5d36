"""Calls of the Bot API as they come in, what is answered, and how they can go wrong."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from aiohttp import web


@dataclass(frozen=True)
class Fault:
    """How a call goes wrong: refused with a status, or never answered.

    `happens`: the call has its effect all the same; `silent`: the connection is cut ("drop") or
    kept without an answer ("hang"); `body`: what is answered instead of JSON.
    """

    status: int = 0
    description: str = ""
    parameters: dict[str, Any] = field(default_factory=dict)
    happens: bool = False
    silent: str = ""
    body: bytes | None = None


@dataclass(frozen=True)
class Call:
    """A call as it came; `at` is in seconds of the monotonic clock."""

    method: str
    parameters: dict[str, Any]
    files: dict[str, Upload]
    at: float


class Upload(bytes):
    """The bytes of a part that came as a file, with the name and the type that it came under."""

    name: str
    media: str

    @classmethod
    def of(cls, part: web.FileField) -> Upload:
        found = cls(part.file.read())
        found.name, found.media = part.filename, part.content_type
        return found


class Refusal(Exception):
    """An answer that says no."""

    def __init__(self, status: int, description: str) -> None:
        super().__init__(description)
        self.status, self.description = status, description


async def parameters_of(request: web.Request) -> tuple[dict[str, Any], dict[str, Upload]]:
    """The parameters and the uploads of a request, however they were sent."""
    if request.content_type == "application/json":
        return await request.json(), {}
    form = {**request.query, **await request.post()}
    files = {name: Upload.of(one) for name, one in form.items() if isinstance(one, web.FileField)}
    return {name: one for name, one in form.items() if name not in files}, files


def answer(status: int, **found: Any) -> web.Response:
    """An answer in the shape of the Bot API's."""
    body = {"ok": status == 200, **found} | ({} if status == 200 else {"error_code": status})
    return web.json_response(body, status=status)
