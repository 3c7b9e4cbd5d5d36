"""The HTTP side of a channel that calls us: who may, how much, and when we say "taken"."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Callable
from functools import partial

import structlog
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.channels.base import Broken, Take
from storage.messages import Incoming

log = structlog.get_logger()

MOST_BYTES = 1024 * 1024

Genuine = Callable[[Request], bool]
Read = Callable[[object, str], "Incoming | Broken"]
"""Reads decoded JSON (`None` where it is too deep or too long a number to decode) and its text."""


def webhook(
    path: str,
    take: Take,
    *,
    genuine: Genuine,
    read: Read,
    taken: Callable[[object], None] = lambda _: None,
    probed: bool = False,
) -> Route:
    """A route that answers as the platforms need it:

    403 and nothing stored for who is not `genuine`; 413 over 1 MiB; 400 for what is not JSON;
    503 if `take` raises, so that the platform sends it again; else 200, and only after `take`
    returned (JSON that is no update included: a 400 would be sent again for ever).
    `taken` is called with the decoded JSON after the commit. `probed`: an empty request, even
    without the secret, is answered 200; the platform only looks whether somebody is there.
    """
    answer = partial(_answer, take=take, genuine=genuine, read=read, taken=taken, probed=probed)
    return Route(path, answer, methods=["POST"])


def carries(header: str, secret: str) -> Genuine:
    """Whether a request carries the secret, compared in constant time."""
    expected = secret.encode()

    def genuine(request: Request) -> bool:
        given = request.headers.get(header)
        return given is not None and hmac.compare_digest(given.encode(), expected)

    return genuine


def webhook_secret(master: str | None, token: str, channel: str) -> str:
    """What a channel's platform has to show: derived, never stored.

    From the master secret where the operator has set one, else from the bot's token, which every
    program of an installation has and no database holds.
    """
    key, words = (master, channel) if master else (token, f"webhook:{channel}")
    return hmac.new(key.encode(), words.encode(), hashlib.sha256).hexdigest()


async def _answer(
    request: Request,
    *,
    take: Take,
    genuine: Genuine,
    read: Read,
    taken: Callable[[object], None],
    probed: bool,
) -> Response:
    if not genuine(request):
        return _say(200 if probed and await _empty(request) else 403)
    try:
        body = await _body(request)
    except ClientDisconnect:
        return _say(400)
    if body is None:
        return _say(413)
    if probed and not body:
        return _say(200)
    try:
        text = body.decode()
        data = _decode(text)
    except ValueError:
        return _say(400)
    try:
        await take([read(data, text)])
    except Exception as error:
        log.warning("not taken, to be sent again", path=request.url.path,
                    error=type(error).__name__)  # fmt: skip
        return _say(503)
    taken(data)
    return _say(200)


async def _empty(request: Request) -> bool:
    async for chunk in request.stream():
        if chunk:
            return False
    return True


async def _body(request: Request) -> bytes | None:
    """The body, read no further than the limit; `None` beyond it, whatever its header says."""
    declared = request.headers.get("content-length", "")
    if declared.isdecimal() and len(declared) < 20 and int(declared) > MOST_BYTES:
        return None
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST_BYTES:
            return None
    return bytes(body)


def _decode(text: str) -> object:
    """ValueError only for what is not JSON; JSON that Python cannot hold is `None`."""
    try:
        return json.loads(text)
    except json.JSONDecodeError:
        raise
    except (ValueError, RecursionError):  # a number of thousands of digits; nested too deeply
        return None


def _say(status: int) -> Response:
    return PlainTextResponse("", status)
