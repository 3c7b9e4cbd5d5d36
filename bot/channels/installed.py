"""The channels there are, in plain sight; each is there when its token is set."""

from __future__ import annotations

from collections.abc import Callable

from bot.channels.base import Broken, Channel
from bot.channels.telegram import updates
from bot.channels.telegram.channel import TelegramChannel
from bot.channels.zalo import updates as zalo_updates
from bot.channels.zalo.channel import ZaloChannel
from bot.settings import Settings
from handlers.commands import menu
from storage.messages import Incoming

READERS: dict[str, Callable[[object, str], Incoming | Broken]] = {
    "telegram": updates.read,
    "zalo": zalo_updates.read,
}
"""How each channel reads an update as its platform sent it; the bot's name comes second."""


def installed(
    settings: Settings, secret: Callable[[str, str], str], introduced: Callable[[str], None]
) -> list[Channel]:
    """The channels that are set up; ValueError where a token cannot be one.

    `secret` gives a webhook secret by a channel's name and token; `introduced` hears the Telegram
    bot's user name.
    """
    channels: list[Channel] = []
    if settings.telegram_token is not None:
        token = settings.telegram_token.get_secret_value()
        channels.append(
            TelegramChannel(
                token=token,
                api_base=settings.telegram_api,
                public_url=settings.public_url,
                secret=secret("telegram", token),
                commands=menu(),
                introduced=introduced,
            )
        )
    if settings.zalo_token is not None:
        token = settings.zalo_token.get_secret_value()
        channels.append(
            ZaloChannel(
                token=token,
                api_base=settings.zalo_api,
                public_url=settings.public_url,
                secret=secret("zalo", token),
            )
        )
    return channels
