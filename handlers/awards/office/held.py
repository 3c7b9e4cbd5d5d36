"""`/awards hold`: who is not considered for the time being; set and released with a reason.

The Council's secretary may for everybody below, an office for its own area. What the secretary has
set the secretary releases.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from handlers import rights
from handlers.awards.council.seat import seat
from handlers.awards.council.told import holders
from handlers.awards.office import whose
from handlers.awards.office.whom import Whom, resolve
from handlers.awards.office.whose import Its
from handlers.awards.section import COMMAND
from handlers.engine.turn import Outcome, Turn, button, lines, only, say
from handlers.wording.reports import day
from storage import holds, nominable
from storage import people as roster
from storage.holds import Hold
from storage.units import Unit

HOLD = f"{COMMAND} hold"
_MOST = 30


@dataclass(frozen=True)
class Area:
    """Where somebody may hold: an office, or the Council's whole area."""

    its: Its
    secretary: bool


def areas(turn: Turn) -> list[Area]:
    """Where the writer may."""
    at = seat(turn)
    if at is not None and at.secretary:
        return [Area(Its(at.movement, at.award, at.year, at.council), secretary=True)]
    return [Area(one, secretary=False) for one in whose.all_of(turn)]


def named(turn: Turn, wanted: str) -> tuple[Area, Whom] | Outcome:
    """Who is meant, in the first area in which they are."""
    every = areas(turn)
    found = [resolve(turn, one.its, wanted, HOLD) for one in every]
    for area, one in zip(every, found, strict=True):
        if isinstance(one, Whom):
            return area, one
    last = next((one for one in found if not isinstance(one, Whom)), None)
    return last or whose.nobody(turn)


def page(turn: Turn) -> Outcome:
    """All that stand in the writer's area, and how one is set."""
    every, t = areas(turn), turn.t
    if not every:
        return whose.nobody(turn)
    shown = [one for area in every for one in standing(turn, area)][:_MOST]
    rows = [(button(t("Release: {name}", name=name(turn, one)), f"{COMMAND} release {one.id}"),)
            for area in every for one in shown if may_release(turn, area, one)]  # fmt: skip
    text = lines(
        Markup("<b>{}</b>").format(t("Not considered for the time being, {year}",
                                     year=every[0].its.year)),
        *(Markup("- {}").format(line(turn, one)) for one in shown),
        None if shown else t("Nobody is held."),
        t("It is no disqualification: it is released once what is open has been cleared."),
        t("To hold a unit or a person, please write the name behind the command: {example}",
          example=f"{HOLD} …"),
    )  # fmt: skip
    return only(say(text, *rows, (button(t("Back"), COMMAND),)))


def standing(turn: Turn, area: Area) -> Iterator[Hold]:
    """Those of units and persons of an area."""
    for one in holds.of_year(turn.db, area.its.code, area.its.year):
        if _inside(turn, area, one):
            yield one


def _inside(turn: Turn, area: Area, one: Hold) -> bool:
    top = area.its.office
    if one.unit_id is not None:
        unit = rights.unit_above(turn, one.unit_id, "details")
        return unit is not None and top.id in (unit.id, *unit.above())
    return bool(nominable.of_person(turn.db, top, one.person_id or 0))


def name(turn: Turn, one: Hold) -> str:
    """Whose it is."""
    if one.unit_id is not None:
        unit = rights.unit_above(turn, one.unit_id, "details")
        return unit.name if unit else ""
    person = roster.by_id(turn.db, one.person_id or 0)
    return person.name if person else ""


def line(turn: Turn, one: Hold) -> Markup:
    """A hold in a line."""
    return turn.t("{name}, since {day}: {reason} ({who})", name=name(turn, one),
                  day=day(turn.t, one.since), reason=one.reason, who=one.by)  # fmt: skip


def may_release(turn: Turn, area: Area, one: Hold) -> bool:
    """The secretary any; an office what was set by its own people."""
    if area.secretary:
        return True
    mine = holders(turn.db, "nominate", area.its.office.id)
    return one.by_id in mine and _inside(turn, area, one)


def own(turn: Turn, unit: Unit, movement: str, year: int) -> list[Hold]:
    """What holds a unit, for those who answer for it."""
    return holds.standing(turn.db, movement, year, [unit.id])


def of_me(turn: Turn, movement: str, year: int) -> list[Hold]:
    """What holds the writer."""
    return holds.standing(turn.db, movement, year, [], [turn.me.id])
