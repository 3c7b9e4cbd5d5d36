"""A thin client of Zalo's Bot API: `ok` decides, not the HTTP status; the token is in no error."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import aiohttp
from yarl import URL

from bot.channels import bounded

OFFICIAL = "https://bot-api.zaloplatforms.com"
IDLE = 408
"""What an empty poll ends with, as HTTP status or in the body."""
_CONNECT = 10.0
_ADDRESS = re.compile(r"https?://[^\s\"'<>]+")
"""Of a picture: whoever has it may see that."""


class Refused(Exception):
    """The platform answered no: nothing was done."""

    def __init__(self, code: int, description: str) -> None:
        super().__init__(f"{code} {description}")
        self.code = code


class NotSent(Exception):
    """No connection: the request surely had no effect."""


class Unclear(Exception):
    """No readable answer: it may have had its effect."""


class Client:
    """Calls methods by their names; one session, opened with the first call."""

    def __init__(
        self,
        token: str,
        api_base: str | None,
        heard: Callable[[str | None], None] = lambda _: None,
    ) -> None:
        """`heard`: of the `Date` of each answer."""
        self._token, self._heard = token, heard
        self._base = (api_base or OFFICIAL).rstrip("/")
        self._session: aiohttp.ClientSession | None = None

    async def call(self, method: str, *, wait: float = 20.0, **parameters: Any) -> Any:
        """The `result` of a method (`None` where there is none); `wait`: seconds for its answer."""
        timeout = aiohttp.ClientTimeout(
            total=wait + _CONNECT, sock_connect=_CONNECT, sock_read=wait
        )
        address = URL(f"{self._base}/bot{self._token}/{method}", encoded=True)
        try:
            async with self._opened().post(
                address, json=parameters, timeout=timeout, allow_redirects=False
            ) as answer:
                self._heard(answer.headers.get("Date"))
                status, body = answer.status, await bounded.body(answer, bounded.MIB)
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError, ValueError) as error:
            raise NotSent(type(error).__name__) from None
        except Exception as error:  # whatever else: its text may hold the address
            raise Unclear(type(error).__name__) from None
        return self._result(status, body)

    async def close(self) -> None:
        """Close the session; a later call opens another."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    def _opened(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar())
        return self._session

    def _result(self, status: int, body: bytes) -> Any:
        try:
            found = json.loads(body)
        except (ValueError, RecursionError):
            found = None
        if isinstance(found, dict) and found.get("ok") is True:
            return found.get("result")
        if isinstance(found, dict) and found.get("ok") is False:
            said = str(found.get("description") or "no description")[:300]
            said = _ADDRESS.sub("[hidden]", said.replace(self._token, "[hidden]"))
            raise Refused(_code(found) or status, said)
        if 400 <= status < 500:  # a refusal of what stands before the platform's own server
            raise Refused(status, "no description")
        raise Unclear(f"status {status}, no readable answer")


def _code(found: dict[str, Any]) -> int | None:
    """The code of a refusal; one method spells its name differently."""
    code = str(found.get("error_code", found.get("errorCode")))
    return int(code) if code.isascii() and code.isdecimal() and len(code) < 6 else None
