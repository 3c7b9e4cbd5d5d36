"""Scores are worked out: where a report or figures changed, and where a day makes them old.

Who reports has its own at once. What is summed above is marked, and worked out in steps of its own
(`services.sums`): no report waits for the row of a commune or a province.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from scoring import rollup
from scoring.facts import Facts
from scoring.movement import Movement
from scoring.periods import Period
from scoring.points import ranked
from scoring.standings import Basis
from scoring.stored import Stored
from services import judged
from services.keeping import Worked, above, directly, keep
from storage import marks, scores
from storage.engine import Db
from storage.facts import imported, of_unit, years
from storage.measures import Kept
from storage.scores import BASES
from storage.steps import brief
from storage.units import Unit, hold, several

_AT_ONCE = 10
"""Units that are looked up together; a step works out fewer."""


def refresh(
    db: Db, movement: Movement, unit: Unit, year: int, now: datetime, zone: ZoneInfo
) -> None:
    """Work out and keep a unit's year as it stands `now`, on both bases; mark what is above it.

    The unit is held first: whoever comes second sees what the first has committed.
    """
    movement = movement.in_year(year)
    if movement.over(unit.kind):
        marks.add(db, movement.code, [unit.id], year)
        return
    if not movement.scored(unit.kind) and not movement.summing.get(unit.kind):
        return
    held = hold(db, unit)
    today = now.astimezone(zone).date()
    figures = imported(db, movement, held, year, today)
    said = judged.of(db, movement, held, year)
    for basis in BASES:
        facts = of_unit(db, movement, held, year, now, zone, basis, figures)
        worked = said and _judged(movement, held, basis, facts, said.measures)
        keep(db, movement, worked or _worked(movement, held, basis, facts))
    marks.add(db, movement.code, above(db, movement, held, year, today), year)


def _worked(movement: Movement, unit: Unit, basis: Basis, facts: Facts) -> Worked:
    standings = {
        league.code: ranked(movement, league, facts) for league in movement.scored(unit.kind)
    }
    told = any(standing != "no_data" for standing in standings.values())
    return Worked(
        unit=unit,
        year=facts.year,
        basis=basis,
        as_of=facts.as_of,
        kept=Kept(rollup.own(movement, facts), unit.active, int(told), 1, facts.under_review),
        standings=standings,
        reports=(facts.reports.reported, facts.reports.required),
    )


def _judged(
    movement: Movement, unit: Unit, basis: Basis, facts: Facts, said: Mapping[str, Stored]
) -> Worked:
    """Of whoever is judged nothing else is known, and no report is due."""
    standings = {
        league.code: rollup.standing(movement, league, said)
        for league in movement.scored(unit.kind)
    }
    told = any(standing != "no_data" for standing in standings.values())
    kept = Kept(said, unit.active, int(told), 1, under_review=False)
    return Worked(unit, facts.year, basis, facts.as_of, kept, standings, (0, 0))


def touched(
    db: Db, movement: Movement, unit: Unit, period: Period, now: datetime, zone: ZoneInfo
) -> None:
    """Refresh every score of a unit that a figure of this period reaches."""
    for year in years(period):
        refresh(db, movement, unit, year, now, zone)


def mark(db: Db, movement: Movement, ids: Collection[int], year: int) -> None:
    """These units' years are to be worked out anew, soon: by `renew`, or where they are summed."""
    found = several(db, ids)
    summed = [unit.id for unit in found if movement.over(unit.kind)]
    marks.add(db, movement.code, summed, year)
    scores.mark(db, movement, [unit for unit in found if unit.id not in summed], year)


def left(db: Db, movement: Movement, before: Unit, year: int) -> None:
    """A unit as it lay before it moved: what was summed above it there."""
    marks.add(db, movement.code, directly(movement, before), year)


def entered(db: Db, movement: Movement, ids: Collection[int], year: int) -> None:
    """Units that are new: what is summed for them, and above them."""
    found = several(db, ids)
    summed = {unit.id for unit in found if movement.over(unit.kind)}
    summed.update(one for unit in found for one in directly(movement, unit))
    marks.add(db, movement.code, sorted(summed), year)


def renew(
    db: Db, movement: Movement, before: Mapping[int, date], now: datetime, zone: ZoneInfo
) -> bool:
    """A step through what is `stale`; whether there was any.

    What is summed is only marked: it is added up once, when everything below it is new.
    """
    found = scores.stale(db, movement, before, _AT_ONCE)
    for unit, year in brief(found):
        if movement.over(unit.kind):
            marks.add(db, movement.code, [unit.id], year)
            scores.stamp(db, movement, unit, year, now.astimezone(zone).date())
        else:
            refresh(db, movement, unit, year, now, zone)
    return bool(found)
