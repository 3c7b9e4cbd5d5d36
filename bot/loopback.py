"""A door for one's own browser only: checks on every request, headers on every answer.

The simulator and the operator's `/health` have no passwords: whoever reaches them is everybody. So
they listen on loopback, and a web page of somebody else, open in the same browser, must not reach
them either: neither by its own requests (Origin, Sec-Fetch-Site) nor by a name that is made to
point here (Host).
"""

from __future__ import annotations

import ipaddress
from collections.abc import Callable
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST_BYTES = 1024 * 1024
_EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104 (compared with, not listened on)
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


def called(listens: str) -> Callable[[str], bool]:
    """Whether a name in a request is one of a server that listens on this address.

    Foreign names that are made to point here are none; a bare address cannot be made to.
    """
    own = listens.strip("[]").lower()

    def ours(name: str) -> bool:
        return is_loopback(name) or name == own or (own in _EVERYWHERE and _is_address(name))

    return ours


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


class TooLarge(Exception):
    """The body is over the limit."""


class Loopback:
    """Lets a browser in that calls us by our own name, from this very page, and nobody else."""

    def __init__(
        self, app: ASGIApp, ours: Callable[[str], bool] = is_loopback, *,
        most: int = MOST_BYTES, media: str = "application/json",
    ) -> None:  # fmt: skip
        """`ours`: whether a host name is one of ours; `most` bytes of this type are taken."""
        self._app, self._ours, self._most, self._media = app, ours, most, media

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer 403 or 413, or pass the request on."""
        if scope["type"] != "http":
            return
        headers = Headers(scope=scope)
        refused = _refused(scope["method"], scope["path"], headers, self._ours)
        refused = refused or self._unfit(scope["method"], headers)
        if refused is not None:
            status, why = refused
            await PlainTextResponse(why, status)(scope, receive, send)
            return
        await self._pass(scope, receive, send)

    def _unfit(self, method: str, headers: Headers) -> tuple[int, str] | None:
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > self._most:
            return 413, self._too_large
        if method == "POST" and headers.get("content-type", "").split(";")[0] != self._media:
            return 415, f"only {self._media}"
        return None

    @property
    def _too_large(self) -> str:
        return f"body over {self._most >> 20} MiB"

    async def _pass(self, scope: Scope, receive: Receive, send: Send) -> None:
        taken, begun = 0, False

        async def counted() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > self._most:
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
                await PlainTextResponse(self._too_large, 413)(scope, receive, send)


def _refused(
    method: str, path: str, headers: Headers, ours: Callable[[str], bool]
) -> tuple[int, str] | None:
    host = headers.get("host", "")
    if not ours(_name(host)):
        return 403, "this page answers to its own name only"
    origin = headers.get("origin")
    if origin is not None and origin.lower() != f"http://{host.lower()}":
        return 403, "another page may not use this one"
    # Following a link to the page is harmless; everything else must come from the page itself.
    arriving = method in ("GET", "HEAD") and path == "/"
    if not arriving and headers.get("sec-fetch-site", "none") not in ("same-origin", "none"):
        return 403, "another page may not use this one"
    return None


def _name(host: str) -> str:
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""
