"""What Telegram is told at start: how updates reach us, and the menu in each language."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

import structlog
from telegram import BotCommand
from telegram.error import TelegramError

from bot.channels.telegram.client import Client
from bot.channels.telegram.polling import Pause, Sleep
from bot.channels.telegram.updates import ALLOWED

log = structlog.get_logger()

Commands = Mapping[str, Sequence[tuple[str, str]]]
"""By language: (name, description) of each command."""

DEFAULT = "vi"
_LONGEST = 300.0
_MOST_COMMANDS = 100
_LONGEST_DESCRIPTION = 256

Call = tuple[str, dict[str, Any]]


def delivery(public_url: str | None, secret: str) -> Call:
    """The call that chooses webhook or polling. Waiting updates are kept in either case."""
    if public_url is None:
        return "deleteWebhook", {"drop_pending_updates": False}
    url = f"{public_url.rstrip('/')}/telegram"
    return "setWebhook", {"url": url, "secret_token": secret, "allowed_updates": list(ALLOWED)}


async def examined(client: Client, public_url: str | None) -> tuple[bool, str]:
    """Who the platform takes us for, and whether updates come as `public_url` says."""
    try:
        me = await client.call("getMe")
        hook = await client.call("getWebhookInfo")
    except TelegramError as error:
        return False, f"not reached or refused: {error}"
    wanted = delivery(public_url, "")[1].get("url", "")
    name = me.get("username") if isinstance(me, dict) else None
    found = hook if isinstance(hook, dict) else {}
    waiting = found.get("pending_update_count", 0)
    says = f"@{name}, {'webhook' if wanted else 'polling'}, {waiting} waiting"
    if found.get("url", "") != wanted:
        return False, f"{says}; the platform still delivers elsewhere: `thidua run` sets it right"
    trouble = found.get("last_error_message")
    return not trouble, f"{says}; its last error: {trouble}" if trouble else says


def menus(commands: Commands) -> list[Call]:
    """One call for each language, Vietnamese for all others too.

    The platform knows languages by two letters only; what has no such code is left out.
    """
    calls = [_menu(rows, language) for language, rows in commands.items() if len(language) == 2]
    if DEFAULT in commands:
        calls.insert(0, _menu(commands[DEFAULT]))
    return calls


async def tell(
    client: Client,
    calls: Sequence[Call],
    answered: Callable[[str, Any], Awaitable[None]],
    sleep: Sleep = asyncio.sleep,
) -> None:
    """Make every call, and again those that were refused, with growing pauses, until all stand.

    A refusal is not the end: the operator may mend an address while the rest goes on working.
    """
    pause, waiting = Pause(first=1.0, longest=_LONGEST), list(calls)
    while waiting:
        errors = []
        for call in list(waiting):
            method, parameters = call
            try:
                await answered(method, await client.call(method, **parameters))
            except TelegramError as error:
                errors.append(error)
                log.warning("refused at start", channel="telegram", call=method, why=str(error))
            else:
                waiting.remove(call)
        if errors:
            await sleep(pause.after(errors[-1]))


def _menu(rows: Sequence[tuple[str, str]], language: str | None = None) -> Call:
    commands = [
        BotCommand(name, description[:_LONGEST_DESCRIPTION])
        for name, description in rows[:_MOST_COMMANDS]
    ]
    parameters: dict[str, Any] = {"commands": commands}
    return "setMyCommands", parameters | ({"language_code": language} if language else {})
