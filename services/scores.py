"""Scores are worked out: where a report or figures changed, and where a day makes them old."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from scoring.facts import Facts
from scoring.levels import League
from scoring.movement import Movement
from scoring.periods import Period
from scoring.points import measure, ranked, score
from scoring.ranking import tie_key
from storage import scores
from storage.asked import Basis
from storage.engine import Db
from storage.facts import imported, of_unit, years
from storage.scores import BASES
from storage.steps import brief
from storage.units import Unit, hold

_AT_ONCE = 10
"""Units that are looked up together; a step works out fewer."""


def refresh(
    db: Db, movement: Movement, unit: Unit, year: int, now: datetime, zone: ZoneInfo
) -> None:
    """Work out and keep a unit's scores of a year as they stand `now`: both, in each of its lists.

    The unit is held first: whoever comes second sees what the first has committed.
    """
    leagues = movement.scored(unit.kind)
    if not leagues:
        return
    held = hold(db, unit)
    figures = imported(db, movement, held, year)
    for basis in BASES:
        facts = of_unit(db, movement, held, year, now, zone, basis, figures)
        for league in leagues:
            _keep(db, movement, league, held, basis, facts)


def touched(
    db: Db, movement: Movement, unit: Unit, period: Period, now: datetime, zone: ZoneInfo
) -> None:
    """Refresh every score of a group that a figure of this period reaches."""
    for year in years(period):
        refresh(db, movement, unit, year, now, zone)


def _keep(
    db: Db, movement: Movement, league: League, unit: Unit, basis: Basis, facts: Facts
) -> None:
    measures = measure(movement, league, facts)
    ties = tie_key(movement, league, measures)
    row = {
        **scores.scopes(league, unit),
        "standing": ranked(movement, league, facts) if unit.active else "no_data",
        "total": score(movement.cards[league.card], measures).nano,
        **{f"tie{n}": value for n, value in enumerate(ties, 1)},
        "reported": facts.reports.reported,
        "required": facts.reports.required,
        "as_of": facts.as_of,
        "under_review": facts.under_review,
    }
    key = {"league": league.key, "unit_id": unit.id, "year": facts.year, "basis": basis}
    scores.keep(db, {**key, **row})


def renew(
    db: Db, movement: Movement, before: Mapping[int, date], now: datetime, zone: ZoneInfo
) -> bool:
    """A step through what is `stale`; whether there was any."""
    found = scores.stale(db, before, _AT_ONCE)
    for unit, year in brief(found):
        refresh(db, movement, unit, year, now, zone)
    return bool(found)
