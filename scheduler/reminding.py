"""A reminder morning in small steps: some people each, in the order of their ids (see `walk`)."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial
from zoneinfo import ZoneInfo

from handlers.reminder_task import KIND, key
from scheduler import calendar, reminders
from scheduler.reminders import Reminder
from scheduler.walk import Walk
from scoring.live import Live
from storage import outbox, people
from storage.engine import Db
from storage.outbox import BULK
from storage.steps import Step, brief

WALK = Walk(done="reminded", far="reminding")


def remind(look: Step, step: Step, live: Live, zone: ZoneInfo, now: datetime) -> int:
    """Queue today's reminders, each person's once; how many.

    A tick that comes late still does it on the same day; outside the hours nothing is done.
    """
    local = now.astimezone(zone)
    if not calendar.open_now(local, live.all[0].calendar.hour):
        return 0
    day, count = local.date(), 0
    after = look(lambda db: WALK.begin(db, day))
    if after is not None and not reminders.any_on(live, day):
        step(lambda db: WALK.note(db, day, None))
        return 0
    while after is not None:
        some = partial(_some, live=live, day=day, now=now, after=after)
        after, queued = step(some)
        count += queued
    return count


def _some(db: Db, live: Live, day: date, now: datetime, after: int) -> tuple[int | None, int]:
    """Queue those of the next people; the last of them, and how many were new."""
    ids = reminders.following(db, live, after)
    owing = {one.person_id: one for one in reminders.of_people(db, live, day, ids)}
    count, last = 0, None
    for last in brief(ids):
        count += last in owing and _queue(db, owing[last], day, now)
    WALK.note(db, day, last)
    return last, count


def _queue(db: Db, one: Reminder, day: date, now: datetime) -> bool:
    to = people.address(db, one.person_id)
    if to is None:
        return False
    body, once = one.task(day).model_dump_json(), key(one.person_id, day)
    return outbox.enqueue(db, once, to, body, now, priority=BULK, kind=KIND) is not None
