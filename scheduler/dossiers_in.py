"""On the evening of the dossiers' last day the Council sees how many are in, and which are not.

It is read at home after work, once a year, so it goes by an hour of its own (`[award] evening`).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from markupsafe import Markup
from pydantic import BaseModel

from handlers import rights
from handlers.engine.turn import Reply, button, lines, say
from handlers.pictures import tiles
from handlers.wording.reports import day as day_text
from handlers.wording.some import some
from locales.translator import Translator
from scheduler import calendar
from scheduler.kind import Leaving
from scheduler.walk import Walk
from scoring.live import Live
from scoring.movement import Movement
from storage import dossier_states, outbox, people, units
from storage.engine import Db
from storage.outbox import PUSH
from storage.steps import Step
from storage.units import Unit

KIND = "dossiers-in"


class Task(BaseModel):
    """Whose dossiers, of which year; `day`: their last one."""

    movement: str
    year: int
    day: date


def announce(look: Step, step: Step, live: Live, zone: ZoneInfo, now: datetime) -> None:
    """Queue it for everybody in the Council, once."""
    local = now.astimezone(zone)
    for movement in live.all:
        award = movement.in_year(local.year - 1).award
        today = local.date() == calendar.dossier_deadline(movement, local.date())
        if award is not None and today and local.hour >= award.terms.evening:
            _movement(look, step, movement, local.date(), now)


def _movement(look: Step, step: Step, movement: Movement, day: date, now: datetime) -> None:
    walk = Walk(f"dossiers in {movement.code}", f"dossiers in at {movement.code}")
    if look(lambda db: walk.begin(db, day)) is not None:
        step(lambda db: _queue(db, movement, walk, day, now))


def _queue(db: Db, movement: Movement, walk: Walk, last: date, now: datetime) -> None:
    task = Task(movement=movement.code, year=last.year - 1, day=last)
    council = _council(db, movement, task.year)
    for person_id in sorted(set(rights.answering(db, "dossier", council))) if council else ():
        to = people.address(db, person_id)
        if to is not None:
            key = f"dossiers-in:{movement.code}:{task.year}:{person_id}"
            outbox.enqueue(db, key, to, task.model_dump_json(), now, priority=PUSH, kind=KIND)
    walk.note(db, last, None)


def _council(db: Db, movement: Movement, year: int) -> Unit | None:
    award = movement.in_year(year).award
    return units.root(db, award.terms.council) if award else None


def wanted(at: Leaving, task: Task) -> bool:
    """On that day only: what is in is another thing on the next."""
    return task.day == at.today


def write(at: Leaving, task: Task) -> Reply | None:
    """The picture, and in words which are not in."""
    movement = next((one for one in at.live.all if one.code == task.movement), None)
    council = _council(at.db, movement, task.year) if movement else None
    if movement is None or council is None or not rights.may(at.person, "dossier", council):
        return None
    award = movement.in_year(task.year).award
    offices = units.below(at.db, council, award.terms.nominators) if award else []
    there = dossier_states.submitted(at.db, movement.code, task.year)
    return _reply(at.t, council, offices, there, task)


def _reply(
    t: Translator, council: Unit, offices: Sequence[Unit], there: set[int], task: Task
) -> Reply:
    given = sum(one.id in there for one in offices)
    title = t("Dossiers of {year}: {unit}", year=task.year, unit=council.name)
    counted = t("{n} of {total} dossiers are in.", n=given, total=len(offices))
    missing: list[Markup | str] = [one.name for one in offices if one.id not in there]
    text = lines(
        Markup("<b>{}</b>").format(title),
        counted,
        t("Not in: {units}", units=some(t, missing)) if missing else None,
        t("They are taken until the end of {day}.", day=day_text(t, task.day)) if missing else None,
    )
    parts = [tiles.Part(one.name, int(one.id in there), 1) for one in offices][: tiles.MOST]
    drawn = tiles.tiles(t, title, (), counted, parts)
    row = (button(t("All dossiers"), "/awards progress"),)
    reply = say(text, row).enclosing(tiles.KIND, drawn)
    return reply.model_copy(update={"about": (("dossier", council.id),)})
