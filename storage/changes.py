"""Who changed what in a report since it was shown; asked only where something has changed."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from scoring.questions import Value
from storage.answers import entries, valued
from storage.engine import Db
from storage.people import people
from storage.reports import events


@dataclass(frozen=True)
class Written:
    """A value, and who gave it."""

    value: Value | None
    person_id: int
    name: str


def writers(db: Db, report_id: int) -> dict[str, Written]:
    """The newest value ever given to each question; what was given last stands last."""
    statement = (
        select(entries.c.code, entries.c.value, entries.c.text, people.c.id, people.c.name)
        .join(people, people.c.id == entries.c.person_id)
        .where(entries.c.report_id == report_id)
        .order_by(entries.c.id)
    )
    found: dict[str, Written] = {}
    for code, number, text, *by in db.execute(statement):
        found.pop(code, None)
        found[code] = Written(valued(number, text), *by)
    return found


def happened(db: Db, report_id: int, since: int) -> list[tuple[str, str]]:
    """What was done to a report after an edition, oldest first: the act and who did it."""
    statement = (
        select(events.c.act, people.c.name)
        .join(people, people.c.id == events.c.person_id)
        .where(events.c.report_id == report_id, events.c.edition > since)
        .order_by(events.c.id)
    )
    return [(act, name) for act, name in db.execute(statement)]
