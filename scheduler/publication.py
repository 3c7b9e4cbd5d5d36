"""The standings pushed to Council members as they chose: daily, weekly, after each deadline.

What is pushed is drawn up once a day (`drawing`); then it is queued, some people a step.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from pydantic import BaseModel

from scheduler import calendar, drawing
from scheduler.walk import Walk
from scoring.movement import Movement
from storage import outbox, people, subscriptions, units
from storage.engine import Db
from storage.outbox import BULK
from storage.steps import Step, brief

KIND = "standings"
WALK = Walk(done="published", far="publishing")
_MONDAY = 0
_AT_ONCE = 20
"""People who are looked at together."""


class Task(BaseModel):
    """The day for which the standings are pushed."""

    day: date


def day_of(body: str) -> date:
    """The day of a queued push."""
    return Task.model_validate_json(body).day


def key(person_id: int, day: date) -> str:
    """A person gets the standings of a day once."""
    return f"standings:{person_id}:{day.isoformat()}"


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


def publish(look: Step, step: Step, movement: Movement, zone: ZoneInfo, now: datetime) -> None:
    """Queue today's pushes once it is the hour, each member's once."""
    local = now.astimezone(zone)
    if not calendar.open_now(local, movement.calendar.hour):
        return
    day, said = local.date(), chosen(movement, local.date())
    after = look(lambda db: WALK.begin(db, day))
    if after is None:
        return
    if look(lambda db: _wanted(db, movement, said)) and not drawing.keep(
        look, step, movement.first_league, said, day, now
    ):
        return  # another program is drawing it up
    while after is not None:
        after = step(partial(_some, said=said, day=day, now=now, after=after))


def _wanted(db: Db, movement: Movement, said: Sequence[str]) -> bool:
    there = units.root(db, movement.first_league.widest)
    return there is not None and bool(subscriptions.following(db, said, 0, 1))


def _some(db: Db, said: Sequence[str], day: date, now: datetime, after: int) -> int | None:
    """Queue for some of the next people; the last of them."""
    last = None
    for last in brief(subscriptions.following(db, said, after, _AT_ONCE)):
        to = people.address(db, last)
        if to is not None:
            body = Task(day=day).model_dump_json()
            outbox.enqueue(db, key(last, day), to, body, now, priority=BULK, kind=KIND)
    WALK.note(db, day, last)
    return last
