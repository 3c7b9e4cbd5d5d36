"""Who is told of a step: the unit, with the way to answer; whoever decides, of what it answers.

What is said is worded when it leaves, in the hours for it, and only while it still is the last
step. What was computed is offered to whoever decides as a list, once a day.
"""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from pydantic import BaseModel

from handlers import rights
from handlers.disqualification import card, listed
from handlers.engine.turn import About, Reply, button, say
from handlers.rights_table import Act
from locales.translator import Translator
from scoring.disqualification import Step
from scoring.live import Live
from scoring.movement import Movement
from services import disqualifications
from services.disqualifications import Case
from storage import disqualifications as marks
from storage import outbox, people, units
from storage.engine import Db
from storage.outbox import PUSH
from storage.person import Person

KIND = "disqualification"


class Task(BaseModel):
    """A step of a mark; without one, the list of a movement's marks that wait."""

    movement: str
    step: int | None = None


def tell(db: Db, case: Case, step: Step, mark_id: int, besides: int | None, now: datetime) -> None:
    """Queue it for those whom a step concerns, but for whoever took it."""
    readers = deciders(db, case) if step == "answered" else answering(db, case)
    for person_id in readers:
        if person_id != besides:
            task = Task(movement=case.movement.code, step=mark_id)
            _queue(db, f"disqualified:{mark_id}:{person_id}", person_id, task, now)


def offer(db: Db, case: Case, day: date, now: datetime) -> None:
    """Tell those who decide that something waits; once a day."""
    for person_id in deciders(db, case):
        key = f"disqualified:{case.movement.code}:{day.isoformat()}:{person_id}"
        _queue(db, key, person_id, Task(movement=case.movement.code), now)


def _queue(db: Db, key: str, person_id: int, task: Task, now: datetime) -> None:
    to = people.address(db, person_id)
    if to is not None:
        outbox.enqueue(db, key, to, task.model_dump_json(), now, priority=PUSH, kind=KIND)


def answering(db: Db, case: Case) -> list[int]:
    """Those who report for the unit; where none of them can be reached, who may answer for it."""
    role = case.movement.reporter(case.unit.kind)
    own = people.holding(db, role, case.unit.id) if role else []
    reached = [one for one in own if people.address(db, one)]
    return reached or [
        one
        for one in rights.answering(db, "answer", case.unit)
        if (who := people.by_id(db, one)) and rights.may(who, "answer", case.unit)
    ]


def deciders(db: Db, case: Case) -> list[int]:
    """Those who decide, in any unit above."""
    above = case.unit.above()
    return sorted({one for unit_id in above for one in people.holding(db, case.decider, unit_id)})


def write(
    t: Translator, db: Db, live: Live, person: Person, task: Task, now: datetime, zone: ZoneInfo
) -> Reply | None:
    """What is told now; None where it is no longer wanted."""
    movement = next((one for one in live.all if one.code == task.movement), None)
    if movement is None:
        return None
    if task.step is None:
        return _list(t, db, movement, person, now.astimezone(zone).date())
    return _one(t, db, movement, person, task.step, now, zone)


def _one(
    t: Translator, db: Db, movement: Movement, person: Person, step: int, now: datetime,
    zone: ZoneInfo,
) -> Reply | None:  # fmt: skip
    mark = marks.by_id(db, step)
    unit = units.by_id(db, mark.of.unit_id) if mark else None
    if mark is None or unit is None:
        return None
    case = disqualifications.case(movement, unit, mark.of.year, mark.of.ground)
    act: Act = "disqualify" if mark.step == "answered" else "answer"
    if case is None or not rights.may(person, act, unit):
        return None
    today, about = now.astimezone(zone).date(), (act, unit.id)
    steps = card.current(db, case)
    reply = say(card.card(t, db, case, now, zone), *card.ways(t, case, steps, person, today, zone))
    return reply.model_copy(update={"about": (about,)})


def _list(t: Translator, db: Db, movement: Movement, person: Person, day: date) -> Reply | None:
    found = listed.waiting(db, movement, person, day)
    if not found:
        return None
    about: tuple[About, ...] = tuple(sorted({("disqualify", one.unit.id) for one in found}))
    text = t("Some figures speak against a proposal. The list waits for a decision.")
    row = (button(t("See the list"), card.COMMAND),)
    return say(text, row).model_copy(update={"about": about})
