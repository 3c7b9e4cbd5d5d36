"""The totals of some units in a list: official ones where they have a place, else provisional."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select

from scoring.levels import League
from scoring.standings import Basis
from storage.engine import Db
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


def on(db: Db, league: League, year: int, ids: Collection[int], basis: Basis) -> dict[int, int]:
    """The totals on one basis, by unit; whoever has no place on it is left out."""
    statement = select(scores.c.unit_id, scores.c.total).where(
        scores.c.league == league.key, scores.c.unit_id.in_(ids), scores.c.year == year,
        scores.c.basis == basis, scores.c.standing == "ranked",
    )  # fmt: skip
    return {row.unit_id: row.total for row in db.execute(statement)}
