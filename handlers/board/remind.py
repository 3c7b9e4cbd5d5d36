"""Reminding from the board: one or all, once a day each, and never at night."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from markupsafe import Markup

from handlers import hours, rights
from handlers.engine.turn import Outcome, Turn, button, lines, only, say
from handlers.overview import progress
from handlers.overview.progress import Topic
from handlers.reminder_task import KIND, Task, key
from locales import formats
from storage import board, outbox, people
from storage.board import Holder, Place
from storage.history import COUNTS
from storage.outbox import BULK
from storage.units import Unit


def remind(turn: Turn, scope: Unit, topic: Topic) -> Outcome:
    """Queue a reminder to those who owe it in a unit, and say who was not reached by it."""
    owing = [
        one
        for one in progress.places(turn, scope, topic)
        if one.status not in COUNTS and rights.may(turn.me, "remind", one.unit)
    ]
    says = f"/board {scope.code} {topic.form.code} {topic.period.code}"
    back = (button(turn.t("Back to the board"), says),)
    if not owing:
        return only(say(turn.t("Nobody owes it any more."), back))
    if not any(_open(turn, one, topic) for one in owing):
        return only(say(turn.t("It is locked; a reminder would come too late."), back))
    return only(say(lines(*_told(turn, [o for o in owing if _open(turn, o, topic)])), back))


def _open(turn: Turn, one: Place, topic: Topic) -> bool:
    return one.status == "returned" or turn.today <= topic.form.lock(topic.period)


def _told(turn: Turn, owing: list[Place]) -> list[Markup]:
    t = turn.t
    local = turn.now.astimezone(turn.zone)
    at = hours.next_open(local, turn.movement.calendar.hour)
    holders = {holder.id: holder for one in owing for holder in one.holders}
    reached = [one for one in holders.values() if one.reached]
    there = board.queued(turn.db, (key(one.id, at.date()) for one in reached))
    fresh = [one for one in reached if key(one.id, at.date()) not in there]
    for one in fresh:
        _queue(turn, one, at)
    told = [_when(turn, len(fresh), at, local)] if fresh else []
    if len(reached) > len(fresh):
        names = t.listing([o.name for o in reached if o not in fresh])
        told.append(t("Their reminder of {day} is there already: {names}.",
                      day=formats.day(at.date(), t.language), names=names))  # fmt: skip
    return told + _unreached(turn, owing, (one for one in holders.values() if not one.reached))


def _when(turn: Turn, count: int, at: datetime, local: datetime) -> Markup:
    if at == local:
        return turn.t.many("{n} reminder goes out.", "{n} reminders go out.", count)
    moment = formats.moment(at, turn.zone, turn.t.language)
    return turn.t.many(
        "It is not the hour to write to people: {n} reminder goes out on {moment}.",
        "It is not the hour to write to people: {n} reminders go out on {moment}.",
        count,
        moment=moment,
    )


def _unreached(turn: Turn, owing: list[Place], others: Iterable[Holder]) -> list[Markup]:
    """Whom no message reaches: there the telephone helps."""
    told = [
        turn.t("No message reaches {name}. Please call: {phone}", name=one.name,
               phone=one.phone or "–")
        for one in others
    ]  # fmt: skip
    nobody = [one.unit.name for one in owing if not one.holders]
    if nobody:
        names = turn.t.listing(nobody)
        told.append(turn.t("Nobody is named for: {units}.", units=names))
    return told


def _queue(turn: Turn, holder: Holder, at: datetime) -> None:
    to = people.address(turn.db, holder.id)
    day: date = at.date()
    if to is not None:
        body = Task(day=day, asked=True).model_dump_json()
        outbox.enqueue(turn.db, key(holder.id, day), to, body, turn.now, priority=BULK,
                       kind=KIND, due_at=at.astimezone(turn.now.tzinfo))  # fmt: skip
