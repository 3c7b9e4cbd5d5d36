"""Gaps: how far it is from a unit's place to the next, read off the index of places."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import and_, func, select

from storage.asked import Asked
from storage.engine import Db
from storage.places import ORDER, Own, own, ranked_in, wins_tie
from storage.scores import scores
from storage.units import Unit

Key = tuple[int, ...]


class Gap(NamedTuple):
    """From a place to the one before it, or of the first to the one behind.

    `sharing`: how many others have the same place; `other`: the place before or behind, None if
    there is none; `total`, `mine`: the points there and here, in units of 10^-9.
    """

    place: int
    sharing: int
    other: int | None = None
    total: int = 0
    mine: int = 0


def gap(db: Db, unit: Unit, asked: Asked, place: int) -> Gap | None:
    """Of a unit that is ranked, in its class of size; each step is a look at the index."""
    found = own(db, unit, asked)
    if found is None:
        return None
    sharing = _equal(db, found.key, found.asked) - 1
    near = _before(db, found) if place > 1 else _behind(db, found)
    if near is None:
        return Gap(place, sharing)
    other = place - _equal(db, near, found.asked) if place > 1 else 2 + sharing
    return Gap(place, sharing, other, near[0], found.key[0])


def _equal(db: Db, key: Key, asked: Asked) -> int:
    """How many have exactly this score."""
    same = (column == value for column, value in zip(ORDER, key, strict=True))
    statement = select(func.count()).where(ranked_in(asked), *same)
    return int(db.execute(statement).scalar_one())


def _before(db: Db, mine: Own) -> Key | None:
    """The nearest score that is better: of equal points, else of more."""
    equal = and_(scores.c.total == mine.key[0], wins_tie(mine.key[1:]))
    ordered = select(*ORDER).where(ranked_in(mine.asked)).order_by(*ORDER).limit(1)
    found = db.execute(ordered.where(equal)).first()
    found = found or db.execute(ordered.where(scores.c.total > mine.key[0])).first()
    return None if found is None else tuple(found)


def _behind(db: Db, mine: Own) -> Key | None:
    """The nearest score that is worse than the best."""
    same = and_(*(column == value for column, value in zip(ORDER, mine.key, strict=True)))
    falling = (column.desc() for column in ORDER)
    ordered = select(*ORDER).where(ranked_in(mine.asked)).order_by(*falling).limit(1)
    found = db.execute(ordered.where(scores.c.total == mine.key[0], ~same)).first()
    found = found or db.execute(ordered.where(scores.c.total < mine.key[0])).first()
    return None if found is None else tuple(found)
