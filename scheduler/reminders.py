"""Reminders: who still owes what today; worded, and asked once more, when they leave."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from handlers.reminder_task import KIND, Duty, Task, key
from scheduler import calendar
from scoring.movement import Movement
from scoring.periods import Period, of_year
from storage import outbox, owing, people
from storage.engine import Db
from storage.outbox import BULK
from storage.owing import Owed
from storage.units import Unit


@dataclass
class Reminder:
    """One person's reminder of a day."""

    person_id: int
    duties: list[Duty] = field(default_factory=list)
    dossier: int | None = None
    escalation: int | None = None

    def task(self, day: date) -> Task:
        """As it is stored."""
        return Task(day=day, duties=tuple(self.duties), dossier=self.dossier,
                    escalation=self.escalation)  # fmt: skip


def due(db: Db, movement: Movement, day: date) -> list[Reminder]:
    """Everybody who is to be reminded on a day, of everything they owe then."""
    found: dict[int, Reminder] = {}

    def of(person_id: int) -> Reminder:
        return found.setdefault(person_id, Reminder(person_id))

    for owed in _owed(db, movement, day):
        if owed.person_id is not None:
            duty = Duty(unit=owed.unit.code, form=owed.form, period=owed.period)
            of(owed.person_id).duties.append(duty)
    dossier = calendar.dossier_year(movement, day)
    escalation = calendar.escalation_year(movement, day)
    if dossier is not None or escalation is not None:
        for person_id, _ in owing.holders(db, "office"):
            of(person_id).dossier = dossier
            of(person_id).escalation = escalation
    return list(found.values())


def _owed(db: Db, movement: Movement, day: date) -> Iterator[Owed]:
    for form in movement.forms.values():
        for period in calendar.reminded(movement, form, day):
            for owed in owing.missing(db, form.level, form.code, period.code, role=form.reporter):
                if form.asked(period, Period.parse(owed.unit.reports_from)):
                    yield owed


def missing(db: Db, movement: Movement, office: Unit, year: int, day: date) -> list[Owed]:
    """The reports of a year that an office's area still owes, of those that could be given."""
    found: dict[tuple[int, str, str], Owed] = {}
    for form in movement.forms.values():
        for period in of_year(form.frequency, year):
            if form.opens(period) > day:
                continue
            rows = owing.missing(
                db, form.level, form.code, period.code, scope=office, role=form.reporter
            )
            for owed in rows:
                if form.asked(period, Period.parse(owed.unit.reports_from)):
                    found.setdefault((owed.unit.id, owed.form, owed.period), owed)
    return list(found.values())


def locked(movement: Movement, owed: Owed, day: date) -> bool:
    """Whether only the office can still enter it; what was returned stays open to its reporter."""
    return not owed.returned and movement.forms[owed.form].lock(Period.parse(owed.period)) < day


def enqueue(db: Db, movement: Movement, zone: ZoneInfo, now: datetime) -> int | None:
    """Queue today's reminders, each person's once; None where it is not the hour, else how many.

    A tick that comes late still does it on the same day.
    """
    local = now.astimezone(zone)
    if not calendar.open_now(local, movement.calendar.hour):
        return None
    day = local.date()
    return sum(_queue(db, one, day, now) for one in due(db, movement, day))


def _queue(db: Db, one: Reminder, day: date, now: datetime) -> bool:
    to = people.address(db, one.person_id)
    if to is None:
        return False
    body, once = one.task(day).model_dump_json(), key(one.person_id, day)
    return outbox.enqueue(db, once, to, body, now, priority=BULK, kind=KIND) is not None


__all__ = ["KIND", "Duty", "Reminder", "Task", "due", "enqueue", "locked", "missing"]
