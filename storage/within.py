"""Which unit lies in which: now, and on days that are over."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from sqlalchemy import and_, func, insert, or_, select, update

from storage.engine import Db
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
    """Write down anew where a unit lies, by its parent, and where all below it do; their ids.

    What ends on the day it began was never true, and is taken back.
    """
    moved = [unit_id, *_below(db, unit_id)]
    for one in moved:
        _settle(db, by_id(db, one), day)
    return moved


def _below(db: Db, unit_id: int) -> list[int]:
    """Everything that lies in a unit now, whoever is above before those below."""
    depth = select(func.count()).where(within.c.unit_id == units.c.id, within.c.until.is_(None))
    lies = select(within.c.unit_id).where(within.c.ancestor_id == unit_id, within.c.until.is_(None))
    statement = select(units.c.id).where(units.c.id.in_(lies))
    return list(db.execute(statement.order_by(depth.scalar_subquery(), units.c.id)).scalars())


def _settle(db: Db, unit: Unit, day: date) -> None:
    parents = [] if unit.parent_id is None else [by_id(db, unit.parent_id)]
    lies_in = above(parents)
    db.execute(update(units).where(units.c.id == unit.id).values(lies_in=written(lies_in)))
    mine = within.c.unit_id == unit.id
    wanted = {ancestor for _, ancestor in lies_in}
    ended = and_(mine, within.c.until.is_(None), within.c.ancestor_id.not_in(wanted or {0}))
    db.execute(within.delete().where(ended, within.c.since == day))
    db.execute(update(within).where(ended).values(until=day, here=False))
    db.execute(update(within).where(mine, within.c.until.is_(None)).values(here=unit.active))
    known = set(db.execute(
        select(within.c.ancestor_id).where(mine, within.c.until.is_(None))).scalars())  # fmt: skip
    fresh = tuple(one for one in lies_in if one[1] not in known)
    db.execute(within.delete().where(mine, within.c.since == day, within.c.ancestor_id.in_(
        [ancestor for _, ancestor in fresh])))  # fmt: skip
    enter(db, [(unit.id, unit.kind, unit.active, fresh)], day)


def on(db: Db, unit_id: int, day: date) -> Mapping[str, int]:
    """In which units a unit lay on a day: their ids by kind."""
    then = (within.c.since <= day, or_(within.c.until.is_(None), within.c.until > day))
    rows = select(within.c.kind, within.c.ancestor_id).where(within.c.unit_id == unit_id, *then)
    return {row.kind: row.ancestor_id for row in db.execute(rows)}
