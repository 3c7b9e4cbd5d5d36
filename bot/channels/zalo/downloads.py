"""Photos at the addresses that the platform gives: only its own places, only over https.

An address comes from outside. Whatever it names, and wherever it leads on to, nothing but the
platform is asked: not this machine, not the network it stands in. No error and no log tells an
address, for whoever has one sees the photo.
"""

from __future__ import annotations

import aiohttp
import structlog
from yarl import URL

from bot.channels import bounded
from bot.channels.base import FETCH_SECONDS, FetchError
from storage.sent import LARGEST

log = structlog.get_logger()

PLACES = ("zaloplatforms.com", "zapps.me", "zalo.me", "zaloapp.com", "zdn.vn", "zadn.vn")
"""The platform's own names and what stands below them; its photos were seen below zdn.vn. What is
known of it is second-hand: the log names a host that was refused."""
_CONNECT, _READ = 10.0, 30.0
_STEPS = 3
"""Redirects that are followed, each to a place of the platform's own."""
_LATER = (401, 408, 425, 429)


def own_place(address: str, api: URL) -> URL | str:
    """The address, if it is the platform's; else the host that it names. `api`: its server."""
    try:
        url = URL(address)
        origin = url.origin()
    except (ValueError, TypeError):
        return ""
    host = url.host or ""
    named = any(host == place or host.endswith(f".{place}") for place in PLACES)
    usual = url.scheme == "https" and url.port == 443 and url.user is None
    return url if origin == api or (named and usual) else host


class Downloads:
    """Fetches by address, over a session of its own that is opened with the first."""

    def __init__(self, api: str) -> None:
        """`api`: where the platform's server is, which is one of its places too."""
        self._own = URL(api).origin()
        self._session: aiohttp.ClientSession | None = None

    async def fetch(self, ref: str) -> bytes:
        """The bytes at an address; raises FetchError."""
        address = ref
        for _ in range(_STEPS + 1):
            found = await self._ask(self._place(address))
            if isinstance(found, bytes):
                return found
            address = found
        raise FetchError("gone", "it leads on and on")

    async def close(self) -> None:
        """Close the session; a later fetch opens another."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    def _place(self, address: str) -> URL:
        found = own_place(address, self._own)
        if isinstance(found, URL):
            return found
        log.warning("a place that is not the platform's", channel="zalo", host=found[:100])
        raise FetchError("gone", "a place that is not the platform's")

    async def _ask(self, url: URL) -> bytes | str:
        """The bytes, or where it leads on to."""
        timeout = aiohttp.ClientTimeout(total=FETCH_SECONDS, sock_connect=_CONNECT, sock_read=_READ)
        try:
            async with self._opened().get(url, timeout=timeout, allow_redirects=False) as answer:
                if answer.status in (301, 302, 303, 307, 308):
                    return str(url.join(URL(answer.headers.get("Location", ""))))
                if answer.status == 200:
                    return await bounded.body(answer, LARGEST)
                status = answer.status
        except bounded.TooLarge:
            raise FetchError("large", "the file is too large") from None
        except Exception as error:  # whatever it was: its text may hold the address
            raise FetchError("retry", type(error).__name__) from None
        later = status >= 500 or status in _LATER
        raise FetchError("retry" if later else "gone", f"status {status}")

    def _opened(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar())
        return self._session
