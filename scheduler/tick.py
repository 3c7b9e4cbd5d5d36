"""A tick: everything that is due at `now`, in small steps. Any number of processes may tick.

Each step commits what it has done, so that a tick that is killed goes on where it was, and between
two of them whoever writes is answered.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from functools import partial
from zoneinfo import ZoneInfo

from scheduler import calendar, tasks
from scoring.duties import settled
from scoring.live import Live
from scoring.movement import Movement
from services import sums
from services.scores import renew
from storage import forgetting, scores, settings
from storage.engine import Database, looked_at, replayed
from storage.steps import Step

MESSAGES = 50
"""Forgotten in one step."""
_BACK = 5
"""Years that an import may have marked to be worked out anew."""


def tick(
    engine: Database,
    live: Live,
    zone: ZoneInfo,
    now: datetime,
    step: Step | None = None,
) -> None:
    """Scores that time has changed, what is forgotten, the tasks that are due, that we were here.

    `step`: how each is done; else one after another, in transactions of their own.
    """
    step = step or partial(replayed, engine)
    for movement in live.all:
        _work_out(step, movement, zone, now)
    while step(lambda db: forgetting.step(db, now, MESSAGES)):
        continue
    look = partial(looked_at, engine)
    for kind in tasks.KINDS:
        if kind.due is not None:
            kind.due(look, step, live, zone, now)
    step(lambda db: settings.put(db, "last_tick", now.isoformat()))


def _work_out(step: Step, movement: Movement, zone: ZoneInfo, now: datetime) -> None:
    """The scores that a day or an import has made old, and what is summed above them."""
    before = _boundaries(movement, now.astimezone(zone).date())
    while step(lambda db: renew(db, movement, before, now, zone)) or step(
        lambda db: sums.go_on(db, movement, now, zone)
    ):
        continue


def add_up(step: Step, live: Live, zone: ZoneInfo, now: datetime) -> None:
    """What reports have changed above those who sent them, between two ticks."""
    for movement in live.all:
        while step(partial(sums.work_off, movement=movement, now=now, zone=zone)):
            continue


def _boundaries(movement: Movement, today: date) -> Mapping[int, date]:
    """By year: the day before which no score may have been worked out.

    A year that is over is worked out whole once; what came before only if an import has marked it.
    """
    boundary = calendar.boundary(movement, today)
    around = (today.year - 1, today.year, today.year + 1)
    marked = dict.fromkeys(range(today.year - _BACK, around[0]), scores.MARKED)
    return marked | {year: min(boundary, settled(movement, year)) for year in around}
