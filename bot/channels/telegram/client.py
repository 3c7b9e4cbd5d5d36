"""python-telegram-bot's Bot as the channel uses it."""

from __future__ import annotations

from typing import Any

from telegram import Bot

from bot.channels.bounded import MIB
from bot.channels.telegram.http import HIDDEN, AiohttpRequest, Heard

OFFICIAL = "https://api.telegram.org"

MOST_UPDATES = 8 * MIB
"""Bytes of an answer with updates. A hundred of the longest have about six; where they have more,
fewer are asked for. Not more than needed: JSON takes up to twenty times its size in memory."""


class Client(Bot):
    """PTB's Bot, with one way to call any method by its name and have the plain answer.

    PTB builds a Message of each answer (12 % of the time of an echo) and cannot read what a
    newer server adds; nothing here needs more than an id.
    """

    __slots__ = ()

    async def call(self, method: str, *, wait: float | None = None, **parameters: Any) -> Any:
        """The `result` of a method; `wait`: seconds its answer may take. Raises as the request."""
        if wait is None:
            return await self._post(method, parameters)
        return await self._post(method, parameters, read_timeout=wait)

    async def close_connections(self) -> None:
        """Close what the requests opened. (`shutdown` does so only after a successful getMe.)"""
        for request in self._request:
            await request.shutdown()


def client(token: str, api_base: str | None, heard: Heard = lambda _: None) -> Client:
    """A Bot that talks by aiohttp and never sees its token; polls over a connection of its own.

    `heard`: of the date of each answer.
    """
    base = (api_base or OFFICIAL).rstrip("/")
    return Client(
        HIDDEN,
        base_url=f"{base}/bot",
        base_file_url=f"{base}/file/bot",
        request=AiohttpRequest(token, heard=heard),
        get_updates_request=AiohttpRequest(token, connections=2, most=MOST_UPDATES, heard=heard),
    )
