"""A publication is queued for those who want it, each once, some subscriptions a step."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from functools import partial
from typing import NamedTuple
from zoneinfo import ZoneInfo

from pydantic import BaseModel, TypeAdapter

from handlers.frequency import LEADER
from scheduler.walk import Walk
from scoring.levels import League
from scoring.movement import Movement
from scoring.narrowing import Own
from services import publications
from storage import corrections, outbox, people, subscriptions, units
from storage.corrections import Reader
from storage.engine import Db
from storage.outbox import BULK, Address
from storage.person import Person
from storage.steps import Step, brief
from storage.subscriptions import Following, Slot

KIND = "standings"
_AT_ONCE = 20
"""Subscriptions that are looked at together."""
_own = TypeAdapter(Own)


class Task(BaseModel):
    """A publication for a subscription, on a day; `since`: the number of the one before it.

    `own`: what a unit is told of itself, with what it was told `before`. `list`, `scope`, `group`:
    of the subscription, which may end before. Without a number it was queued by an earlier version:
    the first list of a movement (of the first one, if none is named).
    """

    day: date
    movement: str | None = None
    number: int | None = None
    subscription: int | None = None
    since: int | None = None
    own: Own | None = None
    before: Own | None = None
    list: str = ""
    scope: int | None = None
    group: Address | None = None


def settled_as(movement: Movement, league: League, year: int) -> str:
    """The name of a list's official table of a year among all that are published."""
    return f"{movement.code}/{league.code} {year}"


class Queue(NamedTuple):
    """What is queued for whoever wants it; `settles`: as a year's official table."""

    movement: Movement
    league: League
    slot: Slot
    zone: ZoneInfo
    now: datetime
    settles: str | None = None

    @property
    def day(self) -> date:
        """The day there."""
        return self.now.astimezone(self.zone).date()

    def anybody(self, db: Db) -> bool:
        """Whether anybody wants it, and there is anything to be ranked."""
        return bool(subscriptions.due(db, self.slot, 0, 1)) and units.any_of(db, self.league.level)


def key(one: Following | Reader, number: int) -> str:
    """A reader gets a publication in a scope once, however often it was asked for."""
    to = f"{one.channel}:{one.bot}:{one.chat}" if one.chat else str(one.person_id)
    return f"standings:{to}:{number}:{one.scope_id}"


def same_reader(of: str, number: int) -> str:
    """The key of another publication for whoever is sent the one with this key."""
    reader, _, scope_id = of.rsplit(":", 2)
    return f"{reader}:{number}:{scope_id}"


def goes_on(db: Db, task: Task, person_id: int | None = None) -> Following | None:
    """What it was queued for; if that has ended, what else the same message was queued for."""
    one, to = subscriptions.one(db, task.subscription or 0), task.group or person_id
    if one is not None or to is None or task.scope is None:
        return one
    of = (task.movement or "", task.list, task.scope, task.number or 0)
    return subscriptions.beside(db, *of, to)


def answers(db: Db, task: Task) -> Person | None:
    """Who has a list published in a group: it is sent while they may."""
    one = goes_on(db, task)
    return people.by_id(db, one.person_id) if one is not None and one.chat else None


def queue_all(
    look: Step, step: Step, queue: Queue, walk: Walk | None, number: int, after: int | None
) -> None:
    """Go on behind a subscription, to the end; `walk` keeps how far it came."""
    own: Mapping[int, Own] | None = None
    while after is not None:
        found = look(partial(_following, queue=queue, after=after))
        if own is None and any(alone for _, alone in found):
            own = look(lambda db: publications.own(db, number))
        after = step(
            partial(_some, queue=queue, walk=walk, number=number, found=found, own=own or {})
        )


def _following(db: Db, queue: Queue, after: int) -> list[tuple[Following, bool]]:
    """The next ones, and whether each is of a single unit."""
    found = subscriptions.due(db, queue.slot, after, _AT_ONCE)
    kinds = {one.id: one.kind for one in units.several(db, {one.scope_id for one in found})}
    return [(one, kinds[one.scope_id] == queue.league.level) for one in found]


def _some(
    db: Db, queue: Queue, walk: Walk | None, number: int, found: list[tuple[Following, bool]],
    own: Mapping[int, Own],
) -> int | None:  # fmt: skip
    """Queue some; the last of them, `None` where there were none."""
    last = None
    for one, alone in brief(found):
        last = one.id
        _queue(db, queue, number, one, own.get(one.scope_id) if alone else None)
    if walk is not None:
        walk.note(db, queue.day, last)
    return last


def _queue(db: Db, queue: Queue, number: int, one: Following, own: Own | None) -> None:
    told = _told(db, number, one, own)
    to = one.group or people.address(db, one.person_id)
    if to is None or (one.frequency == LEADER and told == one.told):
        return  # who led before leads again
    before = _own.validate_json(one.told) if own and one.told else None
    task = Task(day=queue.day, movement=one.movement, number=number, subscription=one.id,
                since=one.last, own=own, before=before, list=one.list, scope=one.scope_id,
                group=one.group)  # fmt: skip
    body = task.model_dump_json()
    outbox.enqueue(db, key(one, number), to, body, queue.now, priority=BULK, kind=KIND)
    subscriptions.queued(db, one.id, number, told)
    if queue.settles is not None:
        corrections.read(db, one, number)


def _told(db: Db, number: int, one: Following, own: Own | None) -> str | None:
    """What the next one is compared with: the own place, or who leads."""
    if own is not None:
        return _own.dump_json(own).decode()
    if one.frequency != LEADER:
        return None
    found = publications.told(db, number, one.scope_id)
    return found.leaders if found else one.told
