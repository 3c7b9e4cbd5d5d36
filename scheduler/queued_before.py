"""A push that an earlier version queued: it named a day and a movement, no publication."""

from __future__ import annotations

from scheduler.queueing import Task
from scoring.live import Live
from storage import publications, subscriptions
from storage.engine import Db
from storage.person import Person


def numbered(db: Db, person: Person, live: Live, task: Task) -> Task:
    """The same with the publication of its day, for what its reader has of the first list now."""
    movement = next((one for one in live.all if task.movement in (None, one.code)), live.all[0])
    behind = f"/{task.movement}" if task.movement else ""
    kept = publications.kept(db, f"{task.day.isoformat()}{behind}")
    wanted = (movement.code, movement.first_league.code)
    mine = [one for one in subscriptions.of(db, person.id) if (one.movement, one.list) == wanted]
    if kept is None or not mine:
        return task
    return task.model_copy(update={"number": kept.number, "subscription": mine[0].id})
