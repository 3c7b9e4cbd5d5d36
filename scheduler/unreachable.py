"""Somebody has closed the chat: those who can call are told, once a day."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from pydantic import BaseModel

from handlers.turn import Reply, lines, say
from locales.translator import Translator
from storage import outbox, people
from storage.engine import Db
from storage.outbox import PUSH

KIND = "unreachable"


class Task(BaseModel):
    """Who cannot be reached."""

    person: int


def tell(db: Db, person_id: int, zone: ZoneInfo, now: datetime) -> None:
    """Queue a line to the officer of a head, to the office of an officer."""
    person = people.by_id(db, person_id)
    if person is None:
        return
    day = now.astimezone(zone).date().isoformat()
    for reader in _who_calls(db, person):
        to = people.address(db, reader)
        if to is not None:
            key = f"unreachable:{person_id}:{reader}:{day}"
            body = Task(person=person_id).model_dump_json()
            outbox.enqueue(db, key, to, body, now, priority=PUSH, kind=KIND)


def _who_calls(db: Db, person: people.Person) -> set[int]:
    found: set[int] = set()
    for unit in person.units("head"):
        found.update(people.holding(db, "officer", unit.commune_id or 0))
    for unit in person.units("officer"):
        found.update(people.holding(db, "office", unit.office_id or 0))
    return found - {person.id}


def write(t: Translator, db: Db, body: str) -> Reply | None:
    """Who, of which unit, and the number to call; None if the chat is open again."""
    person = people.by_id(db, Task.model_validate_json(body).person)
    if person is None or people.address(db, person.id) is not None:
        return None
    units = ", ".join(assignment.unit.name for assignment in person.assignments)
    return say(
        lines(
            t("{name} can no longer be reached here: the chat was closed.", name=person.name),
            t("{units}. Please call: {phone}", units=units, phone=person.phone or "–"),
        )
    )
