"""`thidua run`: receive, send and tick until told to leave."""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path
from typing import IO

from sqlalchemy.engine import make_url

from bot import logs
from bot.app import App, channel_secret
from bot.channels.installed import installed
from bot.commands import opening
from bot.holding import Held, lock_file
from handlers.play import House
from storage.engine import connect
from storage.schema import migrate


def run() -> None:
    """Run the bot: migrate, then receive, send and tick. Several may share one PostgreSQL."""
    chosen = opening.configured()
    logs.configure(chosen.log, chosen.secrets())
    given = chosen.webhook_secret.get_secret_value() if chosen.webhook_secret else None
    house = House(opening.movement(chosen), chosen.timezone)
    lock = hold(chosen.database_url)
    engine = connect(chosen.database_url)
    migrate(engine)
    channels = installed(chosen, partial(channel_secret, engine, given))
    if not channels:
        raise opening.Mistake("no channel: set THIDUA_TELEGRAM_TOKEN, or try `thidua demo`")
    app = App(engine, house, opening.now, channels, chosen.listen, chosen.admin_listen)
    asyncio.run(app.run())
    if lock is not None:
        lock.close()


def hold(url: str) -> IO[str] | None:
    """One process a SQLite database; PostgreSQL takes any number."""
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite" or not parsed.database:
        return None
    try:
        return lock_file(str(Path(parsed.database)))
    except Held as error:
        raise opening.Mistake(str(error)) from None
