"""Places: a count of better scores, over an index."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

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
    mine = own(db, unit, asked)
    if mine is None:
        return None
    return better(db, mine.key, mine.asked) + 1, count_ranked(db, mine.asked)


def every(db: Db, asked: Asked) -> dict[int, int]:
    """The place of each unit that is ranked in a scope, in its own class of size."""
    found = select(scores.c.unit_id, scores.c.size, *ORDER)
    rows = db.execute(found.where(of_list(asked), scores.c.standing == "ranked")).all()
    best: dict[tuple[int, ...], int] = {}
    seen: dict[int, int] = {}
    for row in sorted(rows, key=lambda one: one[1:], reverse=True):
        seen[row.size] = seen.get(row.size, 0) + 1
        best.setdefault(tuple(row[1:]), seen[row.size])
    return {row.unit_id: best[tuple(row[1:])] for row in rows}


class Own(NamedTuple):
    """A unit's own score: by which its place goes, in its class of size (`asked`)."""

    key: tuple[int, ...]
    asked: Asked


def own(db: Db, unit: Unit, asked: Asked) -> Own | None:
    """The score with which a unit is ranked; `None` if it is not."""
    mine = db.execute(
        select(scores.c.size, *ORDER).where(
            scores.c.league == asked.league.key,
            scores.c.unit_id == unit.id,
            scores.c.year == asked.year,
            scores.c.basis == asked.basis,
            scores.c.standing == "ranked",
        )
    ).first()
    return None if mine is None else Own(tuple(mine[1:]), asked._replace(size=mine.size))


def supposed(db: Db, unit: Unit, asked: Asked, key: tuple[int, ...]) -> tuple[int, int]:
    """The place that a unit would have with another score, among the others as they are."""
    mine = own(db, unit, asked)
    if mine is None:
        asked = asked._replace(size=size(db, unit, asked))
        return better(db, key, asked) + 1, count_ranked(db, asked) + 1
    ahead = better(db, key, mine.asked) - (mine.key > key)  # it is not before itself
    return ahead + 1, count_ranked(db, mine.asked)


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
    equal = and_(within, total == mine[0], wins_tie(mine[1:]))
    return int(more) + int(db.execute(select(func.count()).where(equal)).scalar_one())


def leaders(db: Db, asked: Asked) -> list[int]:
    """Who is first in a scope, in each class of size; several where they are equal."""
    found: list[int] = []
    for size in asked.league.sizes:
        within = ranked_in(asked._replace(size=size))
        best = select(*ORDER).where(within).order_by(*(c.desc() for c in ORDER)).limit(1)
        row = db.execute(best).first()
        if row is not None:
            same = (column == value for column, value in zip(ORDER, row, strict=True))
            found += db.execute(select(scores.c.unit_id).where(within, *same)).scalars()
    return sorted(found)


def count_ranked(db: Db, asked: Asked) -> int:
    """How many have a place in a scope."""
    within = ranked_in(asked)
    return int(db.execute(select(func.count()).where(within)).scalar_one())


def wins_tie(mine: tuple[int, ...]) -> ColumnElement[bool]:
    """The condition that a row has better ties than these."""
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
