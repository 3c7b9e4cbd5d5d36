"""Places: a count of better scores, over an index."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, func, or_, select

from scoring.levels import League
from storage.asked import Asked
from storage.engine import Db
from storage.scores import scores
from storage.units import Unit

_TIES = (scores.c.tie1, scores.c.tie2, scores.c.tie3, scores.c.tie4, scores.c.tie5)
ORDER = (scores.c.total, *_TIES)


def inside(league: League, scope: Unit) -> ColumnElement[bool]:
    """The condition that a row of a list's scores lies in a scope."""
    if scope.kind == league.level:
        return scores.c.unit_id == scope.id
    if scope.kind in league.inside:
        return scores.c[f"scope{league.inside.index(scope.kind) + 1}"] == scope.id
    return scores.c.year.is_not(None)


def of_list(asked: Asked) -> ColumnElement[bool]:
    """The condition that a row of `scores` is of the list, year and basis, in the scope.

    The classes of size are all named, so that what stands behind them in the index is found.
    """
    return and_(
        scores.c.league == asked.league.key,
        scores.c.year == asked.year,
        scores.c.basis == asked.basis,
        inside(asked.league, asked.scope),
        scores.c.size.in_(asked.league.sizes),
    )


def ranked_in(asked: Asked) -> ColumnElement[bool]:
    """The condition that a row of `scores` has a place there, in the class of size."""
    return and_(of_list(asked), scores.c.size == asked.size, scores.c.standing == "ranked")


def place(db: Db, unit: Unit, asked: Asked) -> tuple[int, int] | None:
    """The unit's place in a scope and how many are ranked there; `None` if it is not ranked.

    Both in the unit's own class of size, whichever is asked for.
    """
    mine = db.execute(
        select(scores.c.size, *ORDER).where(
            scores.c.league == asked.league.key,
            scores.c.unit_id == unit.id,
            scores.c.year == asked.year,
            scores.c.basis == asked.basis,
            scores.c.standing == "ranked",
        )
    ).first()
    if mine is None:
        return None
    asked = asked._replace(size=mine.size)
    ahead = better(db, tuple(mine[1:]), asked)
    return ahead + 1, count_ranked(db, asked)


def size(db: Db, unit: Unit, asked: Asked) -> int:
    """The number of the class of size in which a unit is ranked; 0 while nobody knows it."""
    where = (scores.c.league == asked.league.key, scores.c.unit_id == unit.id,
             scores.c.year == asked.year, scores.c.basis == asked.basis)  # fmt: skip
    return int(db.execute(select(scores.c.size).where(*where)).scalar() or 0)


def better(db: Db, mine: tuple[int, ...], asked: Asked) -> int:
    """How many in a scope are before this score.

    Those with more points are counted in the index; only equals are looked at for their ties.
    """
    within, total = ranked_in(asked), scores.c.total
    more = db.execute(select(func.count()).where(within, total > mine[0])).scalar_one()
    equal = and_(within, total == mine[0], _wins_tie(mine[1:]))
    return int(more) + int(db.execute(select(func.count()).where(equal)).scalar_one())


def count_ranked(db: Db, asked: Asked) -> int:
    """How many have a place in a scope."""
    within = ranked_in(asked)
    return int(db.execute(select(func.count()).where(within)).scalar_one())


def _wins_tie(mine: tuple[int, ...]) -> ColumnElement[bool]:
    ways = [
        and_(*(c == v for c, v in zip(_TIES[:n], mine[:n], strict=True)), _TIES[n] > mine[n])
        for n in range(len(_TIES))
    ]
    return or_(*ways)


def reaching(db: Db, asked: Asked, last: int) -> int:
    """How many have a place up to this one: equals share the last of them."""
    ordered = select(*ORDER).where(ranked_in(asked)).order_by(*(one.desc() for one in ORDER))
    mine = db.execute(ordered.offset(max(0, last - 1)).limit(1)).first()
    if mine is None:
        return 0
    same = and_(*(column == value for column, value in zip(ORDER, mine, strict=True)))
    equal = select(func.count()).where(ranked_in(asked), same)
    return better(db, tuple(mine), asked) + int(db.execute(equal).scalar_one())


def banded(db: Db, asked: Asked, least: Sequence[int]) -> list[int]:
    """How many of the ranked have so many points (10**-9) and fewer than those before ask for."""
    if not least:
        return []
    reached = [func.count().filter(scores.c.total >= one) for one in least]
    found = [int(n) for n in db.execute(select(*reached).where(ranked_in(asked))).one()]
    return [n - before for n, before in zip(found, [0, *found], strict=False)]
