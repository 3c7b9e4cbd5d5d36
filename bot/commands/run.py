"""`thidua run`: receive, send and tick until told to leave."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import Annotated

import typer
from sqlalchemy import Engine

from bot import logs
from bot.app import App
from bot.channels.base import Channel
from bot.channels.installed import installed
from bot.channels.webhook import webhook_secret
from bot.commands import common, demo
from bot.commands.common import hold
from bot.logs import Redactor
from bot.sending.files import Files
from bot.sending.making import Maker
from bot.settings import Settings
from handlers.routing.play import Site
from storage import settings
from storage.engine import connect, transaction
from storage.integrity import damage
from storage.invitations import LINKED
from storage.schema import migrate


def run(
    or_demo: Annotated[
        bool, typer.Option("--or-demo", help="Without any channel's token: `thidua demo`.")
    ] = False,
) -> None:
    """Run the bot: migrate, then receive, send and tick. Several may share one PostgreSQL."""
    chosen = common.configured()
    if or_demo and not chosen.has_channel():
        return demo.demo()
    redactor = logs.configure(chosen.log, chosen.secrets())
    common.live(chosen)  # what is wrong with a file is said before anything is begun
    with hold(chosen.database_url):
        engine = connect(chosen.database_url)
        _trust(engine)
        migrate(engine)
        common.tighten(chosen.database_url)
        found = channels(chosen, engine, redactor)
        site = Site(common.live(chosen, engine), chosen.timezone)
        files = Files(engine, Maker(site, common.now), common.now, chosen.public_url)
        app = App(engine, site, common.now, found, chosen.listen, chosen.admin_listen, files=files)
        asyncio.run(app.run())


def _trust(engine: Engine) -> None:
    """Before anything is taken: what would be written into a damaged file is lost."""
    found = damage(engine)
    if found:
        raise common.Mistake(
            f"the database is damaged ({found}); nothing was taken: please restore a backup"
        )


def channels(chosen: Settings, engine: Engine, redactor: Redactor) -> list[Channel]:
    """The channels that the settings name; Mistake where one cannot be, or there is none."""
    given = chosen.webhook_secret.get_secret_value() if chosen.webhook_secret else None

    def secret(channel: str, token: str) -> str:
        made = webhook_secret(given, token, channel)
        redactor.hide(made)
        return made

    try:
        found = installed(chosen, secret, partial(_introduced, engine))
    except ValueError as error:
        raise common.Mistake(f"THIDUA_TELEGRAM_TOKEN or THIDUA_ZALO_TOKEN: {error}") from None
    if not found:
        raise common.Mistake(
            "no channel: set THIDUA_TELEGRAM_TOKEN or THIDUA_ZALO_TOKEN, or try `thidua demo`"
        )
    return found


def _introduced(engine: Engine, name: str) -> None:
    """Deep links in invitations carry the bot's user name."""
    with transaction(engine) as db:
        settings.call_bot(db, LINKED, name)
