"""What people hear unasked of single reports: that some wait to be checked, that theirs counts.

News is kept with the turn that made it (`handlers.telling`) and gathered here into one message
a person: at most one an hour, and one at 16:00, of what waits to be checked; of what was accepted
one at a time. Whoever takes a person's news queues the message, so it comes once, however many
programs look; it is worded, and asked for once more, when it leaves.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from pydantic import BaseModel

from handlers.hours import open_now
from scoring.movement import Movement
from storage import news, outbox, people, settings, verdicts
from storage.engine import Database, Db, replayed, transaction
from storage.news import Item
from storage.outbox import PUSH

CHECK, ACCEPTED = "check", "accepted"
GATHERED = timedelta(minutes=10)
"""So long acceptances wait for others: an officer checks the reports of a day in one go."""

EVENING = time(16)
_BATCH = 50
_LAST_GATHERING = "told at 16:00"


class Check(BaseModel):
    """That reports wait; which ones is looked at when it leaves."""


class Accepted(BaseModel):
    """The reports that were accepted, each with its version."""

    reports: tuple[tuple[int, int], ...]


def tell(engine: Database, movement: Movement, zone: ZoneInfo, now: datetime) -> None:
    """Queue what may be told now, some people a transaction."""
    local = now.astimezone(zone)
    if not open_now(local, movement.calendar.hour):
        return
    while _some(
        engine, lambda db: news.hourly(db, now, _BATCH), lambda db, who: _new(db, who, now)
    ):
        continue
    before = now - GATHERED
    while _some(
        engine,
        lambda db: news.readers(db, "accepted", before, _BATCH),
        lambda db, who: _thanks(db, who, now),
    ):
        continue
    if local.time() >= EVENING:
        _evening(engine, local, now)


def _some(
    engine: Database, whom: Callable[[Db], list[int]], queue: Callable[[Db, int], object]
) -> bool:
    """Queue for some people; whether there were any."""

    def work(db: Db) -> bool:
        found = whom(db)
        for person_id in found:
            queue(db, person_id)
        return bool(found)

    return replayed(engine, work)


def _new(db: Db, person_id: int, now: datetime) -> None:
    taken = news.take(db, "check", person_id)
    if taken:
        news.told(db, person_id, now)
        _check(db, person_id, _key("check", person_id, taken), now)


def _check(db: Db, person_id: int, key: str, now: datetime) -> None:
    to = people.address(db, person_id)
    if to is not None:
        body = Check().model_dump_json()
        outbox.enqueue(db, key, to, body, now, priority=PUSH, kind=CHECK)


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


def _evening(engine: Database, local: datetime, now: datetime) -> None:
    """Once a day everybody for whom something waits hears of all of it, new or not."""
    day = local.date().isoformat()
    with transaction(engine) as db:
        if settings.get(db, _LAST_GATHERING) == day:
            return
        waits = verdicts.all_checkers(db)
    for at in range(0, len(waits), _BATCH):
        replayed(engine, partial(_gather, waits[at : at + _BATCH], day, now))
    with transaction(engine) as db:
        settings.put(db, _LAST_GATHERING, day)


def _gather(some: list[int], day: str, now: datetime, db: Db) -> None:
    for person_id in some:
        _gathered(db, person_id, f"check:{person_id}:{day}", now)


def _gathered(db: Db, person_id: int, key: str, now: datetime) -> None:
    wanted = news.frequency(db, person_id) != "never" and not news.told_lately(db, person_id, now)
    if wanted:
        news.told(db, person_id, now)
        _check(db, person_id, key, now)
