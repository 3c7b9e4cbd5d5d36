"""Playing a message inside a transaction: a failing turn is set aside, a sick database is not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import structlog
from sqlalchemy.exc import DBAPIError, OperationalError

from bot.channels.base import Broken
from bot.receiving import Arrived
from handlers.play import House, apologise, play
from storage import updates
from storage.engine import Db
from storage.messages import Incoming

log = structlog.get_logger()


@dataclass(frozen=True)
class Stage:
    """What every turn is played with; `played` is called after each commit."""

    house: House
    clock: Callable[[], datetime]
    played: Callable[[], None]


def perform(db: Db, stage: Stage, arrived: Arrived) -> None:
    """Play one message in a savepoint; whatever it does wrong stays its own."""
    now = stage.clock()
    item = arrived.item
    if isinstance(item, Broken):
        updates.take_broken(
            db,
            channel=arrived.channel,
            bot=arrived.bot,
            external_id=item.external_id,
            raw=item.raw,
            why=item.why,
            now=now,
        )
        return
    try:
        with db.begin_nested():
            play(db, item, now, stage.house)
    except Exception as error:
        if sick(error):
            raise
        why = f"{type(error).__name__}: {error}"[:2000]
        log.error("turn failed", channel=arrived.channel, update=item.external_id, kind=item.kind,
                  error=type(error).__name__, where=_where(error))  # fmt: skip
        _set_aside(db, stage, arrived, item, why)


def _set_aside(db: Db, stage: Stage, arrived: Arrived, item: Incoming, why: str) -> None:
    """Keep the update with its error; if even that fails, its bare text: it blocks nobody."""
    now = stage.clock()
    try:
        with db.begin_nested():
            apologise(db, item, now, stage.house, why)
    except Exception as error:
        if sick(error):
            raise
        updates.take_broken(
            db,
            channel=arrived.channel,
            bot=arrived.bot,
            external_id=item.external_id,
            raw=ascii(item),
            why=ascii(why),
            now=now,
        )


def sick(error: Exception) -> bool:
    """Whether the database, not the turn, is at fault: then nothing was taken, try again."""
    if isinstance(error, OperationalError):
        return True
    return isinstance(error, DBAPIError) and error.connection_invalidated


def _where(error: Exception) -> str:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else ""
