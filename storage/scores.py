"""Scores: kept up to date with every report, ranked over an index."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from functools import lru_cache

from sqlalchemy import Executable, bindparam, false, literal, or_, select, update

from scoring.levels import SCOPES, League
from scoring.movement import Movement
from scoring.ranking import TIES
from scoring.standings import Basis
from storage.engine import Db, dialect_insert, insert
from storage.prepared import Prepared
from storage.score_tables import Score as Row
from storage.tables import table
from storage.units import COLUMNS, Unit, hold_all, units
from storage.within import within

scores = table(Row)
BASES: tuple[Basis, ...] = ("provisional", "official")
NEVER, MARKED = date(1, 1, 1), date(1, 1, 2)
"""As of when a score is that has to be worked out; the day before which no other one is."""
_SCOPES = tuple(f"scope{n}" for n in range(1, SCOPES + 1))
_ZERO = ("total", *(f"tie{n}" for n in range(1, TIES + 1)), "reported", "required")
_EMPTY: Mapping[str, object] = {
    **dict.fromkeys((*_ZERO, "size"), 0), "standing": "no_data", "as_of": NEVER,
    "under_review": False,
}  # fmt: skip


def _upsert(dialect: str) -> Executable:
    statement = dialect_insert(dialect, scores)
    key = ("league", "unit_id", "year", "basis")
    changed = {c.name: statement.excluded[c.name] for c in scores.columns if c.name not in key}
    return statement.on_conflict_do_update(index_elements=key, set_=changed)


_keeping = Prepared(_upsert)


def keep(db: Db, row: Mapping[str, object]) -> None:
    """Write a score over the one that was there; `row` has every column."""
    _keeping.run(db, dict(row))


def reported(db: Db, unit: Unit, year: int, basis: Basis) -> tuple[int, int]:
    """How many of the unit's reports that were due are in, and how many were due."""
    where = (scores.c.unit_id == unit.id, scores.c.year == year, scores.c.basis == basis)
    statement = select(scores.c.reported, scores.c.required).where(*where).limit(1)
    row = db.execute(statement).first()
    return (row.reported, row.required) if row else (0, 0)


_totals = Prepared(
    select(scores.c.unit_id, scores.c.total)
    .select_from(within.join(scores, scores.c.unit_id == within.c.unit_id))
    .where(within.c.ancestor_id == bindparam("above"), within.c.level == bindparam("level"))
    .where(scores.c.league == bindparam("league"), scores.c.year == bindparam("of_year"))
    .where(scores.c.basis == bindparam("basis"), scores.c.standing != "no_data")
)


def totals(db: Db, league: League, unit: Unit, year: int, basis: Basis) -> dict[int, int]:
    """The totals of whoever lies, or lay, in a unit and has figures, by their ids."""
    of = {"league": league.key, "of_year": year, "basis": basis}
    rows = _totals.all(db, {"above": unit.id, "level": league.level, **of})
    return {row.unit_id: row.total for row in rows}


def stale(
    db: Db, movement: Movement, before: Mapping[int, date], limit: int
) -> list[tuple[Unit, int]]:
    """Some units with a score of a year that was worked out before the year's day; that year.

    In the order of their ids, in which units are held. The oldest are found in the index, so that
    a look that finds nothing costs nothing, however many scores there are.
    """
    oldest = _oldest(tuple(league.key for league in movement.leagues.values()), limit)
    for year, day in before.items():
        found = [(Unit(*row), year) for row in oldest.all(db, {"of_year": year, "day": day})]
        if found:
            return sorted(found, key=lambda one: one[0].id)
    return []


@lru_cache(maxsize=16)
def _oldest(leagues: Collection[str], limit: int) -> Prepared:
    """A movement's units whose scores were worked out before a day, those first that wait longest.

    Every tick asks this for each year, mostly for nothing.
    """
    its = or_(false(), *(scores.c.league == literal(key) for key in leagues))
    of = (scores.c.year == bindparam("of_year"), scores.c.as_of < bindparam("day"))
    return Prepared(
        select(*COLUMNS)
        .join(scores, scores.c.unit_id == units.c.id)
        .where(*of, scores.c.basis == BASES[0], its)
        .order_by(scores.c.as_of, scores.c.unit_id)
        .limit(limit)
    )


def scopes(league: League, above: Callable[[str], int | None]) -> dict[str, int | None]:
    """Where a unit is ranked, as the columns of its score; `above`: in which unit of a kind."""
    found = {f"scope{n}": above(kind) for n, kind in enumerate(league.inside, 1)}
    return dict.fromkeys(_SCOPES) | found


def mark(db: Db, movement: Movement, found: Sequence[Unit], year: int) -> None:
    """These units' scores of a year are to be worked out anew, soon: `stale` finds them first.

    A unit that has no score of the year yet gets an empty one for that.
    """
    hold_all(db, [unit.id for unit in found])
    rows = [
        {**_EMPTY, **scopes(league, unit.ancestor), "league": league.key, "unit_id": unit.id,
         "year": year, "basis": basis}
        for unit in found
        for league in movement.scored(unit.kind)
        for basis in BASES
    ]  # fmt: skip
    if rows:
        key = ["league", "unit_id", "year", "basis"]
        statement = insert(db, scores)
        db.execute(statement.on_conflict_do_update(index_elements=key, set_={"as_of": NEVER}), rows)


def stamp(db: Db, movement: Movement, unit: Unit, year: int, day: date) -> None:
    """A unit's scores of a year are no longer `stale` on a day: a mark stands for them."""
    keys = [league.key for league in movement.leagues.values()]
    of = (scores.c.unit_id == unit.id, scores.c.year == year, scores.c.league.in_(keys))
    db.execute(update(scores).where(*of).values(as_of=day))


def outdated(db: Db, movement: Movement, year: int) -> None:
    """Every score of a movement from a year on is to be worked out anew: its rules have changed."""
    keys = [league.key for league in movement.leagues.values()]
    of = (scores.c.league.in_(keys), scores.c.year >= year)
    db.execute(update(scores).where(*of).values(as_of=NEVER))


def under_review(db: Db, unit: Unit, year: int) -> bool:
    """Whether a correction of the unit's accepted figures waits to be checked."""
    where = (scores.c.unit_id == unit.id, scores.c.year == year, scores.c.under_review)
    return db.execute(select(scores.c.unit_id).where(*where)).first() is not None
