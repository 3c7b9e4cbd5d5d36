"""What is worked out of a unit's year is kept: its measures, and its score in each of its lists."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from scoring import rollup
from scoring.levels import League
from scoring.movement import Movement
from scoring.points import score
from scoring.ranking import tie_key
from scoring.standings import Basis
from scoring.stored import Stored, measured
from storage import measures, scores, within
from storage.engine import Db
from storage.measures import Kept
from storage.units import Unit


@dataclass(frozen=True)
class Worked:
    """A unit's year as it stands on a day: `standings` by list, the reports in and due."""

    unit: Unit
    year: int
    basis: Basis
    as_of: date
    kept: Kept
    standings: dict[str, str]
    reports: tuple[int, int]


def keep(db: Db, movement: Movement, worked: Worked) -> None:
    """Write it over what was there."""
    unit, year, basis = worked.unit, worked.year, worked.basis
    measures.keep(db, movement.code, unit.id, year, basis, worked.kept)
    for league in movement.leagues_of(unit.kind):
        key = {"league": league.key, "unit_id": unit.id, "year": year, "basis": basis}
        scores.keep(db, {**key, **_where(db, league, worked), **_row(movement, league, worked)})


def _row(movement: Movement, league: League, worked: Worked) -> dict[str, object]:
    found = rollup.measures(movement, league, worked.kept.measures)
    reported, required = worked.reports
    return {
        "size": _size(movement, league, worked.kept.measures),
        "standing": worked.standings[league.code] if worked.unit.active else "no_data",
        "total": score(movement.cards[league.card], found).nano,
        **{f"tie{n}": value for n, value in enumerate(tie_key(movement, league, found), 1)},
        "reported": reported,
        "required": required,
        "as_of": worked.as_of,
        "under_review": worked.kept.under_review,
    }


def _size(movement: Movement, league: League, kept: Mapping[str, Stored]) -> int:
    """The number of its class; it is in none where nobody knows its size."""
    if league.size is None or league.size not in kept:
        return 0
    value = measured(movement.derived[league.size], kept[league.size]).value
    return league.class_of(None if value is None else int(value))


def _where(db: Db, league: League, worked: Worked) -> dict[str, int | None]:
    """Where it is ranked: of a year that is over, where it lay at its end."""
    lay = within.in_year(db, worked.unit, worked.year, worked.as_of)
    return scores.scopes(league, lay.get)


def above(db: Db, movement: Movement, unit: Unit, year: int, today: date) -> list[int]:
    """The units for which this one's measures of a year are summed."""
    kinds = movement.summing.get(unit.kind, frozenset())
    lay = within.in_year(db, unit, year, today)
    return [unit_id for kind, unit_id in lay.items() if kind in kinds]


def directly(movement: Movement, unit: Unit) -> list[int]:
    """The same, as it lies now."""
    kinds = movement.summing.get(unit.kind, frozenset())
    return [unit_id for kind, unit_id in unit.ancestors if kind in kinds]
