"""The days on which something about a unit changed, and the same on another day."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlalchemy import or_, select, update

from storage.engine import Db
from storage.then import former
from storage.units import units
from storage.within import ALWAYS, within


def days(db: Db, unit_id: int) -> list[date]:
    """When a unit began, moved, was renamed or ended, the earlier first; not "since ever"."""
    lay = select(within.c.since, within.c.until).where(within.c.unit_id == unit_id)
    names = select(former.c.until).where(former.c.unit_id == unit_id)
    ended = select(units.c.left_on).where(units.c.id == unit_id)
    told = {day for row in db.execute(lay) for day in row}
    told |= {*db.execute(names).scalars(), *db.execute(ended).scalars()}
    return sorted(day for day in told if day is not None and day != ALWAYS)


def began(db: Db, unit_id: int, day: date) -> bool:
    """Whether a unit is there since a day: it lay nowhere before."""
    first = select(within.c.since).where(within.c.unit_id == unit_id, within.c.since < day)
    return db.execute(first.limit(1)).first() is None


def with_it(db: Db, unit_id: int, day: date) -> set[int]:
    """The unit, and whatever moved with it, into it or out of it on a day."""
    there = (within.c.ancestor_id == unit_id, or_(within.c.until.is_(None), within.c.until >= day))
    below = set(db.execute(select(within.c.unit_id).where(*there)).scalars())
    moved = select(within.c.unit_id).where(
        within.c.unit_id.in_(below), or_(within.c.since == day, within.c.until == day)
    )
    return {unit_id, *db.execute(moved).scalars()}


def others(db: Db, ids: Collection[int], was: date, day: date) -> list[int]:
    """Those to whom something happened between two days, one of them on the other one's side."""
    low, high = min(was, day), max(was, day)
    between = or_(
        within.c.since.between(low, high) & (within.c.since != was),
        within.c.until.between(low, high) & (within.c.until != was),
    )
    rows = select(within.c.unit_id).where(within.c.unit_id.in_(ids), between)
    return sorted(set(db.execute(rows).scalars()))


def redate(db: Db, unit_id: int, was: date, day: date) -> list[int]:
    """What happened to a unit, and to what moved with it, was on another day; their ids."""
    ids = with_it(db, unit_id, was)
    theirs = within.c.unit_id.in_(ids)
    db.execute(update(within).where(theirs, within.c.until == was).values(until=day))
    db.execute(update(within).where(theirs, within.c.since == was).values(since=day))
    named = (former.c.unit_id == unit_id, former.c.until == was)
    db.execute(update(former).where(*named).values(until=day))
    left = (units.c.id == unit_id, units.c.left_on == was)
    db.execute(update(units).where(*left).values(left_on=day))
    return sorted(ids)
