"""Those who wait for another leader hear when there is one: looked at now and then, by day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from scheduler import calendar, drawing, queueing
from scheduler.drawing import Drawn
from scheduler.queueing import Queue
from scoring.duties import year_under_review
from scoring.levels import League
from scoring.live import Live
from scoring.movement import Movement
from services.publications import BASIS, joined
from storage import leaders, places, settings, subscriptions, units
from storage.asked import Asked, ended
from storage.engine import Db
from storage.steps import Step
from storage.subscriptions import Slot

EVERY = timedelta(minutes=15)
"""So often it is looked at: whoever leads for a few minutes only has led nobody's list."""
_NO_HOUR = -1


def watch(look: Step, step: Step, live: Live, zone: ZoneInfo, now: datetime) -> None:
    """Queue for those in whose scope another leads than they were told."""
    local = now.astimezone(zone)
    for movement in live.all:
        looked = f"leaders {movement.code}"
        if not calendar.open_now(local, movement.calendar.hour):
            continue
        if _lately(look(partial(settings.get, key=looked)), now):
            continue
        for league in movement.leagues.values():
            _watch(look, step, Queue(movement, league, _slot(movement, league), zone, now))
        step(partial(settings.put, key=looked, value=now.isoformat()))


def _lately(looked: str | None, now: datetime) -> bool:
    return looked is not None and abs(now - datetime.fromisoformat(looked)) < EVERY


def _slot(movement: Movement, league: League) -> Slot:
    return Slot(movement.code, league.code, (), _NO_HOUR, _NO_HOUR, usual=False)


def _watch(look: Step, step: Step, queue: Queue) -> None:
    leading = look(lambda db: list(_leading(db, queue)))
    for scope_id, told, now in leading:
        if told is None:
            note = partial(leaders.leads, movement=queue.movement.code,
                           code=queue.league.code, scope_id=scope_id, now=now)  # fmt: skip
            step(note)
    others = {scope: now for scope, told, now in leading if told not in (None, now)}
    if not others:
        return
    queue = queue._replace(slot=queue.slot._replace(led=tuple(sorted(others.items()))))
    number = _drawn(look, step, queue)
    if number is not None:
        queueing.queue_all(look, step, queue, None, number, 0)


def _leading(db: Db, queue: Queue) -> Iterator[tuple[int, str | None, str]]:
    """The scopes with who led and who leads; where nobody has a place nobody does."""
    year = year_under_review(queue.day)
    over = ended(year, queue.day)
    for scope_id, told in leaders.led(db, queue.movement.code, queue.league.code):
        asked = Asked(queue.league, units.by_id(db, scope_id), year, BASIS, over)
        now = joined(places.leaders(db, asked))
        if now:
            yield scope_id, told, now


def _drawn(look: Step, step: Step, queue: Queue) -> int | None:
    """Under one key as long as nobody looks again: whoever is killed goes on with it."""
    begun = queue.now.astimezone(queue.zone)
    begun -= timedelta(minutes=begun.minute % (EVERY // timedelta(minutes=1)))
    key = f"{begun:%Y-%m-%dT%H:%M} {queue.movement.code}/{queue.league.code} leader"
    year = year_under_review(queue.day)
    drawn = Drawn(queue.movement, queue.league, queue.day, queue.zone, key, year)
    follows = look(lambda db: subscriptions.scopes(db, queue.slot, queue.league.level))
    return drawing.keep(look, step, drawn, follows, queue.now)
