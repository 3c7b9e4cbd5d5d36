"""The standings pushed to Council members as they chose: daily, weekly, after each deadline."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import BaseModel

from handlers import rights
from handlers.engine.turn import Reply, button, lines, say
from handlers.standings import View, heading, line
from locales.translator import Translator
from scheduler import calendar
from scoring.duties import year_under_review
from scoring.movement import Movement
from storage import outbox, people, publications, scores, settings, subscriptions, units
from storage import standings as standings_of
from storage.engine import Db
from storage.outbox import BULK
from storage.people import Person
from storage.steps import Step

KIND, DONE = "standings", "published"
SHOWN = 10
_MONDAY = 0


class Task(BaseModel):
    """The day for which the standings are pushed."""

    day: date


def day_of(body: str) -> date:
    """The day of a queued push."""
    return Task.model_validate_json(body).day


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
    """Queue today's pushes once it is the hour. What was true is written up beside the writer."""
    day = now.astimezone(zone).date()
    if not calendar.open_now(now.astimezone(zone), movement.calendar.hour):
        return
    if look(lambda db: settings.get(db, DONE)) == day.isoformat():
        return
    drawn = look(lambda db: _snapshot(db, movement, day))

    def work(db: Db) -> None:
        enqueue(db, movement, zone, now, drawn)
        settings.put(db, DONE, day.isoformat())

    step(work)


def enqueue(
    db: Db, movement: Movement, zone: ZoneInfo, now: datetime, drawn: str | None = None
) -> int | None:
    """Queue today's pushes, each member's once, and keep what was true.

    How many were new; None where it is not the hour.
    """
    local = now.astimezone(zone)
    if units.root(db) is None or not calendar.open_now(local, movement.calendar.hour):
        return None
    readers = subscriptions.to_whom(db, chosen(movement, local.date()))
    drawn = drawn or (_snapshot(db, movement, local.date()) if readers else None)
    if readers and drawn is not None:
        day = local.date()
        publications.keep(db, day.isoformat(), year_under_review(day), now, drawn)
    return sum(_queue(db, person_id, local.date(), now) for person_id in readers)


def _queue(db: Db, person_id: int, day: date, now: datetime) -> bool:
    to = people.address(db, person_id)
    if to is None:
        return False
    key = f"standings:{person_id}:{day.isoformat()}"
    body = Task(day=day).model_dump_json()
    return outbox.enqueue(db, key, to, body, now, priority=BULK, kind=KIND) is not None


def _snapshot(db: Db, movement: Movement, day: date) -> str | None:
    """Both tables as JSON; None where nobody is to get them, or they are kept already."""
    branch = units.root(db)
    readers = subscriptions.to_whom(db, chosen(movement, day))
    if branch is None or not readers or publications.there(db, day.isoformat()):
        return None
    year = year_under_review(day)
    body: dict[str, Any] = {
        basis: [asdict(row) for row in standings_of.table(db, branch, year, basis)]
        for basis in scores.BASES
    }
    return json.dumps(body, ensure_ascii=False)


def wanted(db: Db, movement: Movement, person: Person, day: date) -> bool:
    """Whether the person is still sent the standings, and still chooses a frequency of the day."""
    may = bool(rights.subscribes_for(person))
    return may and subscriptions.of(db, person.id) in chosen(movement, day)


def write(t: Translator, db: Db, person: Person, zone: ZoneInfo, now: datetime) -> Reply | None:
    """The first places of the province, how complete they are, and as of when."""
    branch = units.root(db)
    if branch is None:
        return None
    year = year_under_review(now.astimezone(zone).date())
    view = View(branch)
    rows = standings_of.table(db, branch, year, view.basis, limit=SHOWN)
    text = lines(
        *heading(t, db, view, year, now, zone), *(line(t, row, apart=True) for row in rows)
    )
    about = tuple(("subscribe", unit.id) for unit in rights.subscribes_for(person))
    reply = say(text, (button(t("Standings"), "/standings"),))
    return reply.model_copy(update={"about": about})
