"""Playing a message in a transaction: a failing turn is set aside, a failing database is not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

import structlog
from sqlalchemy import Engine

from bot.channels.base import Broken
from bot.receiving.jobs import Job, Line, TurnJob
from bot.receiving.slow import Slow
from bot.receiving.waiting import line_of
from handlers.routing.play import Site, apologise, play
from storage import updates
from storage.engine import Db, transaction
from storage.faults import is_database_failure
from storage.messages import Incoming

log = structlog.get_logger()


@dataclass(frozen=True)
class Context:
    """What every turn is played with; `played` is called after each commit."""

    site: Site
    clock: Callable[[], datetime]
    played: Callable[[], None]


def perform(engine: Engine, context: Context, batch: Sequence[Job]) -> list[Exception | None]:
    """Do the jobs in one transaction; `None` for each that is done, or the database's error.

    If one fails, all are rolled back and each is done by itself: it fails alone. That costs a
    healthy batch no savepoints, which were an eighth of a turn.
    """
    slow = Slow()
    try:
        with transaction(engine) as db:
            for job in batch:
                with slow.watch(db, job):
                    _do(db, context, job)
    except Exception as error:
        if is_database_failure(error):
            return [error] * len(batch)
        if len(batch) > 1:
            return _one_by_one(engine, context, batch)
        job = batch[0]
        slow.tell()
        return [_set_aside(engine, context, job, error) if isinstance(job, TurnJob) else error]
    slow.tell()
    return [None] * len(batch)


def _one_by_one(engine: Engine, context: Context, batch: Sequence[Job]) -> list[Exception | None]:
    """Each by itself, and in its chat none behind one that the database could not take."""
    results: list[Exception | None] = []
    failed: dict[Line, Exception] = {}
    for job in batch:
        line = line_of(job)
        error = failed.get(line) if line else None
        if error is None:
            [error] = perform(engine, context, [job])
            if line and error is not None and is_database_failure(error):
                failed[line] = error
        results.append(error)
    return results


def _do(db: Db, context: Context, job: Job) -> None:
    if not isinstance(job, TurnJob):
        job.work(db)
    elif isinstance(job.item, Incoming):
        play(db, job.item, context.clock(), context.site, job.ahead)
    else:
        _keep(db, context, job, job.item)


def _set_aside(
    engine: Engine, context: Context, arrived: TurnJob, error: Exception
) -> Exception | None:
    """Keep the update with its error; if even that fails, its bare text: it blocks nobody."""
    item = arrived.item
    why = f"{type(error).__name__}: {error}"[:2000]
    log.error("turn failed", channel=arrived.channel, update=item.external_id,
              error=type(error).__name__, where=where(error))  # fmt: skip
    bare = Broken(item.external_id, ascii(item), ascii(why))
    ways: list[Callable[[Db], None]] = [lambda db: _keep(db, context, arrived, bare)]
    if isinstance(item, Incoming):
        ways.insert(0, lambda db: apologise(db, item, context.clock(), context.site, why))
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


def _keep(db: Db, context: Context, arrived: TurnJob, item: Broken) -> None:
    updates.take_broken(
        db,
        channel=arrived.channel,
        bot=arrived.bot,
        external_id=item.external_id,
        raw=item.raw,
        why=item.why,
        now=context.clock(),
    )


def where(error: Exception) -> str:
    """The place in the code where it was raised: says nothing of what was written."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else ""
