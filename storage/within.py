"""Which unit lies in which: now, and on days that are over."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from sqlalchemy import and_, bindparam, func, insert, or_, select, update

from storage.engine import Db
from storage.prepared import Prepared
from storage.tables import table
from storage.units import Unit, by_id, units
from storage.within_tables import Within

within = table(Within)
ALWAYS = date(1, 1, 1)
"""Since when a unit lies where it was first imported: nobody knows."""
Above = tuple[tuple[str, int], ...]
"""The kinds and ids of the units in which one lies, the nearest first."""


def above(parents: Sequence[Unit]) -> Above:
    """In which units lies whoever lies directly in these."""
    found: dict[int, str] = {parent.id: parent.kind for parent in parents}
    for parent in parents:
        found |= {unit_id: kind for kind, unit_id in parent.ancestors if unit_id not in found}
    return tuple((kind, unit_id) for unit_id, kind in found.items())


def written(lies_in: Above) -> str:
    """As it stands in the unit's own row."""
    return json.dumps(lies_in, separators=(",", ":"))


def enter(db: Db, rows: Iterable[tuple[int, str, bool, Above]], since: date) -> None:
    """Units that are new: their ids, kinds, whether they are on the roster, and where they lie."""
    found = [
        {"unit_id": unit_id, "ancestor_id": ancestor, "kind": kind, "level": level,
         "since": since, "until": None, "here": active}
        for unit_id, level, active, lies_in in rows
        for kind, ancestor in lies_in
    ]  # fmt: skip
    if found:
        db.execute(insert(within), found)


def move(db: Db, unit_id: int, day: date) -> list[int]:
    """Write down anew where a unit lies since a day, by its parents, and where all below it do;
    their ids. What came into it later lies there since it came.

    What ends on the day it began was never true, and is taken back.
    """
    moved = {unit_id: day} | {one: max(day, since) for one, since in _below(db, unit_id)}
    for one, since in moved.items():
        _settle(db, by_id(db, one), since)
    return list(moved)


def _below(db: Db, unit_id: int) -> list[tuple[int, date]]:
    """Everything that lies in a unit now, and since when; who is above before those below."""
    mine = within.alias("mine")
    depth = select(func.count()).where(mine.c.unit_id == within.c.unit_id, mine.c.until.is_(None))
    lies = (within.c.ancestor_id == unit_id, within.c.until.is_(None))
    found = select(within.c.unit_id, within.c.since).where(*lies)
    ordered = found.order_by(depth.scalar_subquery(), within.c.unit_id)
    return [(row.unit_id, row.since) for row in db.execute(ordered)]


def _settle(db: Db, unit: Unit, day: date) -> None:
    lies_in = above(_parents(db, unit))
    db.execute(update(units).where(units.c.id == unit.id).values(lies_in=written(lies_in)))
    mine = within.c.unit_id == unit.id
    wanted = {ancestor for _, ancestor in lies_in}
    gone = and_(within.c.until.is_(None), within.c.ancestor_id.not_in(wanted or {0}))
    ended = and_(mine, or_(gone, within.c.until > day))
    db.execute(within.delete().where(ended, within.c.since >= day))
    db.execute(update(within).where(ended).values(until=day, here=False))
    fresh = wanted - _open(db, unit.id)
    back = (mine, within.c.until == day, within.c.ancestor_id.in_(fresh or {0}))
    db.execute(update(within).where(*back).values(until=None))
    db.execute(update(within).where(mine, within.c.until.is_(None)).values(here=unit.active))
    known = _open(db, unit.id)
    new = tuple(one for one in lies_in if one[1] not in known)
    enter(db, [(unit.id, unit.kind, unit.active, new)], day)


def _parents(db: Db, unit: Unit) -> list[Unit]:
    """The units in which one lies directly, that of the roster's tree first."""
    further = db.execute(select(units.c.further).where(units.c.id == unit.id)).scalar_one()
    first = [] if unit.parent_id is None else [unit.parent_id]
    return [by_id(db, parent) for parent in (*first, *json.loads(further))]


def _open(db: Db, unit_id: int) -> set[int]:
    """The units in which one lies now, as the table has it."""
    now = (within.c.unit_id == unit_id, within.c.until.is_(None))
    return set(db.execute(select(within.c.ancestor_id).where(*now)).scalars())


_then = (
    within.c.since <= bindparam("day"),
    or_(within.c.until.is_(None), within.c.until > bindparam("day")),
)
_on = Prepared(
    select(within.c.kind, within.c.ancestor_id).where(within.c.unit_id == bindparam("id"), *_then)
)


def on(db: Db, unit_id: int, day: date) -> Mapping[str, int]:
    """In which units a unit lay on a day: their ids by kind."""
    return {row.kind: row.ancestor_id for row in _on.all(db, {"id": unit_id, "day": day})}


def in_year(db: Db, unit: Unit, year: int, today: date) -> Mapping[str, int]:
    """In which units a unit lies in a year, by kind: of one that is over, at its end."""
    if today.year <= year:
        return dict(unit.ancestors)
    return on(db, unit.id, date(year, 12, 31))


def lay_below(db: Db, unit_id: int, day: date) -> set[int]:
    """The ids of the units that lay in one on a day."""
    then = (within.c.since <= day, or_(within.c.until.is_(None), within.c.until > day))
    rows = select(within.c.unit_id).where(within.c.ancestor_id == unit_id, *then)
    return set(db.execute(rows).scalars())
