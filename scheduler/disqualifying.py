"""Who may not be proposed by the figures: looked at once a day, once the year is over.

In small steps, some units each, in the order of their ids (see `walk`). Several programs may do
it at once: each step of a mark holds its unit, and a mark is proposed once.
"""

from __future__ import annotations

from datetime import date, datetime
from functools import partial
from zoneinfo import ZoneInfo

from handlers.disqualification import told
from scheduler.walk import Walk
from scoring import disqualification
from scoring.duties import year_under_review
from scoring.live import Live
from scoring.movement import Movement
from services import disqualifications
from services.disqualifications import Case
from storage import disqualifications as marks
from storage import units
from storage.engine import Db
from storage.steps import Step, brief

_AT_ONCE = 20
"""Units that are looked up together."""


def propose(look: Step, step: Step, live: Live, zone: ZoneInfo, now: datetime) -> None:
    """Propose what the figures say, lift what they no longer say, and queue who is told."""
    day = now.astimezone(zone).date()
    for movement in live.all:
        _movement(step, movement, day, now)


def _movement(step: Step, movement: Movement, day: date, now: datetime) -> None:
    year = year_under_review(day)
    judged = movement.in_year(year)
    kinds = [one for one in judged.levels if disqualification.computed(judged, one, year, day)]
    if not kinds:
        return
    walk = Walk(f"figures {movement.code}", f"figures at {movement.code}")
    after = step(lambda db: walk.begin(db, day))
    while after is not None:
        some = partial(_some, movement=judged, kinds=kinds, walk=walk, day=day, now=now)
        after = step(partial(some, after=after))


def _some(
    db: Db, movement: Movement, kinds: list[str], walk: Walk, day: date, now: datetime, after: int
) -> int | None:
    """Look at the next units; the last of them."""
    found, last = units.following(db, kinds, after, _AT_ONCE), None
    year = year_under_review(day)
    for unit, steps in brief(disqualifications.review(db, movement, found, year, day, now)):
        for case, mark in steps:
            _tell(db, case, mark, day, now)
        last = unit.id
    walk.note(db, day, last)
    return last


def _tell(db: Db, case: Case, mark: int, day: date, now: datetime) -> None:
    found = marks.by_id(db, mark)
    if found is None:
        return
    told.tell(db, case, found.step, mark, None, now)
    if found.step == "proposed" and case.ground.confirm:
        told.offer(db, case, day, now)
