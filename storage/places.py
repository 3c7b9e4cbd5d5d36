"""Places: a count of better scores, over an index."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, func, or_, select

from storage.engine import Db
from storage.facts import Basis
from storage.scores import scores
from storage.units import Unit

_TIES = (scores.c.tie1, scores.c.tie2, scores.c.tie3, scores.c.tie4, scores.c.tie5)
ORDER = (scores.c.total, *_TIES)


def inside(scope: Unit) -> ColumnElement[bool]:
    """The condition that a row of `scores` lies in a scope."""
    column = {
        "commune": scores.c.commune_id,
        "office": scores.c.office_id,
        "branch": scores.c.branch_id,
        "group": scores.c.unit_id,
    }.get(scope.kind)
    return scores.c.year.is_not(None) if column is None else column == scope.id


def ranked_in(scope: Unit, year: int, basis: Basis) -> ColumnElement[bool]:
    """The condition that a row of `scores` has a place in a scope."""
    return and_(
        scores.c.year == year,
        scores.c.basis == basis,
        scores.c.standing == "ranked",
        inside(scope),
    )


def place(db: Db, unit: Unit, scope: Unit, year: int, basis: Basis) -> tuple[int, int] | None:
    """The unit's place in a scope and how many are ranked there; `None` if it is not ranked."""
    mine = db.execute(
        select(*ORDER).where(
            scores.c.unit_id == unit.id,
            scores.c.year == year,
            scores.c.basis == basis,
            scores.c.standing == "ranked",
        )
    ).first()
    if mine is None:
        return None
    ahead = better(db, tuple(mine), scope, year, basis)
    return ahead + 1, count_ranked(db, scope, year, basis)


def better(db: Db, mine: tuple[int, ...], scope: Unit, year: int, basis: Basis) -> int:
    """How many in a scope are before this score.

    Those with more points are counted in the index; only equals are looked at for their ties.
    """
    within, total = ranked_in(scope, year, basis), scores.c.total
    more = db.execute(select(func.count()).where(within, total > mine[0])).scalar_one()
    equal = and_(within, total == mine[0], _wins_tie(mine[1:]))
    return int(more) + int(db.execute(select(func.count()).where(equal)).scalar_one())


def count_ranked(db: Db, scope: Unit, year: int, basis: Basis) -> int:
    """How many have a place in a scope."""
    within = ranked_in(scope, year, basis)
    return int(db.execute(select(func.count()).where(within)).scalar_one())


def _wins_tie(mine: tuple[int, ...]) -> ColumnElement[bool]:
    ways = [
        and_(*(c == v for c, v in zip(_TIES[:n], mine[:n], strict=True)), _TIES[n] > mine[n])
        for n in range(len(_TIES))
    ]
    return or_(*ways)
