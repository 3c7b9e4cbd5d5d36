"""The standings pushed as each reader chose: daily, weekly, after each deadline.

A list is drawn up at an hour at which anybody wants it (`drawing`); then it is queued, some
subscriptions a step.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from scheduler import calendar, drawing, leading, queueing
from scheduler.drawing import Drawn
from scheduler.queueing import Queue, settled_as
from scheduler.walk import Walk
from scoring.duties import year_under_review
from scoring.levels import League
from scoring.live import Live
from scoring.movement import Movement
from storage import before_lists, publications, rounds, settings, subscriptions, units
from storage.engine import Db
from storage.publications import Rank
from storage.steps import Step
from storage.subscriptions import Slot


def _said(movement: Movement, day: date) -> tuple[str, ...]:
    """The frequencies that come round on a day, at the movement's hour."""
    due = day - timedelta(days=1) in calendar.due_days(movement, day)
    return ("daily", "deadline") if due else ("daily",)


def publish(look: Step, step: Step, live: Live, zone: ZoneInfo, now: datetime) -> None:
    """Queue what has come round since the morning, each reader's once, list by list."""
    local = now.astimezone(zone)
    settle(look, step, live)
    for movement in live.all:
        if calendar.open_now(local, movement.calendar.hour):
            for queue in look(partial(_queues, movement=movement, zone=zone, now=now)):
                _publish(look, step, live, queue)
    leading.watch(look, step, live, zone, now)


def settle(look: Step, step: Step, live: Live) -> None:
    """What was chosen before there were lists is the first list of each movement, at its widest."""
    while look(before_lists.unsettled):
        meant = look(lambda db: list(_meant(db, live)))
        if not meant:  # the organisation is yet to come
            return
        step(partial(before_lists.settle, meant=meant))


def _meant(db: Db, live: Live) -> Iterator[tuple[str, str, int]]:
    for movement in live.all:
        root = units.root(db, movement.first_league.widest)
        if root is not None:
            yield movement.code, movement.first_league.code, root.id


def _queues(db: Db, movement: Movement, zone: ZoneInfo, now: datetime) -> list[Queue]:
    local = now.astimezone(zone)
    return [
        _settling(db, Queue(movement, league, slot, zone, now))
        for league in movement.leagues.values()
        for slot in _slots(db, movement, league, local)
    ]


def _settling(db: Db, queue: Queue) -> Queue:
    """A list's official table of the year is sent the first time after the dossier's deadline.

    On whichever day of the review that is: to whoever wants it daily, or after deadlines.
    """
    year = year_under_review(queue.day)
    deadline = calendar.dossier_deadline(queue.movement, queue.day)
    if not queue.slot.usual or queue.day <= deadline or deadline.year - 1 != year:
        return queue
    of = settled_as(queue.movement, queue.league, year)
    first = publications.first(db, of)
    if first is not None and first.key != _key(queue):
        return queue
    return queue._replace(settles=of, slot=queue.slot._replace(said=("daily", "deadline")))


def _slots(db: Db, movement: Movement, league: League, local: datetime) -> Iterator[Slot]:
    """The hours of the day so far at which anybody may want a list."""
    weekday, usual = local.weekday(), movement.calendar.hour
    weekly = subscriptions.hours(db, movement.code, league.code, weekday)
    for hour in sorted({usual, *(one for one in weekly if one is not None)}):
        said = _said(movement, local.date()) if hour == usual else ()
        if hour <= local.hour:
            yield Slot(movement.code, league.code, said, weekday, hour, hour == usual)


def _publish(look: Step, step: Step, live: Live, queue: Queue) -> None:
    if look(lambda db: _before_there_were_lists(db, live, queue)):
        return
    walk = _walk(queue)
    after = look(lambda db: walk.begin(db, queue.day))
    if after is None:
        return
    if not look(queue.anybody):
        step(lambda db: walk.note(db, queue.day, None))
        return
    number = _drawn(look, step, queue)
    if number is not None:  # else another program is drawing it up
        queueing.queue_all(look, step, queue, walk, number, after)


def _walk(queue: Queue) -> Walk:
    round = rounds.of(queue.movement.code, queue.league.code, queue.slot.hour)
    return Walk(done=rounds.done(round), far=f"publishing {round}")


def _drawn(look: Step, step: Step, queue: Queue) -> int | None:
    year = year_under_review(queue.day)
    drawn = Drawn(queue.movement, queue.league, queue.day, queue.zone, _key(queue), year)
    if queue.settles is not None:
        drawn = drawn._replace(basis="official", rank=Rank(queue.settles))
    follows = look(lambda db: subscriptions.scopes(db, queue.slot, queue.league.level))
    return drawing.keep(look, step, drawn, follows, queue.now)


def _key(queue: Queue) -> str:
    """A list is drawn up once for an hour of a day."""
    return f"{queue.day.isoformat()}T{queue.slot.hour:02} {queue.movement.code}/{queue.league.code}"


def _before_there_were_lists(db: Db, live: Live, queue: Queue) -> bool:
    """Whether an earlier version has pushed this list today."""
    if queue.league is not queue.movement.first_league or not queue.slot.usual:
        return False
    behind = "" if queue.movement is live.all[0] else f"/{queue.movement.code}"
    return settings.get(db, f"published{behind}") == queue.day.isoformat()
