"""Zalo Bot: an own thin client, webhook for production, polling for trials.

Polling has a gap that no client can close: an event is handed out once, without acknowledgement,
so what was polled and not committed is lost, and so is what is written while nobody polls.
"""

from __future__ import annotations

import asyncio
import re

import structlog
from starlette.routing import BaseRoute

from bot.channels import zalo_setup as setup
from bot.channels.base import Broken, Limits, SendError, Take
from bot.channels.layout import messages, shown
from bot.channels.webhook import carries, webhook
from bot.channels.zalo_client import IDLE, Client, NotSent, Refused, Unclear
from bot.channels.zalo_setup import Sleep
from bot.channels.zalo_updates import read
from storage.messages import Incoming, Reply

log = structlog.get_logger()

SECRET_HEADER = "X-Bot-Api-Secret-Token"  # noqa: S105 - the header's name, no secret
TEXT_UNITS = 2000
_TOKEN = re.compile(r"(\d{1,30}):\S+")
_QUOTA_PAUSE = 3600.0
"""Seconds after which a spent quota is looked at again; the platform names none."""
_OUR_OWN_FAULT = (401, 404)
_SERVER = (403, 408, 500, 502, 503)
"""403 is the platform's "internal server error"."""


class ZaloChannel:
    """The channel; plain text, no buttons, 2,000 UTF-16 units a message."""

    name = "zalo"
    limits = Limits(
        text_units=TEXT_UNITS, per_second=5, per_chat_second=1, buttons=False,
        per_month=3000, people=50,
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
        """`public_url` None means polling. ValueError for what cannot be a token."""
        known = _TOKEN.fullmatch(token)
        if known is None:
            raise ValueError("not a bot token: digits, a colon, letters are expected")
        self.bot = known[1]
        self._client = Client(token, api_base)
        self._public_url, self._secret = public_url, secret
        self._poll_seconds, self._sleep = poll_seconds, sleep
        self._setup: asyncio.Task[None] | None = None
        self._begun: dict[int, int] = {}

    async def start(self) -> None:
        """Tell the platform where its events go, beside the work: a refusal stops nothing."""
        told = setup.tell(self._client, self._url(), self._secret, self._sleep)
        self._setup = asyncio.create_task(told)

    async def stop(self) -> None:
        """Close every connection; may be called twice, and without `start`."""
        if self._setup is not None:
            self._setup.cancel()
            await asyncio.gather(self._setup, return_exceptions=True)
        await self._client.close()

    async def examine(self) -> tuple[bool, str]:
        """Who the platform takes us for, and where its events go."""
        return await setup.examined(self._client, self._url())

    async def send(self, chat: str, reply: Reply, outbox_id: int) -> str:
        """Send and return the id of the last message; raises SendError.

        Where only a later part of a long text was refused, the next try goes on with that part.
        """
        parts = [shown(part.text).strip() for part in messages(reply, TEXT_UNITS)]
        if not parts:
            raise SendError("permanent", "nothing to read in it")
        begun = min(self._begun.pop(outbox_id, 0), len(parts) - 1)
        number = ""
        for at in range(begun, len(parts)):
            if at > begun:
                await self._sleep(1 / self.limits.per_chat_second)
            try:
                sent = await self._client.call("sendMessage", chat_id=chat, text=parts[at])
            except (Refused, NotSent, Unclear) as error:
                failure = send_error(error)
                if at and failure.kind == "retry":
                    self._begun[outbox_id] = at
                raise failure from None
            number = str(sent.get("message_id", "")) if isinstance(sent, dict) else ""
        return number

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
        pause = 1.0
        while True:
            try:
                await self._round(take)
            except Exception as error:
                why = str(error) if isinstance(error, Refused | NotSent | Unclear) else ""
                log.warning("polling pauses", channel=self.name, why=why or type(error).__name__)
                await self._sleep(pause)
                pause = min(60.0, pause * 2)
            else:
                pause = 1.0

    async def _round(self, take: Take) -> None:
        try:
            # A number in the examples, a text in the table of the documents: both were taken.
            found = await self._client.call(
                "getUpdates", wait=self._poll_seconds + 15.0, timeout=str(self._poll_seconds)
            )
        except Refused as error:
            if error.code != IDLE:
                raise
            return
        for one in found if isinstance(found, list) else [found]:
            if one:
                await self._taken(take, read(one, self.bot))

    async def _taken(self, take: Take, item: Incoming | Broken) -> None:
        """It will not be handed out again: keep trying for as long as we live."""
        pause = 0.5
        while True:
            try:
                await take([item])
            except Exception as error:
                log.warning("not taken yet", channel=self.name, error=type(error).__name__)
                await self._sleep(pause)
                pause = min(30.0, pause * 2)
            else:
                return

    def _read(self, body: object, text: str) -> Incoming | Broken:
        return read(body, self.bot, text)

    def _url(self) -> str | None:
        return f"{self._public_url.rstrip('/')}/zalo" if self._public_url else None


def send_error(error: Refused | NotSent | Unclear) -> SendError:
    """Which of the ways of failing this is; a send without an answer is never repeated blindly."""
    if isinstance(error, NotSent):
        return SendError("retry", f"not connected: {error}")
    if isinstance(error, Unclear):
        return SendError("unknown", f"no answer: {error}")
    if error.code == 429:
        return SendError("retry", str(error), _QUOTA_PAUSE, throttled=True)
    if error.code == IDLE:
        return SendError("unknown", str(error))
    if error.code in _SERVER or error.code in _OUR_OWN_FAULT:
        return SendError("retry", str(error))
    return SendError("permanent", str(error))
