"""What Zalo is told at start, and asked by the doctor: where its events go."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import structlog

from bot.channels.zalo.client import Client, NotSent, Refused, Unclear

log = structlog.get_logger()

Sleep = Callable[[float], Awaitable[None]]
_PAUSES = (1.0, 10.0, 60.0, 300.0)
_NO_WEBHOOK = (400, 404)
_TOO_OFTEN = (426, 429)


async def tell(client: Client, url: str | None, secret: str, sleep: Sleep) -> None:
    """Set the webhook (or take it away for polling), again with growing pauses until it stands."""
    pauses = list(_PAUSES)
    while True:
        try:
            await _set_up(client, url, secret)
        except (Refused, NotSent, Unclear) as error:
            log.warning("refused at start", channel="zalo", why=str(error))
            await sleep(pauses.pop(0) if len(pauses) > 1 else pauses[0])
        else:
            return


async def examined(client: Client, url: str | None) -> tuple[bool, str]:
    """Who the platform takes us for, and whether events go where they should."""
    try:
        me = await client.call("getMe")
        there = await _webhook(client)
    except (Refused, NotSent, Unclear) as error:
        return False, f"not reached or refused: {error}"
    name = me.get("account_name") if isinstance(me, dict) else None
    says = f"{name}, {'webhook' if url else 'polling (for trials: what it hands out may be lost)'}"
    if there != (url or ""):
        return False, f"{says}; the platform still delivers elsewhere: `thidua run` sets it right"
    return True, says


async def _set_up(client: Client, url: str | None, secret: str) -> None:
    """Say it at every start: the address may be the same and the secret another.

    Setting a webhook is limited by the day; once the limit is reached the present one stands.
    """
    if url is None:
        if await _webhook(client):
            await client.call("deleteWebhook")
        return
    try:
        told = await client.call("setWebhook", url=url, secret_token=secret)
    except Refused as error:
        if error.code not in _TOO_OFTEN or await _webhook(client) != url:
            raise
        log.warning("the webhook stands as it was set before", channel="zalo", why=str(error))
        return
    looked = told.get("verification") if isinstance(told, dict) else None
    if isinstance(looked, dict) and looked.get("ok") is False:
        log.warning("not reached by the platform", channel="zalo", why=str(looked.get("outcome")))


async def _webhook(client: Client) -> str:
    """Where events go now; the platform answers an error where there is no webhook."""
    try:
        found = await client.call("getWebhookInfo")
    except Refused as error:
        if error.code in _NO_WEBHOOK:
            return ""
        raise
    return str(found.get("url") or "") if isinstance(found, dict) else ""
