"""Words a queued row when it leaves: is it still wanted, may it go out now, in which language."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from handlers.engine.turn import Reply
from locales.translator import guess, translator
from scheduler import tasks
from scheduler.kind import Leaving
from scoring.live import Live
from storage import readers
from storage.engine import Db
from storage.outbox import Waiting


def compose(
    db: Db, row: Waiting, now: datetime, live: Live, zone: ZoneInfo
) -> Reply | datetime | None:
    """The message; or the moment to try again at; or None where it is no longer wanted.

    Raises `tasks.Unknown` before anything is asked of a row that this program does not know.
    """
    kind = tasks.of(row.kind)
    known = readers.of(db, row.address)
    if known is None and row.address.person_id is not None:
        return None
    task = kind.body.model_validate_json(row.body)
    person = known or kind.answers(db, task)
    if person is None:
        return None
    at = Leaving(db, person, translator(person.language or guess(None)), live, zone, now)
    if not kind.wanted(at, task):
        return None
    local = now.astimezone(zone)
    goes = kind.hours(local, live.all[0].calendar.hour)
    if goes is None or goes > local:
        return goes and goes.astimezone(UTC)
    return kind.words(at, task)
