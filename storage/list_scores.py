"""The totals of some units in a list: official ones where they have a place, else provisional."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from sqlalchemy import select

from scoring.levels import League
from scoring.standings import Basis
from storage.engine import Db
from storage.places import ORDER
from storage.scores import scores


def ranked(db: Db, league: League, year: int, ids: Collection[int]) -> dict[int, tuple[Basis, int]]:
    """By unit, on which basis and how many (10**-9); whoever has no place is left out."""
    statement = select(scores.c.unit_id, scores.c.basis, scores.c.total).where(
        scores.c.league == league.key, scores.c.unit_id.in_(ids), scores.c.year == year,
        scores.c.standing == "ranked",
    )  # fmt: skip
    found: dict[int, tuple[Basis, int]] = {}
    for unit_id, basis, total in db.execute(statement):
        if basis == "official" or unit_id not in found:
            found[unit_id] = basis, total
    return found


def ranks(db: Db, league: League, year: int, bases: Mapping[int, Basis]) -> dict[int, int]:
    """How these units (each on its basis) come one behind the other; equals have the same rank."""
    statement = select(scores.c.unit_id, scores.c.basis, *ORDER).where(
        scores.c.league == league.key, scores.c.unit_id.in_(bases), scores.c.year == year,
        scores.c.standing == "ranked",
    )  # fmt: skip
    keys = {row[0]: tuple(row[2:]) for row in db.execute(statement) if row[1] == bases[row[0]]}
    first: dict[tuple[int, ...], int] = {}
    for n, key in enumerate(sorted(keys.values(), reverse=True), 1):
        first.setdefault(key, n)
    return {unit_id: first[key] for unit_id, key in keys.items()}


def on(db: Db, league: League, year: int, ids: Collection[int], basis: Basis) -> dict[int, int]:
    """The totals on one basis, by unit; whoever has no place on it is left out."""
    statement = select(scores.c.unit_id, scores.c.total).where(
        scores.c.league == league.key, scores.c.unit_id.in_(ids), scores.c.year == year,
        scores.c.basis == basis, scores.c.standing == "ranked",
    )  # fmt: skip
    return {row.unit_id: row.total for row in db.execute(statement)}
