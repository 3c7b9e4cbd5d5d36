"""`thidua demo`: everything to try, in a browser, with nothing set up."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy import Engine

from bot import logs, terminal
from bot.app import App
from bot.commands import common
from bot.commands.common import hold
from bot.demo import database, seed
from bot.demo.clock import DemoClock
from bot.demo.database import DemoError
from bot.demo.simulator.channel import SimulatorChannel
from bot.loopback import is_loopback
from bot.sending.files import Files
from bot.sending.making import Maker
from bot.settings import Settings
from handlers.commands import menu
from handlers.routing.play import Site
from scoring.movement import Movement


def demo(
    fresh: Annotated[bool, typer.Option("--fresh", help="Begin anew.")] = False,
    file: Annotated[
        Path, typer.Option("--database", help="The demo's own database file.")
    ] = database.FILE,
) -> None:
    """Try it in the browser: the demo organisation, everybody's phone, a clock to move."""
    chosen = common.configured()
    logs.configure(chosen.log, chosen.secrets())
    movement = common.movement(chosen, None)
    if not is_loopback(chosen.listen.host):
        raise common.Mistake("THIDUA_LISTEN: the demo listens on 127.0.0.1 only")
    with hold(database.url(file)):
        try:
            engine = database.opened(file, fresh=fresh)
        except DemoError as error:
            raise common.Mistake(str(error)) from None
        common.tighten(database.url(file))
        seed.prepare(engine, movement, chosen.timezone)
        _show(engine, movement, chosen)


def _show(engine: Engine, movement: Movement, chosen: Settings) -> None:
    clock = DemoClock(engine)
    site = Site(movement, chosen.timezone, "0276 000 000")
    files = Files(engine, Maker(site, clock), clock, None)
    channel = SimulatorChannel(engine, clock, site, menu(), files)
    app = App(engine, site, clock, [channel], chosen.listen, files=files)
    clock.before, clock.moved = app.add_up, app.tick
    address = f"http://{chosen.listen.host}:{chosen.listen.port}/"
    asyncio.run(
        app.run(lambda: terminal.say(f"Open {address} in a browser. Ctrl+C ends the demo."))
    )
