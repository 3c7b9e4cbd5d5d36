"""HTTP for python-telegram-bot's Bot: aiohttp instead of httpx."""

from __future__ import annotations

import json
from collections.abc import Callable
from io import BytesIO
from typing import Any
from urllib.parse import urlencode

import aiohttp
from telegram.error import NetworkError, TelegramError
from telegram.request import BaseRequest, RequestData
from yarl import URL

from bot.channels import bounded

HIDDEN = "<token>"
"""Stands in the Bot's addresses where the token belongs: what it does not know, it cannot log."""

Heard = Callable[[str | None], None]
"""Hears the `Date` of each answer."""

_CONNECT = 10.0
_SPARE = 5.0
_UPLOAD = 60.0
_LONGEST_WAIT = 86_400.0


class Refused(TelegramError):
    """The platform answered no; `code` is the HTTP status, `retry_after` is in seconds."""

    def __init__(self, code: int, description: str, retry_after: float | None = None) -> None:
        super().__init__(f"{code} {description}")
        self.code = code
        self.description = description
        self.retry_after = retry_after


class NotSent(NetworkError):
    """No connection: the request surely had no effect."""


class Unclear(NetworkError):
    """No readable answer to a request that was written: it may have had its effect."""


class TooMuch(Unclear):
    """An answer over the limit; `head` is how it begins."""

    def __init__(self, head: bytes) -> None:
        super().__init__("answer too large")
        self.head = head


class AiohttpRequest(BaseRequest):
    """PTB's transport over one aiohttp session.

    Two to ten times the requests a second of PTB's own, which rescans its pool at every
    request; it also tells "not sent" from "no answer", which decides whether a message may be
    sent again. Parameters go as a form, as PTB's own transport sends them; files as multipart.
    Errors name their type only: the texts of aiohttp's may hold the address, and so the token.
    """

    def __init__(
        self,
        token: str,
        *,
        read_timeout: float = 20.0,
        connections: int = 100,
        most: int = bounded.MIB,
        heard: Heard = lambda _: None,
    ) -> None:
        """`read_timeout`: seconds between bytes; `connections` at once; `most` bytes an answer.

        `heard`: of the date of each answer.
        """
        self._token, self._most, self._heard = token, most, heard
        self._read_timeout = read_timeout
        self._connections = connections
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """Seconds an answer may take."""
        return self._read_timeout

    async def initialize(self) -> None:
        """Nothing: the session opens with the first request, in whichever process makes one."""

    async def shutdown(self) -> None:
        """Close the connections; a later request opens them again."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: object = BaseRequest.DEFAULT_NONE,
        write_timeout: object = BaseRequest.DEFAULT_NONE,
        connect_timeout: object = BaseRequest.DEFAULT_NONE,
        pool_timeout: object = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Status and body of a 2xx answer; raises Refused, NotSent, Unclear or TooMuch."""
        uploads = request_data is not None and request_data.contains_files
        read = float(read_timeout) if isinstance(read_timeout, int | float) else self._read_timeout
        try:
            async with self._opened().request(
                method,
                URL(url.replace(HIDDEN, self._token, 1), encoded=True),
                data=_body(request_data),
                timeout=_timeout(read + _UPLOAD if uploads else read),
                allow_redirects=False,
            ) as answer:
                self._heard(answer.headers.get("Date"))
                status, payload = answer.status, await bounded.body(answer, self._most)
        except (
            aiohttp.ClientConnectorError,
            aiohttp.ConnectionTimeoutError,
            ValueError,  # an address that is none
        ) as error:
            raise NotSent(type(error).__name__) from None
        except bounded.TooLarge as error:
            raise TooMuch(error.head) from None
        except Exception as error:  # whatever else: no text of it may reach a log
            raise Unclear(type(error).__name__) from None
        if 200 <= status < 300:
            return status, payload
        raise self._refused(status, payload)

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """The answer as a dict; PTB's own would write a body it cannot read into the log."""
        try:
            found = json.loads(payload.decode("utf-8", "replace"))
        except (ValueError, RecursionError):
            raise Unclear("answer is not JSON") from None
        if not isinstance(found, dict) or "result" not in found:
            raise Unclear("answer has no result")
        return found

    def _opened(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=self._connections, ttl_dns_cache=300),
                cookie_jar=aiohttp.DummyCookieJar(),
            )
        return self._session

    def _refused(self, status: int, payload: bytes) -> Refused:
        try:
            found = json.loads(payload)
        except (ValueError, RecursionError):
            found = None
        answer = found if isinstance(found, dict) else {}
        parameters = answer.get("parameters")
        wait = parameters.get("retry_after") if isinstance(parameters, dict) else None
        seconds = float(wait) if isinstance(wait, int) and 0 <= wait <= _LONGEST_WAIT else None
        said = str(answer.get("description") or "no description")[:300]
        return Refused(status, said.replace(self._token, "[hidden]"), seconds)


def _timeout(read: float) -> aiohttp.ClientTimeout:
    return aiohttp.ClientTimeout(
        total=read + _CONNECT + _SPARE, connect=_CONNECT, sock_connect=_CONNECT, sock_read=read
    )


def _body(data: RequestData | None) -> aiohttp.FormData | aiohttp.BytesPayload | None:
    if data is None:
        return None
    if not data.contains_files:
        # aiohttp's FormData asks the system for a random boundary even where it needs none.
        form = urlencode(data.json_parameters).encode()
        return aiohttp.BytesPayload(form, content_type="application/x-www-form-urlencoded")
    parts = aiohttp.FormData(data.json_parameters, quote_fields=False)  # names as they are written
    for name, (filename, content, mime_type) in data.multipart_data.items():
        file = BytesIO(content) if isinstance(content, bytes) else content  # sent in pieces
        parts.add_field(name, file, filename=filename, content_type=mime_type)
    return parts
