"""Reminders: who still owes what on a day; asked once more when they leave."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from handlers.reminder_task import KIND, Duty, Task
from scheduler import calendar
from scoring.live import Live
from scoring.periods import Period, of_year
from services.duties import asked
from storage import missing_reports
from storage.engine import Db
from storage.missing_reports import Owed
from storage.units import Unit

OFFICE = "office"
AT_ONCE = 20
"""People who are looked at together."""


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


def due(db: Db, live: Live, day: date) -> Iterator[Reminder]:
    """Everybody who is to be reminded on a day, of everything they owe then; by their ids."""
    ids = following(db, live, 0) if any_on(live, day) else []
    while ids:
        yield from of_people(db, live, day, ids)
        ids = following(db, live, ids[-1])


def any_on(live: Live, day: date) -> bool:
    """Whether anybody may be reminded of anything on a day."""
    offices = calendar.dossier_year(live.all[0], day) or calendar.escalation_year(live.all[0], day)
    forms = live.forms.values()
    return offices is not None or any(
        True for form in forms for _ in calendar.reminded(live.of_form(form.code), form, day)
    )


def following(db: Db, live: Live, after: int) -> list[int]:
    """The ids of the next people who may owe anything."""
    roles = {form.reporter for form in live.forms.values()} | {OFFICE}
    return missing_reports.following(db, roles, after, AT_ONCE)


def of_people(db: Db, live: Live, day: date, ids: Sequence[int]) -> list[Reminder]:
    """Those of these people who are to be reminded on a day, of everything they owe then."""
    found: dict[int, Reminder] = {}

    def of(person_id: int) -> Reminder:
        return found.setdefault(person_id, Reminder(person_id))

    for person_id, owed in _owed(db, live, day, ids):
        of(person_id).duties.append(Duty(unit=owed.unit.code, form=owed.form, period=owed.period))
    dossier = calendar.dossier_year(live.all[0], day)
    escalation = calendar.escalation_year(live.all[0], day)
    if dossier is not None or escalation is not None:
        for person_id in missing_reports.of_role(db, OFFICE, ids):
            of(person_id).dossier = dossier
            of(person_id).escalation = escalation
    return sorted(found.values(), key=lambda one: one.person_id)


def _owed(db: Db, live: Live, day: date, ids: Sequence[int]) -> Iterator[tuple[int, Owed]]:
    for form in live.forms.values():
        for period in calendar.reminded(live.of_form(form.code), form, day):
            rows = missing_reports.of_people(
                db, ids, form.level, form.code, period.code, role=form.reporter
            )
            for owed in rows:
                still = asked(form, owed.unit, period, returned=owed.returned)
                if still and owed.person_id is not None:
                    yield owed.person_id, owed


def missing(db: Db, live: Live, office: Unit, year: int, day: date) -> list[Owed]:
    """The reports of a year that an office's area still owes, of those that could be given."""
    found: dict[tuple[int, str, str], Owed] = {}
    for form in live.forms.values():
        for period in of_year(form.frequency, year):
            if form.opens(period) > day:
                continue
            rows = missing_reports.missing(
                db, form.level, form.code, period.code, scope=office, role=form.reporter
            )
            for owed in rows:
                if asked(form, owed.unit, period, returned=owed.returned):
                    found.setdefault((owed.unit.id, owed.form, owed.period), owed)
    return list(found.values())


def locked(live: Live, owed: Owed, day: date) -> bool:
    """Whether only the office can still enter it; what was returned stays open to its reporter."""
    return not owed.returned and live.forms[owed.form].lock(Period.parse(owed.period)) < day


__all__ = [
    "KIND", "Duty", "Reminder", "Task", "any_on", "due", "following", "locked", "missing",
    "of_people",
]  # fmt: skip
