"""Zalo Bot: an own thin client, webhook for production, polling for trials."""

from __future__ import annotations

import asyncio
import re

import structlog
from starlette.routing import BaseRoute

from bot.channels.base import Broken, Limits, SendError, Take
from bot.channels.files import File
from bot.channels.webhook import carries, webhook
from bot.channels.zalo import setup
from bot.channels.zalo.client import IDLE, OFFICIAL, Client, NotSent, Refused, Unclear
from bot.channels.zalo.downloads import Downloads
from bot.channels.zalo.polling import Poller
from bot.channels.zalo.replies import TEXT_UNITS, Call, calls
from bot.channels.zalo.setup import Sleep
from bot.channels.zalo.updates import read
from bot.skew import Skew
from storage.messages import Incoming, Reply

log = structlog.get_logger()

SECRET_HEADER = "X-Bot-Api-Secret-Token"  # noqa: S105 - the header's name, no secret
_TOKEN = re.compile(r"(\d{1,30}):[^\s/?#%]+")
_SECRET = re.compile(r"[!-~]{8,256}")
_FIRST_PAUSE, _LONGEST_PAUSE = 60.0, 3600.0
"""Seconds after a 429, growing from one to the next: the platform names none, and says the same
of a spent month's quota as of too much at once."""
_OUR_OWN_FAULT = (401, 404)
_INTERNAL = 403
"""The platform's "internal server error"."""
_SERVER_FAULT, _GATEWAY_TIMEOUT = 500, 504


class ZaloChannel:
    """The channel; plain text, no buttons, 2,000 UTF-16 units a message."""

    name = "zalo"
    limits = Limits(
        text_units=TEXT_UNITS, per_second=5, per_chat_second=1, buttons=False,
        per_month=3000, people=50, addresses=True,
    )  # fmt: skip

    def __init__(
        self,
        token: str,
        api_base: str | None,
        public_url: str | None,
        secret: str,
        *,
        poll_seconds: int = 30,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        """`public_url` None means polling. ValueError for what cannot be a token or a secret."""
        known = _TOKEN.fullmatch(token)
        if known is None:
            raise ValueError("not a bot token: digits, a colon, letters are expected")
        if public_url is not None and not _SECRET.fullmatch(secret):
            raise ValueError("not a webhook secret: 8-256 visible characters are expected")
        self.bot = known[1]
        self._skew = Skew(self.name)
        self._client = Client(token, api_base, self._skew.heard)
        self._downloads = Downloads(api_base or OFFICIAL)
        self._public_url, self._secret = public_url, secret
        self._poll_seconds, self._sleep = poll_seconds, sleep
        self._setup: asyncio.Task[None] | None = None
        self._begun: dict[int, int] = {}
        """Of a message that was sent in part: with which part it goes on."""
        self._pause = _FIRST_PAUSE

    async def start(self) -> None:
        """Tell the platform where its events go, beside the work: a refusal stops nothing."""
        told = setup.tell(self._client, self._url(), self._secret, self._sleep)
        self._setup = asyncio.create_task(told)

    async def stop(self) -> None:
        """Close every connection; may be called twice, and without `start`."""
        if self._setup is not None:
            self._setup.cancel()
            await asyncio.gather(self._setup, return_exceptions=True)
        await self._downloads.close()
        await self._client.close()

    async def examine(self) -> tuple[bool, str]:
        """Who the platform takes us for, and where its events go."""
        return self._skew.examined(*await setup.examined(self._client, self._url()))

    async def answers(self) -> bool:
        """Whether the platform answers at all."""
        try:
            await self._client.call("getMe")
        except Refused as error:
            return error.code < _SERVER_FAULT and error.code not in (IDLE, _INTERNAL)
        except (NotSent, Unclear):
            return False
        return True

    async def send(self, chat: str, reply: Reply, outbox_id: int, file: File | None = None) -> str:
        """Send and return the id of the last message; raises SendError.

        Where only a later part of a long text was refused, the next try goes on with that part.
        Where a picture is refused for good, the words go without it.
        """
        words = calls(reply.alone())
        if file is None:
            return await self._send(chat, words, outbox_id)
        return await self._send(chat, calls(reply, file), outbox_id, words)

    async def _send(
        self, chat: str, parts: list[Call], outbox_id: int, instead: list[Call] | None = None
    ) -> str:
        if not parts:
            raise SendError("permanent", "nothing to read in it")
        begun = min(self._begun.pop(outbox_id, 0), len(parts) - 1)
        number = ""
        for at in range(begun, len(parts)):
            if at > begun:
                await self._sleep(1 / self.limits.per_chat_second)
            try:
                method, said = parts[at]
                sent = await self._client.call(method, chat_id=chat, **said)
            except (Refused, NotSent, Unclear) as error:
                failure = send_error(error, self._pause)
                if failure.throttled:
                    self._pause = min(_LONGEST_PAUSE, self._pause * 2)
                if at == 0 and failure.kind == "permanent" and instead:
                    return await self._send(chat, instead, outbox_id)
                if at and failure.kind == "retry":
                    self._begun[outbox_id] = at
                raise failure from None
            self._pause = _FIRST_PAUSE
            number = str(sent.get("message_id", "")) if isinstance(sent, dict) else ""
        return number

    async def fetch(self, ref: str) -> bytes:
        """The bytes of a photo at its address; raises FetchError."""
        return await self._downloads.fetch(ref)

    def routes(self, take: Take) -> list[BaseRoute]:
        """`POST /zalo`, where the platform calls us."""
        if self._public_url is None:
            return []
        genuine = carries(SECRET_HEADER, self._secret)
        return [webhook("/zalo", take, genuine=genuine, read=self._read, probed=True)]

    async def poll(self, take: Take) -> None:
        """Ask for events, one by one, until cancelled; at once over where the platform calls us."""
        if self._public_url is not None:
            return
        await Poller(
            self._client, take, bot=self.bot, seconds=self._poll_seconds, sleep=self._sleep
        ).run()

    def _read(self, body: object, text: str) -> Incoming | Broken:
        return read(body, self.bot, text)

    def _url(self) -> str | None:
        return f"{self._public_url.rstrip('/')}/zalo" if self._public_url else None


def send_error(error: Refused | NotSent | Unclear, pause: float = _FIRST_PAUSE) -> SendError:
    """Which of the ways of failing this is; a send without an answer is never repeated blindly.

    `pause`: seconds of rest after a 429.
    """
    if isinstance(error, NotSent):
        return SendError("retry", f"not connected: {error}")
    if isinstance(error, Unclear):
        return SendError("unknown", f"no answer: {error}")
    if error.code == 429:
        return SendError("retry", str(error), pause, throttled=True)
    if error.code in (IDLE, _GATEWAY_TIMEOUT):
        return SendError("unknown", str(error))  # somebody gave up waiting; the server may not have
    if error.code >= _SERVER_FAULT or error.code == _INTERNAL or error.code in _OUR_OWN_FAULT:
        return SendError("retry", str(error))
    return SendError("permanent", str(error))
