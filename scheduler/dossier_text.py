"""What an office hears of its own dossier while it is not with the Council: what it lacks, who
owes that, and by when; afterwards nothing more.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from markupsafe import Markup

from handlers.awards.office import checked
from handlers.reminder_task import Task
from handlers.wording.reports import day
from locales.translator import Translator
from scheduler import calendar, missing_reports, reminders
from scoring.live import Live
from services import checklist
from services.checklist import Checklist
from storage import dossier_states
from storage.engine import Db
from storage.units import Unit


def waiting(db: Db, live: Live, offices: Sequence[Unit], year: int) -> list[Unit]:
    """Those whose dossier of a year is not with the Council."""
    sent = dossier_states.submitted(db, live.all[0].code, year)
    return [one for one in offices if one.id not in sent]


def lines(
    t: Translator, db: Db, live: Live, offices: Sequence[Unit], task: Task, now: datetime,
    zone: ZoneInfo,
) -> Iterator[Markup]:  # fmt: skip
    """The last day, the one to aim at where that is no working day, and what each office lacks."""
    deadline = calendar.dossier_deadline(live.all[0], task.day)
    of = deadline.year - 1
    if task.dossier is not None:
        yield from _days(t, task, deadline)
    for office in offices:
        found = checklist.of_office(db, live.all[0], of, office, now, zone)
        if found is not None:
            yield from _lacking(t, office, found)
        owed = reminders.missing(db, live, office, of, task.day)
        yield from missing_reports.summary(t, live, office, owed, task.day)
        if task.escalation is not None:
            yield from missing_reports.listed(t, db, live, owed, task.day)


def _days(t: Translator, task: Task, deadline: date) -> Iterator[Markup]:
    yield t("The dossier must reach the Council by {day}.", day=day(t, deadline))
    aim = calendar.last_working(deadline)
    if aim < deadline and task.day <= aim:
        yield t("That is no working day; the last one before it is {day}.", day=day(t, aim))
    left = (deadline - task.day).days
    if left:
        yield t.many("{n} day left.", "{n} days left.", left)


def _lacking(t: Translator, office: Unit, found: Checklist) -> Iterator[Markup]:
    yield Markup("<b>{}</b>").format(office.name)
    yield checked.head(t, found)
    told = checked.missing(t, found, office.name, besides="reports")
    yield from (Markup("- {}").format(one) for one in told)
