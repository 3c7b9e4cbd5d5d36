"""What people hear unasked of single reports: that some wait to be checked, that theirs counts.

News is kept with the turn that made it (`services.reports`) and gathered here into one message
a person: at most one an hour, and one at 16:00, of what waits to be checked; of what was accepted
one at a time. Whoever takes a person's news queues the message, so it comes once, however many
programs look; it is worded, and asked for once more, when it leaves. All of it in small steps:
some people each, in the order of their ids.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Protocol
from zoneinfo import ZoneInfo

from pydantic import BaseModel

from handlers.hours import open_now
from scheduler.walk import Walk
from scoring.live import Live
from storage import missing_reports, news, outbox, people, review_queue
from storage.engine import Db
from storage.news import Item, Kind
from storage.outbox import PUSH
from storage.steps import Step, brief

CHECK, ACCEPTED = "check", "accepted"
GATHERED = timedelta(minutes=10)
"""So long acceptances wait for others: an officer checks the reports of a day in one go."""

EVENING = time(16)
WALK = Walk(done="told at 16:00", far="telling at 16:00")
_AT_ONCE = 20
"""People who are looked at together."""


class Wanted(Protocol):
    """Who of some people may be told now."""

    def __call__(self, db: Db, *, ids: Sequence[int]) -> Collection[int]:
        """Their ids."""


Queue = Callable[[Db, int], object]


class Check(BaseModel):
    """That reports wait; which ones is looked at when it leaves."""


class Accepted(BaseModel):
    """The reports that were accepted, each with its version."""

    reports: tuple[tuple[int, int], ...]


def announce(look: Step, step: Step, live: Live, zone: ZoneInfo, now: datetime) -> None:
    """Queue for those who may hear now that reports wait to be checked.

    Whether there is any news is looked up beside the writer.
    """
    local = now.astimezone(zone)
    if not open_now(local, live.all[0].calendar.hour):
        return
    if look(lambda db: news.following(db, "check", 0, 1)):
        wanted = partial(news.hourly, now=now)
        _each(step, "check", wanted, partial(_new, now=now))
    if local.time() >= EVENING:
        _evening(step, live, local.date(), now)


def thank(look: Step, step: Step, live: Live, zone: ZoneInfo, now: datetime) -> None:
    """Queue for those whose reports were accepted a while ago that they were."""
    if not open_now(now.astimezone(zone), live.all[0].calendar.hour):
        return
    if look(lambda db: news.following(db, "accepted", 0, 1)):
        wanted = partial(news.readers, kind="accepted", before=now - GATHERED)
        _each(step, "accepted", wanted, partial(_thanks, now=now))


def _each(step: Step, kind: Kind, wanted: Wanted, queue: Queue) -> None:
    """Everybody of whom there is news, once."""
    after: int | None = 0
    while after is not None:
        after = step(partial(_some, kind=kind, wanted=wanted, queue=queue, after=after))


def _some(db: Db, kind: Kind, wanted: Wanted, queue: Queue, after: int) -> int | None:
    """Queue for those of the next people who may be told; the last of them."""
    ids = news.following(db, kind, after, _AT_ONCE)
    told, last = wanted(db, ids=ids), None
    for last in brief(ids):
        if last in told:
            queue(db, last)
    return last


def _new(db: Db, person_id: int, now: datetime) -> None:
    taken = news.take(db, "check", person_id)
    if taken:
        news.told(db, person_id, now)
        _check(db, person_id, _key("check", person_id, taken), now)


def _check(db: Db, person_id: int, key: str, now: datetime) -> bool:
    """Whether it is said now for the first time."""
    to = people.address(db, person_id)
    if to is None:
        return False
    body = Check().model_dump_json()
    return outbox.enqueue(db, key, to, body, now, priority=PUSH, kind=CHECK) is not None


def _thanks(db: Db, person_id: int, now: datetime) -> None:
    taken: list[Item] = news.take(db, "accepted", person_id)
    to = people.address(db, person_id)
    if taken and to is not None:
        body = Accepted(reports=tuple((one.report_id, one.version) for one in taken))
        key = _key("accepted", person_id, taken)
        outbox.enqueue(db, key, to, body.model_dump_json(), now, priority=PUSH, kind=ACCEPTED)


def _key(kind: str, person_id: int, taken: list[Item]) -> str:
    """A person hears once of a report in a version."""
    return f"{kind}:{person_id}:{taken[0].report_id}:{taken[0].version}"


def _evening(step: Step, live: Live, day: date, now: datetime) -> None:
    """Once a day everybody for whom something waits hears of all of it, new or not."""
    after = step(lambda db: WALK.begin(db, day))
    while after is not None:
        after = step(partial(_gather, live=live, day=day, now=now, after=after))


def _gather(db: Db, live: Live, day: date, now: datetime, after: int) -> int | None:
    last, checking = None, {check.role for check in live.checks}
    for last in brief(missing_reports.following(db, checking, after, _AT_ONCE)):
        _gathered(db, live, last, f"check:{last}:{day.isoformat()}", now)
    WALK.note(db, day, last)
    return last


def _gathered(db: Db, live: Live, person_id: int, key: str, now: datetime) -> None:
    """Whoever has heard of all of it already, from another program, keeps what came since."""
    if news.frequency(db, person_id) == "never" or news.told_lately(db, person_id, now):
        return
    person = people.by_id(db, person_id)
    waits = person is not None and review_queue.any_waits(db, person, live.checks)
    if waits and _check(db, person_id, key, now):
        news.told(db, person_id, now)
