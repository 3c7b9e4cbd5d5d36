"""What a push of the standings says: who leads, and what has changed since the last one."""

from __future__ import annotations

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from markupsafe import Markup

from handlers.engine.turn import Reply, button, lines, say
from handlers.frequency import stop, subscribes_for
from handlers.wording.disqualified import below, signed
from handlers.wording.standings import heading, line
from locales import formats
from locales.translator import Translator
from scheduler.changes import Changes, Mover, Named, Some
from scheduler.drawing import BASIS, Drawn, Summary, summary
from scheduler.publication import Task, chosen, key
from scoring.live import Live
from scoring.movement import Movement
from services import disqualifications
from storage import subscriptions, units
from storage.asked import Asked
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
    day, branch = task.day, units.root(db, movement.first_league.widest)
    found = summary(db, Drawn(movement.first_league, day, behind))
    frequency = subscriptions.of(db, person.id)
    held = subscribes_for(person)
    if found is None or branch is None or not held or frequency not in chosen(movement, day):
        return None
    changes = found.changes.get(frequency)
    known = changes is not None and subscriptions.got(db, key(person.id, changes.since, behind))
    told = _changed(t, changes) if known and changes else []
    quiet = known and changes is not None and not changes.any
    asked = Asked(movement.first_league, branch, found.year, BASIS)
    text = lines(
        *heading(t, asked, found.coverage, found.as_of, zone, before=changes if known else None),
        *told,
        *([] if quiet else _first(t, db, movement, found)),
    )  # fmt: skip
    whole = (button(t("The whole table"), f"/standings {asked.scope.code}"),)
    reply = say(text, whole, stop(t))
    return reply.model_copy(update={"about": tuple(("subscribe", unit.id) for unit in held)})


def _first(t: Translator, db: Db, movement: Movement, found: Summary) -> Iterator[Markup]:
    """The first places, and how many there are besides."""
    if not found.first:
        yield t("Nobody has a place yet.")
    barred = disqualifications.barred(
        db, movement, found.year, [row.unit_id for row in found.first]
    )
    for row in found.first:
        yield signed(line(t, row, apart=True), barred=row.unit_id in barred)
    yield from below(t, barred)
    more = found.coverage.active - len(found.first)
    if found.first and more > 0:
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
