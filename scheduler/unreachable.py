"""Somebody has closed the chat: those who can call are told, once a day."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from pydantic import BaseModel

from handlers.engine.turn import Reply, lines, say
from locales.translator import Translator
from storage import outbox, people
from storage.engine import Db
from storage.outbox import PUSH
from storage.person import Person
from storage.units import Unit

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


def _who_calls(db: Db, person: Person) -> dict[int, list[Unit]]:
    """Those who can call, each with the units for which they are to."""
    found: dict[int, list[Unit]] = {}
    for unit in person.units("head"):
        for reader in people.holding(db, "officer", unit.parent_id or 0):
            found.setdefault(reader, []).append(unit)
    for unit in person.units("officer"):
        for reader in people.holding(db, "office", unit.parent_id or 0):
            found.setdefault(reader, []).append(unit)
    found.pop(person.id, None)
    return found


def still(db: Db, task: Task) -> bool:
    """Whether the chat is closed still."""
    return people.address(db, task.person) is None


def write(t: Translator, db: Db, task: Task, reader: Person) -> Reply | None:
    """Who, of which unit, and the number to call.

    It names a person with their number: only to those who are to call at this moment.
    """
    person = people.by_id(db, task.person)
    units = None if person is None else _who_calls(db, person).get(reader.id)
    if person is None or units is None:
        return None
    names = t.listing([unit.name for unit in units])
    text = lines(
        t("{name} can no longer be reached here: the chat was closed.", name=person.name),
        t("{units}. Please call: {phone}", units=names, phone=person.phone or "–"),
    )
    about = tuple(("details", unit.id) for unit in units)
    return say(text).model_copy(update={"about": about})
