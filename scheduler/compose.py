"""Words a queued row when it leaves: is it still wanted, may it go out now, in which language."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from handlers import hours, inviting
from handlers.disqualification import told
from handlers.engine.turn import Reply
from locales.translator import Translator, guess, translator
from scheduler import (
    calendar,
    publication,
    publication_text,
    reminder_text,
    reminders,
    telling,
    telling_text,
    unreachable,
)
from scoring.live import Live
from storage import readers
from storage.engine import Db
from storage.outbox import Waiting
from storage.person import Person


def compose(
    db: Db, row: Waiting, now: datetime, live: Live, zone: ZoneInfo
) -> Reply | datetime | None:
    """The message; or the moment to try again at; or None where it is no longer wanted."""
    person = readers.of(db, row.address)
    if person is None:
        return None
    local = now.astimezone(zone)
    t = translator(person.language or guess(None))
    if row.kind == reminders.KIND:
        task = reminders.Task.model_validate_json(row.body)
        if task.day != local.date():
            return None
        if not calendar.open_now(local, live.all[0].calendar.hour):
            return _later(local, live)
        return reminder_text.write(t, db, live, person, task)
    if row.kind == inviting.KIND:
        return inviting.write(t, db, row.body, person, now, zone)
    if row.kind in (telling.CHECK, telling.ACCEPTED):
        return _of_reports(db, row, now, live, zone, t, person)
    if row.kind == told.KIND:
        return told.write(t, db, live, person, row.body, now, zone)
    if row.kind == unreachable.KIND:
        return unreachable.write(t, db, row.body, person)
    if row.kind != publication.KIND:
        raise LookupError("a kind that this program does not know")
    push = publication.task_of(row.body)
    if push.day != local.date():
        return None
    if not calendar.open_now(local, live.all[0].calendar.hour):
        return _later(local, live)
    return publication_text.write(t, db, live, person, zone, push)


def _of_reports(
    db: Db,
    row: Waiting,
    now: datetime,
    live: Live,
    zone: ZoneInfo,
    t: Translator,
    person: Person,
) -> Reply | datetime | None:
    """In the hours for it, on whichever day: what it says is looked at then."""
    local = now.astimezone(zone)
    opens = hours.next_open(local, live.all[0].calendar.hour)
    if opens != local:
        return opens.astimezone(UTC)
    if row.kind == telling.CHECK:
        return telling_text.check(t, db, live, person, now)
    task = telling.Accepted.model_validate_json(row.body)
    return telling_text.accepted(t, db, live, person, task)


def _later(local: datetime, live: Live) -> datetime | None:
    again = calendar.opens_again(local, live.all[0].calendar.hour)
    return None if again is None else again.astimezone(UTC)
