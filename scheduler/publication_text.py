"""What a push of the standings says: who leads, and what has changed since the last one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from zoneinfo import ZoneInfo

from markupsafe import Markup

from handlers.engine.turn import Reply, button, lines, say
from handlers.frequency import stop, subscribes_for
from handlers.wording.disqualified import below
from handlers.wording.standings import heading, line, size
from locales import formats
from locales.translator import Translator
from scheduler.drawing import Drawn
from scheduler.publication import Task, chosen, key
from scoring.changes import Changes, Mover, Named, Some
from scoring.live import Live
from scoring.movement import Movement
from scoring.standings import Standings
from services import publications
from storage import subscriptions
from storage.engine import Db
from storage.person import Person


def write(
    t: Translator, db: Db, live: Live, person: Person, zone: ZoneInfo, task: Task
) -> Reply | None:
    """The day's push; `None` where the person is not sent it any more.

    Whoever got the last one hears what has changed since, and of no change in a few words.
    """
    movement, behind = task.of(live), f"/{task.movement}" if task.movement else ""
    if movement is None:
        return None
    day = task.day
    found = publications.summary(db, Drawn(movement, day, behind).key)
    frequency = subscriptions.of(db, person.id)
    held = subscribes_for(person)
    if found is None or not held or frequency not in chosen(movement, day):
        return None
    changes, table = found.changes.get(frequency), found.pushed
    known = changes is not None and subscriptions.got(db, key(person.id, changes.since, behind))
    told = _changed(t, changes) if known and changes else []
    quiet = known and changes is not None and not changes.any
    text = lines(
        *heading(t, movement.first_league, table, zone, before=changes if known else None),
        *told,
        *([] if quiet else _first(t, movement.in_year(table.year), table)),
    )
    whole = (button(t("The whole table"), _there(task, table)),)
    reply = say(text, whole, stop(t))
    return reply.model_copy(update={"about": tuple(("subscribe", unit.id) for unit in held)})


def _there(task: Task, table: Standings) -> str:
    """The table as it is now; what was published by an earlier version names no scope."""
    return " ".join(filter(None, ("/standings", task.movement, table.scope.code)))


def _first(t: Translator, rules: Movement, table: Standings) -> Iterator[Markup]:
    """The first places, of each class of size, and how many there are besides."""
    league = rules.leagues.get(table.list, rules.first_league)
    if not table.lines:
        yield t("Nobody has a place yet.")
    for of_size, rows in groupby(table.lines, lambda row: row.size):
        if league.classes:
            yield Markup("<b>{}</b>").format(size(t, rules, league, of_size))
        yield from (line(t, row, apart=True) for row in rows)
    yield from below(t, signed=table.anybody_barred)
    more = table.coverage.active - len(table.lines)
    if table.lines and more > 0:
        yield t.many("{n} more is in the table.", "{n} more are in the table.", more)


def _changed(t: Translator, changes: Changes) -> Iterator[Markup]:
    since = formats.day(changes.since, t.language)
    if not changes.any:
        yield t("No place has changed since {day}.", day=since)
        return
    yield Markup("<b>{}</b>").format(t("Since {day}:", day=since))
    yield from (_moved(t, mover) for mover in changes.movers)
    others = changes.moved - len(changes.movers)
    if others:
        yield t.many("{n} more place has changed.", "{n} more places have changed.", others)
    if changes.new.count:
        yield t("New in the standings: {units}", units=_listed(t, changes.new))
    if changes.gone.count:
        yield t("Without a place now: {units}", units=_listed(t, changes.gone))
    yield Markup("")


def _moved(t: Translator, mover: Mover) -> Markup:
    place = formats.ordinal(mover.now, t.language)
    if mover.by > 0:
        return t.many("{unit}: up {n} place, now {place}", "{unit}: up {n} places, now {place}",
                      mover.by, unit=_name(mover), place=place)  # fmt: skip
    return t.many("{unit}: down {n} place, now {place}", "{unit}: down {n} places, now {place}",
                  -mover.by, unit=_name(mover), place=place)  # fmt: skip


def _listed(t: Translator, some: Some) -> Markup:
    names: list[str | Markup] = [_name(one) for one in some.named]
    if some.count > len(names):
        more = t.many("{n} other", "{n} others", some.count - len(names))
        names.append(more)
    return t.listing(names)


def _name(one: Named) -> str:
    return f"{one.name}, {one.commune}"
