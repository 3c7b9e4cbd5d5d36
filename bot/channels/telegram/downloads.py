"""Files of the Bot API: asked for by their id, then fetched from the place that it names."""

from __future__ import annotations

from urllib.parse import quote

from telegram.error import TelegramError

from bot.channels.base import FETCH_SECONDS, FetchError
from bot.channels.telegram.client import OFFICIAL, Client
from bot.channels.telegram.http import HIDDEN, AiohttpRequest, Refused, TooMuch
from storage.sent import LARGEST

_ASK, _SPARE = 20.0, 15.0
"""Seconds for the question; and what the transport adds to the seconds that an answer may take."""
_AT_ONCE = 4
_OUR_OWN_FAULT = (401, 404)
"""A token that was withdrawn; a place that holds no longer: asked again, it is named anew."""


class Downloads:
    """Fetches over connections of its own, so that no answer waits behind a file."""

    def __init__(self, client: Client, token: str, api_base: str | None) -> None:
        self._client = client
        self._base = (api_base or OFFICIAL).rstrip("/")
        seconds = FETCH_SECONDS - _ASK - 2 * _SPARE
        self._request = AiohttpRequest(
            token, read_timeout=seconds, connections=_AT_ONCE, most=LARGEST
        )

    async def fetch(self, ref: str) -> bytes:
        """The bytes of a file by its id; raises FetchError. Nobody is followed elsewhere."""
        try:
            found = await self._client.call("getFile", file_id=ref)
            path = _path(found)
            url = f"{self._base}/file/bot{HIDDEN}/{quote(path)}"
            _, data = await self._request.do_request(url, "GET")
        except TooMuch:
            raise FetchError("large", "the file is too large") from None
        except TelegramError as error:
            raise _failed(error) from None
        return data

    async def close(self) -> None:
        """Close the connections."""
        await self._request.shutdown()


def _path(found: object) -> str:
    """Where the platform has it, below its own place for files."""
    told = found if isinstance(found, dict) else {}
    size, path = told.get("file_size"), told.get("file_path")
    if isinstance(size, int) and size > LARGEST:
        raise FetchError("large", "the file is too large")
    if not isinstance(path, str):
        raise FetchError("retry", "the answer names no place")
    if path.startswith("/") or ".." in path.split("/"):
        # A server of one's own in its local mode names a place on its own disk.
        raise FetchError("gone", "the place is none below the platform's own")
    return path


def _failed(error: TelegramError) -> FetchError:
    """Which of the ways this is. No answer is no harm: it may be asked for again."""
    if not isinstance(error, Refused):
        return FetchError("retry", f"no answer: {error}")
    why, said = str(error), error.description.casefold()
    if "too big" in said:
        return FetchError("large", why)
    away = error.code == 429 or error.code >= 500 or error.code in _OUR_OWN_FAULT
    if away or "temporarily" in said:
        return FetchError("retry", why, error.retry_after)
    return FetchError("gone", why)
