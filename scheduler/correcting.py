"""A year's official table is corrected: a further version, of which those hear who had the first.

Looked at by day, now and then, and only where anything of the year was accepted, imported or
decided since. Ordinary change is none: what a running year's lists say is not final.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import NamedTuple
from zoneinfo import ZoneInfo

from pydantic import BaseModel

from scheduler import calendar, drawing
from scheduler.drawing import LOOKED_BACK, Drawn
from scheduler.queueing import key, settled_as
from scoring.corrected import Reason
from scoring.levels import League
from scoring.live import Live
from scoring.movement import Movement
from scoring.narrowing import Own
from services import corrections as changes
from services import publications as told
from storage import corrections, outbox, people, publications, settings, units
from storage.corrections import Mark, Reader
from storage.engine import Db
from storage.outbox import BULK
from storage.person import Person
from storage.publications import Kept, Rank
from storage.steps import Step, brief

KIND = "correction"
EVERY = timedelta(minutes=15)
_AT_ONCE = 20


class Task(BaseModel):
    """A corrected publication for whoever was queued the one before; `own`: as in a push.

    `before_key`: of the message that is corrected. `group`: it goes to one; who answers for that.
    `earlier`: what was told `before` that, by the number; they may not have got the last one.
    """

    movement: str
    list: str
    number: int
    corrects: int
    scope: int
    group: int | None = None
    before_key: str
    own: Own | None = None
    before: Own | None = None
    earlier: dict[int, Own | None] = {}


def answers(db: Db, task: Task) -> Person | None:
    """Who has the list published in a group."""
    return None if task.group is None else people.by_id(db, task.group)


class Case(NamedTuple):
    """A list's official table of the year that is over."""

    movement: Movement
    league: League
    year: int
    zone: ZoneInfo
    now: datetime

    @property
    def settles(self) -> str:
        """Its name among all that are published."""
        return settled_as(self.movement, self.league, self.year)


def correct(look: Step, step: Step, live: Live, zone: ZoneInfo, now: datetime) -> None:
    """Draw up what has to be corrected, and queue it for its readers."""
    local = now.astimezone(zone)
    for movement in live.all:
        looked = look(partial(settings.get, key=f"corrections {movement.code}"))
        late = looked is None or abs(now - datetime.fromisoformat(looked)) >= EVERY
        if not late or not calendar.open_now(local, movement.calendar.hour):
            continue
        for league in movement.leagues.values():
            _correct(look, step, Case(movement, league, local.year - 1, zone, now))
        step(partial(settings.put, key=f"corrections {movement.code}", value=now.isoformat()))


def _correct(look: Step, step: Step, case: Case) -> None:
    last = look(partial(publications.settled, of=case.settles))
    if last is None:
        return
    if last.corrects is not None:
        _tell(look, step, case, last.corrects, last.number)  # whoever was killed on the way
    newest = look(partial(corrections.newest, movement=case.movement.code, year=case.year))
    seen = look(partial(_seen, case=case, version=last.version))
    if newest == seen.last == seen.before:
        return
    why = look(partial(_why, case=case, last=last, after=seen.without))
    if not why:
        step(partial(_note, case=case, version=last.version, seen=seen.further(newest)))
        return
    number = _drawn(look, step, case, last, why)
    if number is not None:  # else another program is drawing it up
        _tell(look, step, case, last.number, number)


class Seen(NamedTuple):
    """How far the history was looked at: without effect, the time before last, and last.

    Twice, for what is summed above follows a while after what was accepted.
    """

    without: Mark = Mark()
    before: Mark = Mark()
    last: Mark = Mark()

    def further(self, newest: Mark) -> Seen:
        """Looked at once more, without effect."""
        return Seen(self.before, self.last, newest)


def _seen(db: Db, case: Case, version: int) -> Seen:
    kept = settings.get(db, f"corrected {case.settles} {version}")
    numbers = [int(one) for one in kept.split()] if kept else []
    return Seen(*(Mark(*numbers[n : n + 3]) for n in range(0, len(numbers), 3)))


def _note(db: Db, case: Case, version: int, seen: Seen) -> None:
    words = " ".join(str(one) for mark in seen for one in mark)
    settings.put(db, f"corrected {case.settles} {version}", words)


def _why(db: Db, case: Case, last: Kept, after: Mark) -> list[Reason]:
    """Why there has to be a further version; nothing, where there need not be one."""
    day = case.now.astimezone(case.zone).date()
    found = changes.reasons(db, case.movement, case.year, after, last.as_of)
    of = (case.movement, case.league, last.number, case.year, case.now, day)
    return found if found and changes.changed(db, *of) else []


def _drawn(look: Step, step: Step, case: Case, last: Kept, why: list[Reason]) -> int | None:
    day, version = case.now.astimezone(case.zone).date(), last.version + 1
    drawn = Drawn(
        case.movement, case.league, day, case.zone, f"{case.settles} v{version}", case.year,
        "official", Rank(case.settles, version, last.number), tuple(why),
    )  # fmt: skip
    scopes, back = look(partial(corrections.scopes, number=last.number)), look(_back(last.number))
    follows = [(scope, number) for scope in scopes for number in back]
    return drawing.keep(look, step, drawn, follows, case.now)


def _back(number: int) -> Callable[[Db], list[int]]:
    """A version and a few before it: with these a further one is compared."""
    return lambda db: [number, *publications.versions(db, number)][:LOOKED_BACK]


def _tell(look: Step, step: Step, case: Case, was: int, now: int) -> None:
    """Queue it for whoever was queued the one before, each once."""
    own: dict[int, Mapping[int, Own]] = {}
    while found := look(partial(corrections.not_told, was=was, now=now, most=_AT_ONCE)):
        if not own:
            own = look(lambda db: {one: told.own(db, one) for one in (now, *_back(was)(db))})
        step(partial(_some, case=case, found=found, was=was, number=now, own=own))


def _some(
    db: Db, case: Case, found: list[Reader], was: int, number: int,
    own: Mapping[int, Mapping[int, Own]],
) -> None:  # fmt: skip
    for one in brief(found):
        to = one.group or people.address(db, one.person_id)
        if to is not None:
            alone = units.by_id(db, one.scope_id).kind == case.league.level
            task = Task(movement=case.movement.code, list=case.league.code, number=number,
                        corrects=was, scope=one.scope_id, before_key=key(one, was),
                        group=one.person_id if one.chat else None)  # fmt: skip
            if alone:
                its = {version: some.get(one.scope_id) for version, some in own.items()}
                own_place = {"own": its.pop(number), "before": its.pop(was), "earlier": its}
                task = task.model_copy(update=own_place)
            body = task.model_dump_json()
            outbox.enqueue(db, key(one, number), to, body, case.now, priority=BULK, kind=KIND)
        corrections.read(db, one, number)
