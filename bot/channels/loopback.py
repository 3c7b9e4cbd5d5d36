"""A door for this machine's own browser only: checks on every request, headers on every answer.

The simulator has no passwords: whoever reaches it is everybody. So it listens on loopback only,
and a web page of somebody else, open in the same browser, must not reach it either: neither by
its own requests (Origin, Sec-Fetch-Site) nor by a name that is made to point here (Host).
"""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST_BYTES = 1024 * 1024
HEADERS = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
        "img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
}


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach an address (or name) that one listens on."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower() == "localhost"


class TooLarge(Exception):
    """The body is over the limit."""


class Loopback:
    """Lets the browser of this machine in, from this very page, and nobody else."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer 403 or 413, or pass the request on."""
        if scope["type"] != "http":
            return
        refused = _refused(scope["method"], scope["path"], Headers(scope=scope))
        if refused is not None:
            status, why = refused
            await PlainTextResponse(why, status)(scope, receive, send)
            return
        await self._pass(scope, receive, send)

    async def _pass(self, scope: Scope, receive: Receive, send: Send) -> None:
        taken, begun = 0, False

        async def counted() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > MOST_BYTES:
                raise TooLarge
            return message

        async def sealed(message: Message) -> None:
            nonlocal begun
            begun = True
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        try:
            await self._app(scope, counted, sealed)
        except TooLarge:
            if not begun:
                await PlainTextResponse("body over 1 MiB", 413)(scope, receive, send)


def _refused(method: str, path: str, headers: Headers) -> tuple[int, str] | None:
    host = headers.get("host", "")
    if not _ours(host):
        return 403, "this page answers to localhost only"
    origin = headers.get("origin")
    if origin is not None and origin.lower() != f"http://{host.lower()}":
        return 403, "another page may not use this one"
    # Following a link to the page is harmless; everything else must come from the page itself.
    arriving = method in ("GET", "HEAD") and path == "/"
    if not arriving and headers.get("sec-fetch-site", "none") not in ("same-origin", "none"):
        return 403, "another page may not use this one"
    length = headers.get("content-length", "0")
    if not length.isdecimal() or int(length) > MOST_BYTES:
        return 413, "body over 1 MiB"
    if method == "POST" and headers.get("content-type", "").split(";")[0] != "application/json":
        return 415, "only application/json"
    return None


def _ours(host: str) -> bool:
    try:
        name = urlsplit(f"//{host}").hostname
    except ValueError:
        return False
    return name is not None and is_loopback(name)
