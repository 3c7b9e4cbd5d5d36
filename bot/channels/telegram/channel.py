"""Telegram: python-telegram-bot's Bot as client; webhook or polling."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from typing import Any

import structlog
from starlette.routing import BaseRoute
from telegram.error import TelegramError

from bot.channels.base import Broken, Limits, SendError, Take
from bot.channels.files import File
from bot.channels.telegram import setup, uploads
from bot.channels.telegram.client import client
from bot.channels.telegram.downloads import Downloads
from bot.channels.telegram.http import Refused
from bot.channels.telegram.polling import Poller, Sleep
from bot.channels.telegram.replies import TEXT_UNITS, Call, calls, send_error
from bot.channels.telegram.taps import Taps
from bot.channels.telegram.updates import read
from bot.channels.webhook import carries, webhook
from bot.skew import Skew
from storage.messages import Incoming, Reply

log = structlog.get_logger()

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the header's name, no secret
_TOKEN = re.compile(r"(\d{1,19}):[A-Za-z0-9_-]+")
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_SERVER_FAULT = 500


class TelegramChannel:
    """The channel; `bot_name` is the bot's user name once the platform has said it."""

    name = "telegram"
    limits = Limits(text_units=TEXT_UNITS, per_second=28, per_chat_second=1, buttons=True)

    def __init__(
        self,
        token: str,
        api_base: str | None,
        public_url: str | None,
        secret: str,
        commands: setup.Commands,
        *,
        introduced: Callable[[str], None] | None = None,
        poll_seconds: int = 25,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        """`public_url` None means polling; `introduced` hears the bot's user name, in a thread.

        ValueError for a token or a secret that the platform cannot have given or taken; the
        message does not show it.
        """
        known = _TOKEN.fullmatch(token)
        if known is None:
            raise ValueError("not a bot token: digits, a colon, letters are expected")
        if public_url is not None and not _SECRET.fullmatch(secret):
            raise ValueError("not a webhook secret: 1-256 of A-Z a-z 0-9 _ - are expected")
        self.bot = known[1]
        self.bot_name: str | None = None
        self._public_url, self._secret, self._commands = public_url, secret, commands
        self._introduced, self._poll_seconds, self._sleep = introduced, poll_seconds, sleep
        self._skew = Skew(self.name)
        self._client = client(token, api_base, self._skew.heard)
        self._taps = Taps(self._client)
        self._downloads = Downloads(self._client, token, api_base)
        self._setup: asyncio.Task[None] | None = None
        self._left: dict[int, int] = {}
        """Of a message that was sent in part: how many parts are still to go."""

    async def start(self) -> None:
        """Tell the platform what it has to know, beside the work: a refusal stops nothing."""
        told = [setup.delivery(self._public_url, self._secret), ("getMe", {})]
        told += setup.menus(self._commands)
        self._setup = asyncio.create_task(
            setup.tell(self._client, told, self._answered, self._sleep)
        )

    async def stop(self) -> None:
        """Close every connection; may be called twice, and without `start`."""
        if self._setup is not None:
            self._setup.cancel()
            await asyncio.gather(self._setup, return_exceptions=True)
        await self._taps.close()
        await self._downloads.close()
        await self._client.close_connections()

    async def examine(self) -> tuple[bool, str]:
        """Whether the token is good, and updates come the way the settings say."""
        return self._skew.examined(*await setup.examined(self._client, self._public_url))

    async def answers(self) -> bool:
        """Whether the platform answers at all."""
        try:
            await self._client.call("getMe")
        except TelegramError as error:
            return isinstance(error, Refused) and error.code < _SERVER_FAULT
        return True

    async def send(self, chat: str, reply: Reply, outbox_id: int, file: File | None = None) -> str:
        """Send and return the id of the last message; raises SendError.

        Where only a later part of a long text was refused, the next try goes on with that part.
        Where a file is refused for good, the words go without it.
        """
        words = calls(chat, reply.alone(), outbox_id)
        if file is None:
            return await self._send(words, outbox_id)
        parts = uploads.calls(chat, reply, outbox_id, file)
        return await self._send(parts, outbox_id, file, words)

    async def _send(
        self, parts: list[Call], outbox_id: int, file: File | None = None,
        instead: list[Call] | None = None,
    ) -> str:  # fmt: skip
        if not parts:
            raise SendError("permanent", "nothing to read in it")
        begun = max(0, len(parts) - self._left.pop(outbox_id, len(parts)))
        message_id = ""
        for at in range(begun, len(parts)):
            if at > begun:
                await self._sleep(1 / self.limits.per_chat_second)
            try:
                sent = await uploads.call(self._client, *parts[at], file)
            except TelegramError as error:
                failure = send_error(error)
                if at == 0 and failure.kind == "permanent" and instead:
                    return await self._send(instead, outbox_id)
                if at and failure.kind == "retry":
                    self._left[outbox_id] = len(parts) - at
                raise failure from None
            message_id = _message_id(sent)
        return message_id

    async def fetch(self, ref: str) -> bytes:
        """The bytes of a file by the platform's id; raises FetchError."""
        return await self._downloads.fetch(ref)

    def routes(self, take: Take) -> list[BaseRoute]:
        """`POST /telegram`, where the platform calls us."""
        if self._public_url is None:
            return []
        return [
            webhook(
                "/telegram",
                take,
                genuine=carries(SECRET_HEADER, self._secret),
                read=self._read,
                taken=lambda update: self._taps.heard([update]),
            )
        ]

    async def poll(self, take: Take) -> None:
        """Ask for updates until cancelled; returns at once where the platform calls us."""
        if self._public_url is not None:
            return
        poller = Poller(
            self._client,
            take,
            self._taps.heard,
            bot=self.bot,
            seconds=self._poll_seconds,
            sleep=self._sleep,
        )
        await poller.run()

    def _read(self, update: object, text: str) -> Incoming | Broken:
        return read(update, self.bot, text)

    async def _answered(self, method: str, result: Any) -> None:
        name = result.get("username") if method == "getMe" and isinstance(result, dict) else None
        if not isinstance(name, str):
            return
        self.bot_name = name
        if self._introduced is not None:
            try:
                await asyncio.to_thread(self._introduced, name)
            except Exception as error:  # a name for links is not worth more than a line
                log.warning("bot name not kept", channel=self.name, error=type(error).__name__)


def _message_id(sent: Any) -> str:
    """The platform said yes: without a readable id it was still sent."""
    found = sent.get("message_id") if isinstance(sent, dict) else None
    return str(found) if isinstance(found, int) else ""
