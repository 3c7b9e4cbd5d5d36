"""Means of the scores below a unit, for information: read where they are, never searched for.

The unit over those that are ranked reads their stored scores; whatever is above it adds up what is
stored with the sums below. What it costs is a row for each unit directly below, in a nation too.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from scoring import means
from scoring.levels import League
from scoring.movement import Movement
from scoring.standings import Basis
from scoring.stored import Stored
from storage import measures, scores
from storage.engine import Db
from storage.measures import Below
from storage.units import Unit


def parts(
    db: Db, movement: Movement, unit: Unit, year: int, basis: Basis, below: Sequence[Below]
) -> dict[str, Stored]:
    """What each mean of a unit is made of, by `means.key`; none that is not complete."""
    level, found = movement.over(unit.kind), {}
    for league in means.averaged(movement, unit.kind):
        key = means.key(league)
        if league.level == level:
            totals = scores.totals(db, league, unit, year, basis)
            told = [one for one in below if one.kept and one.unit_id in totals]
            pairs = ((totals[one.unit_id], one.kept.measures) for one in told if one.kept)
            found[key] = means.weighed(league, pairs)
            continue
        stored = [one.kept.measures.get(key) for one in below if one.kept and one.kept.told]
        whole = [one for one in stored if one is not None]
        if len(whole) == len(stored):  # else some were added up by other rules, and will be anew
            found[key] = means.together(whole)
    return found


def of(
    db: Db, movement: Movement, league: League, unit: Unit, year: int, basis: Basis, today: date
) -> Fraction | None:
    """The mean of a list in a unit, in points; None where it has none."""
    level = movement.over(unit.kind)
    if level is None or league not in means.averaged(movement, unit.kind):
        return None
    day = min(today, date(year, 12, 31))
    below = measures.below(db, movement.code, unit, level, year, basis, day)
    return means.mean(parts(db, movement, unit, year, basis, below).get(means.key(league)))
