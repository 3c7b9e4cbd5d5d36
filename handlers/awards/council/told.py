"""Who is told of what the Council does: the office, whoever asked, those who are honoured.

Each is worded when it leaves, in the hours for it, and only for whoever still may read it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

from pydantic import BaseModel

from handlers import rights
from handlers.rights_table import Act
from services.appraisals import Sheet
from storage import nominee_questions, outbox, people, proposed
from storage.engine import Db
from storage.objections import Objection
from storage.outbox import PUSH
from storage.proposed import Proposed
from storage.units import Unit

KIND = "council"
What = Literal["returned", "asked", "answered", "appraised", "settled", "honoured", "undone",
               "decided"]  # fmt: skip


class Task(BaseModel):
    """What happened, and to what: the id of a question, a unit, an objection, a decision."""

    what: What
    movement: str
    year: int
    id: int


def queue(db: Db, task: Task, readers: Iterable[int], besides: int | None, now: datetime,
          mark: str = "") -> None:  # fmt: skip
    """Queue it once for each reader; `mark`: what tells it from another of the same."""
    for person_id in sorted(set(readers) - {besides}):
        to = people.address(db, person_id)
        if to is not None:
            key = f"council:{task.what}:{task.movement}:{task.year}:{task.id}{mark}:{person_id}"
            outbox.enqueue(db, key, to, task.model_dump_json(), now, priority=PUSH, kind=KIND)


def holders(db: Db, act: Act, unit_id: int) -> set[int]:
    """Those who hold a role with this right in a unit itself."""
    roles = rights.with_right(act)
    return {one for role in roles for one in people.holding(db, role, unit_id)}


def asked(db: Db, found: Proposed, question: int, by: int, now: datetime) -> None:
    """The office is asked about one of its nominees."""
    task = Task(what="asked", movement=found.movement, year=found.year, id=question)
    queue(db, task, holders(db, "nominate", found.office_id), by, now)


def answered(db: Db, question_id: int, by: int, now: datetime) -> None:
    """Whoever asked, and the secretaries above the office, have the answer."""
    one = nominee_questions.by_id(db, question_id)
    about = proposed.by_id(db, one.nomination_id) if one else None
    if one is None or about is None:
        return
    secretaries = rights.answering(db, "appraise", about.unit)
    task = Task(what="answered", movement=about.movement, year=about.year, id=question_id)
    queue(db, task, {one.asker_id, *secretaries}, by, now)


def appraised(db: Db, found: Sheet, by: int, now: datetime, zone: ZoneInfo) -> None:
    """The unit and its office see that points were appraised otherwise; once a day."""
    day = now.astimezone(zone).date().isoformat()
    award = found.movement.award
    office = found.unit.ancestor(award.terms.nominators) if award else None
    readers = holders(db, "answer", found.unit.id)
    if office is not None:
        readers |= holders(db, "nominate", office)
    task = Task(what="appraised", movement=found.movement.code, year=found.year,
                id=found.unit.id)  # fmt: skip
    queue(db, task, readers, by, now, mark=f":{day}")


def returned(db: Db, movement: str, year: int, office: Unit, act: int, by: int, now: datetime
             ) -> None:  # fmt: skip
    """The office has its dossier back, with the reason."""
    task = Task(what="returned", movement=movement, year=year, id=office.id)
    queue(db, task, holders(db, "nominate", office.id), by, now, mark=f":{act}")


def settled(db: Db, one: Objection, by: int, now: datetime) -> None:
    """Whoever objected has the answer."""
    task = Task(what="settled", movement=one.movement, year=one.year, id=one.id)
    queue(db, task, [one.by_id], by, now)
