"""The standings pushed to Council members as they chose: daily, weekly, after each deadline.

What is pushed is drawn up once a day (`drawing`); then it is queued, some people a step.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import partial
from typing import NamedTuple
from zoneinfo import ZoneInfo

from pydantic import BaseModel

from scheduler import calendar, drawing
from scheduler.drawing import Drawn
from scheduler.walk import Walk
from scoring.live import Live
from scoring.movement import Movement
from storage import outbox, people, subscriptions, units
from storage.engine import Db
from storage.outbox import BULK
from storage.steps import Step, brief

KIND = "standings"
_MONDAY = 0
_AT_ONCE = 20
"""People who are looked at together."""


class Task(BaseModel):
    """The day for which the standings are pushed, and of which movement (the first one's, else)."""

    day: date
    movement: str | None = None

    def of(self, live: Live) -> Movement | None:
        """The movement, if it is still live."""
        if self.movement is None:
            return live.all[0]
        return next((one for one in live.all if one.code == self.movement), None)


def key(person_id: int, day: date, behind: str = "") -> str:
    """A person gets the standings of a movement and a day once; `behind`: as in `draft_key`."""
    return f"standings:{person_id}:{day.isoformat()}{behind}"


def chosen(movement: Movement, day: date) -> list[str]:
    """The frequencies that come round on a day."""
    found = ["daily"]
    if day.weekday() == _MONDAY:
        found.append("weekly")
    yesterday = day - timedelta(days=1)
    if yesterday in calendar.due_days(movement, day) or yesterday == calendar.dossier_deadline(
        movement, yesterday
    ):
        found.append("deadline")
    return found


def publish(look: Step, step: Step, live: Live, zone: ZoneInfo, now: datetime) -> None:
    """Queue today's pushes once it is the hour, each member's once, of each movement."""
    for one in live.all:
        behind = "" if one is live.all[0] else f"/{one.code}"
        _publish(look, step, one, behind, zone, now)


def _publish(
    look: Step, step: Step, movement: Movement, behind: str, zone: ZoneInfo, now: datetime
) -> None:
    local = now.astimezone(zone)
    if not calendar.open_now(local, movement.calendar.hour):
        return
    day, said = local.date(), chosen(movement, local.date())
    walk = Walk(done=f"published{behind}", far=f"publishing{behind}")
    after = look(lambda db: walk.begin(db, day))
    if after is None:
        return
    wanted = look(lambda db: _wanted(db, movement, said))
    drawn = Drawn(movement, day, behind)
    if wanted and not drawing.keep(look, step, drawn, said, now):
        return  # another program is drawing it up
    queue = Queue(movement, day, behind, now, walk)
    while after is not None:
        after = step(partial(_some, queue=queue, said=said, after=after))


class Queue(NamedTuple):
    """What is queued for whoever wants it."""

    movement: Movement
    day: date
    behind: str
    now: datetime
    walk: Walk


def _wanted(db: Db, movement: Movement, said: Sequence[str]) -> bool:
    """Whether anybody follows, and there is anything of the movement to follow."""
    there = units.any_of(db, movement.first_league.level)
    return there and bool(subscriptions.following(db, said, 0, 1))


def _some(db: Db, queue: Queue, said: Sequence[str], after: int) -> int | None:
    """Queue for some of the next people; the last of them."""
    last, day = None, queue.day
    code = queue.movement.code if queue.behind else None
    body = Task(day=day, movement=code).model_dump_json()
    there = units.any_of(db, queue.movement.first_league.level)
    for last in brief(subscriptions.following(db, said, after, _AT_ONCE)):
        to = people.address(db, last) if there else None
        if to is not None:
            once = key(last, day, queue.behind)
            outbox.enqueue(db, once, to, body, queue.now, priority=BULK, kind=KIND)
    queue.walk.note(db, day, last)
    return last
