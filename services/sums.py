"""Sums: the measures of a unit over others, worked out from what is stored below it.

Exact as soon as the marks are worked off: within seconds of a report, and before anything is
published. Each unit is a step of its own, so that whoever writes goes in between.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from scoring import rollup
from scoring.facts import Facts
from scoring.movement import Movement
from scoring.periods import months
from scoring.standings import Basis
from scoring.stored import Stored
from services import means
from services.keeping import Worked, above, keep
from storage import facts, marks, measures, settings, units
from storage.engine import Db
from storage.measures import Below, Kept
from storage.scores import BASES
from storage.units import Unit, by_id, hold

_HOLD = "measures, means"
"""What stored sums hold; those of a program that knew less are all added up anew once."""


def go_on(db: Db, movement: Movement, now: datetime, zone: ZoneInfo) -> bool:
    """A step towards sums that are up to date, once nothing below them is old; whether there was.

    Once a year everything that is summed is marked, so that no silent unit is left out.
    """
    year = _year(now, zone)
    if _begun(db, movement, year):
        return work_off(db, movement, now, zone)
    for level in movement.levels.values():
        if level.over:
            marks.add(db, movement.code, units.all_of(db, level.code), year)
    settings.put(db, _key(movement, year), _HOLD)
    return True


def work_off(db: Db, movement: Movement, now: datetime, zone: ZoneInfo) -> bool:
    """The sums that have waited longest; whether any did.

    Not before the year's are begun: what is stored below them may be missing.
    """
    taken = marks.take(db, movement.code) if _begun(db, movement, _year(now, zone)) else None
    if taken is None:
        return False
    unit, year = by_id(db, taken[0]), taken[1]
    if movement.over(unit.kind):
        work_out(db, movement, unit, year, now, zone)
    return True


def _year(now: datetime, zone: ZoneInfo) -> int:
    return now.astimezone(zone).year


def _begun(db: Db, movement: Movement, year: int) -> bool:
    return settings.get(db, _key(movement, year)) == _HOLD


def _key(movement: Movement, year: int) -> str:
    return f"sums.{movement.code}.{year}"


def work_out(
    db: Db, movement: Movement, unit: Unit, year: int, now: datetime, zone: ZoneInfo
) -> None:
    """Add up what is stored below a unit, with what it has told itself; mark what is above it."""
    movement = movement.in_year(year)
    held = hold(db, unit)
    today = now.astimezone(zone).date()
    figures = facts.imported(db, movement, held, year, today)
    for basis in BASES:
        told = facts.of_unit(db, movement, held, year, now, zone, basis, figures)
        keep(db, movement, _summed(db, movement, held, basis, told))
    marks.add(db, movement.code, above(db, movement, held, year, today), year)


@dataclass(frozen=True)
class Sum:
    """A unit's year added up: what it `told` itself, its own part of it, the units below and
    theirs, the whole.
    """

    told: Facts
    own: rollup.Unit
    below: Sequence[Below]
    parts: Sequence[rollup.Unit]
    kept: Kept


def added_up(db: Db, movement: Movement, unit: Unit, basis: Basis, told: Facts) -> Sum:
    """What is stored below a unit, as of this moment, with the unit's own facts."""
    level = movement.over(unit.kind) or ""
    day = min(told.as_of, date(told.year, 12, 31))
    below = measures.below(db, movement.code, unit, level, told.year, basis, day)
    told = replace(told, units={level: len(below)})
    parts = [_of(movement, level, one, told) for one in below]
    own = rollup.own(movement, told)
    whole = rollup.rollup(movement, unit.kind, own, parts)
    whole |= means.parts(db, movement, unit, told.year, basis, below)
    kept = [one.kept for one in below if one.kept]
    alone = (len(below) - len(kept)) * (movement.over(level) is None)
    return Sum(
        told,
        own,
        below,
        parts,
        Kept(
            whole,
            counts=unit.active,
            told=sum(one.told for one in kept),
            among=sum(one.among for one in kept) + alone,
            under_review=told.under_review or any(one.under_review for one in kept),
        ),
    )


def _summed(db: Db, movement: Movement, unit: Unit, basis: Basis, told: Facts) -> Worked:
    kept = added_up(db, movement, unit, basis, told).kept
    standings = {
        league.code: rollup.standing(movement, league, kept.measures)
        for league in movement.leagues_of(unit.kind)
    }
    reports = rollup.reports(movement, kept.measures)
    return Worked(unit, told.year, basis, told.as_of, kept, standings, reports)


def _of(movement: Movement, level: str, one: Below, told: Facts) -> Mapping[str, Stored]:
    if one.kept is not None:
        return one.kept.measures
    return silent(movement, level, one.reports_from, told.year, told.as_of, one.excused)


@lru_cache(maxsize=64)
def silent(
    movement: Movement, level: str, since: str, year: int, today: date, excused: str
) -> Mapping[str, Stored]:
    """What is owed by a unit that has told nothing: the same of all that owe since then."""
    owed = facts.silent(movement, level, since, year, today, months(excused))
    return rollup.own(movement, owed)
