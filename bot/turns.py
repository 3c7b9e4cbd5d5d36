"""Playing a message inside a transaction: a failing turn is set aside, a sick database is not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

import structlog
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError, OperationalError

from bot.channels.base import Broken
from bot.jobs import Arrived, Job
from bot.slow import Slow
from handlers.play import House, apologise, play
from storage import updates
from storage.engine import Db, transaction
from storage.messages import Incoming

log = structlog.get_logger()


@dataclass(frozen=True)
class Stage:
    """What every turn is played with; `played` is called after each commit."""

    house: House
    clock: Callable[[], datetime]
    played: Callable[[], None]


def perform(engine: Engine, stage: Stage, batch: Sequence[Job]) -> list[Exception | None]:
    """Do the jobs in one transaction; `None` for each that is done, or the database's error.

    If one fails, all are rolled back and each is done by itself: it fails alone. That costs a
    healthy batch no savepoints, which were an eighth of a turn.
    """
    slow = Slow()
    try:
        with transaction(engine) as db:
            for job in batch:
                with slow.watch(db, job):
                    _do(db, stage, job)
    except Exception as error:
        if sick(error):
            return [error] * len(batch)
        if len(batch) > 1:
            return [result for job in batch for result in perform(engine, stage, [job])]
        job = batch[0]
        slow.tell()
        return [_set_aside(engine, stage, job, error) if isinstance(job, Arrived) else error]
    slow.tell()
    return [None] * len(batch)


def _do(db: Db, stage: Stage, job: Job) -> None:
    if not isinstance(job, Arrived):
        job.work(db)
    elif isinstance(job.item, Incoming):
        play(db, job.item, stage.clock(), stage.house)
    else:
        _keep(db, stage, job, job.item)


def _set_aside(
    engine: Engine, stage: Stage, arrived: Arrived, error: Exception
) -> Exception | None:
    """Keep the update with its error; if even that fails, its bare text: it blocks nobody."""
    item = arrived.item
    why = f"{type(error).__name__}: {error}"[:2000]
    log.error("turn failed", channel=arrived.channel, update=item.external_id,
              error=type(error).__name__, where=where(error))  # fmt: skip
    bare = Broken(item.external_id, ascii(item), ascii(why))
    ways: list[Callable[[Db], None]] = [lambda db: _keep(db, stage, arrived, bare)]
    if isinstance(item, Incoming):
        ways.insert(0, lambda db: apologise(db, item, stage.clock(), stage.house, why))
    for way in ways:
        try:
            with transaction(engine) as db:
                way(db)
        except Exception as worse:
            if sick(worse):
                return worse
        else:
            return None
    return error


def _keep(db: Db, stage: Stage, arrived: Arrived, item: Broken) -> None:
    updates.take_broken(
        db,
        channel=arrived.channel,
        bot=arrived.bot,
        external_id=item.external_id,
        raw=item.raw,
        why=item.why,
        now=stage.clock(),
    )


def sick(error: Exception) -> bool:
    """Whether the database, not the turn, is at fault: then nothing was taken, try again."""
    if isinstance(error, OperationalError):
        return True
    return isinstance(error, DBAPIError) and error.connection_invalidated


def where(error: Exception) -> str:
    """The place in the code where it was raised: says nothing of what was written."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else ""
