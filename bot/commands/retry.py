"""`thidua retry`: what was set aside is played again, or its writer is asked."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Annotated

import typer
from sqlalchemy import Engine

from bot import terminal
from bot.channels.installed import READERS
from bot.commands import common, undelivered
from bot.receiving.batch import where
from handlers.routing import replay
from handlers.routing.play import Site
from storage import updates
from storage.engine import reading, transaction
from storage.faults import is_database_failure
from storage.messages import Incoming, written
from storage.updates import Aside

_DONE = {
    "played": "played",
    "asked": "its writer is asked, the chat has gone on since",
    "dropped": "settled, the account has another owner since",
}


def retry(
    dismiss: Annotated[
        int | None, typer.Option(help="Settle the update of this number without playing it.")
    ] = None,
    messages: Annotated[
        undelivered.Messages | None,
        typer.Option(help="Messages that did not go out: send what failed again, or settle all."),
    ] = None,
) -> None:
    """Play again what was set aside; ask its writer if the chat has gone on since."""
    chosen = common.configured()
    engine = common.database(chosen)
    site = Site(common.live(chosen, engine), chosen.timezone)
    if messages is not None:
        undelivered.play(engine, messages, common.now())
        return
    if dismiss is not None:
        _dismiss(engine, dismiss)
        return
    after, failed, count = 0, 0, 0
    while batch := _some(engine, after):
        for aside in batch:
            said = _again(engine, aside, site)
            failed += said.startswith("not")
            terminal.say(f"{aside.id}  {_local(aside.received_at, site)}  {aside.channel}: {said}")
        after, count = batch[-1].id, count + len(batch)
    if not count:
        terminal.remark("Nothing was set aside.")
    if failed:
        raise common.Mistake(f"{failed} of {count} stay set aside; --dismiss NUMBER settles one")


def _some(engine: Engine, after: int) -> list[Aside]:
    with reading(engine) as db:
        return updates.failed(db, after)


def _again(engine: Engine, aside: Aside, site: Site) -> str:
    incoming = _read(aside)
    if incoming is None:
        return f"not readable ({undelivered.brief(aside.error)})"
    try:
        with transaction(engine) as db:
            if aside.kind == "broken":
                updates.reread(db, aside.id, incoming)
            done = replay.again(db, aside, incoming, common.now(), site)
    except Exception as error:
        if is_database_failure(error):
            raise
        return f"not played ({type(error).__name__} in {where(error)})"
    return _DONE[done]


def _read(aside: Aside) -> Incoming | None:
    """The message; what could not be read is tried again: this program may know more."""
    if aside.kind != "broken":
        return written(aside.body)
    try:
        raw = json.loads(aside.body)
    except (ValueError, RecursionError):
        return None
    found = READERS[aside.channel](raw, aside.bot) if aside.channel in READERS else None
    return found if isinstance(found, Incoming) else None


def _dismiss(engine: Engine, number: int) -> None:
    with transaction(engine) as db:
        if not any(aside.id == number for aside in updates.failed(db, number - 1, 1)):
            raise common.Mistake(f"nothing is set aside under the number {number}")
        updates.settle(db, number, common.now())
    terminal.say(f"{number} is settled.")


def _local(moment: datetime, site: Site) -> str:
    return f"{moment.astimezone(site.zone):%Y-%m-%d %H:%M}"
