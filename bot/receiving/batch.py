"""Playing a message inside a transaction: a failing turn is set aside, a sick database is not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

import structlog
from sqlalchemy import Engine

from bot.channels.base import Broken
from bot.receiving.jobs import Arrived, Job, Line
from bot.receiving.slow import Slow
from bot.receiving.waiting import line_of
from handlers.routing.play import House, apologise, play
from storage import updates
from storage.engine import Db, transaction
from storage.faults import is_database_failure
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
        if is_database_failure(error):
            return [error] * len(batch)
        if len(batch) > 1:
            return _one_by_one(engine, stage, batch)
        job = batch[0]
        slow.tell()
        return [_set_aside(engine, stage, job, error) if isinstance(job, Arrived) else error]
    slow.tell()
    return [None] * len(batch)


def _one_by_one(engine: Engine, stage: Stage, batch: Sequence[Job]) -> list[Exception | None]:
    """Each by itself, and in its chat none behind one that the database could not take."""
    results: list[Exception | None] = []
    failed: dict[Line, Exception] = {}
    for job in batch:
        line = line_of(job)
        error = failed.get(line) if line else None
        if error is None:
            [error] = perform(engine, stage, [job])
            if line and error is not None and is_database_failure(error):
                failed[line] = error
        results.append(error)
    return results


def _do(db: Db, stage: Stage, job: Job) -> None:
    if not isinstance(job, Arrived):
        job.work(db)
    elif isinstance(job.item, Incoming):
        play(db, job.item, stage.clock(), stage.house, job.ahead)
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
            if is_database_failure(worse):
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


def where(error: Exception) -> str:
    """The place in the code where it was raised: says nothing of what was written."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else ""
