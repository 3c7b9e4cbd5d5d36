"""Whom an answer may name: the units that lie in a unit, and the people who have a role there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from sqlalchemy import ColumnElement, Select, or_, select

from scoring.questions import Named
from storage import names
from storage import people as known
from storage.engine import Db
from storage.units import Unit, below, lies_in, units, within

_WAITS = "successor"
"""Whoever is only named to take over has no part in anything yet."""


def units_in(db: Db, scope: Unit, kind: str, most: int) -> list[Named]:
    """The first units of a kind in a scope, by code."""
    return _apart((one.id, one.name, one.code) for one in below(db, scope, kind, most))


def units_called(db: Db, scope: Unit, kind: str, code: str, plain: str, most: int) -> list[Named]:
    """Those of this code, else of this name (`plain`: as `locales.naming` folds it)."""
    found = _units(db, scope, kind, units.c.code == code)
    if found or not plain:
        return found
    called = names.named(db, scope, plain, (kind,), most)
    return _apart((one.id, one.name, one.code) for one in called)


def unit(db: Db, scope: Unit, kind: str, unit_id: int) -> Named | None:
    """The unit of an id, if it is one of them."""
    return next(iter(_units(db, scope, kind, units.c.id == unit_id)), None)


def people_in(db: Db, scope: Unit, most: int, person_id: int | None = None) -> list[Named]:
    """The first people with a role in a scope or below it, by name; only this one if one is
    meant.
    """
    people, roles = known.people, known.roles
    there = or_(roles.c.unit_id == scope.id, roles.c.unit_id.in_(_inside(scope)))
    where = [there, people.c.active, roles.c.role != _WAITS]
    where += [] if person_id is None else [people.c.id == person_id]
    joined = people.join(roles, roles.c.person_id == people.c.id)
    rows = select(people.c.id, people.c.name, people.c.code).select_from(joined).where(*where)
    rows = rows.distinct().order_by(people.c.name, people.c.id).limit(most)
    return _apart(tuple(row) for row in db.execute(rows))


def _inside(scope: Unit) -> Select[tuple[int]]:
    return select(units.c.id).where(within(scope), units.c.active)


def _units(db: Db, scope: Unit, kind: str, which: ColumnElement[bool]) -> list[Named]:
    where = (which, units.c.kind == kind, units.c.active, lies_in(scope))
    rows = db.execute(select(units.c.id, units.c.name, units.c.code).where(*where))
    return _apart(tuple(row) for row in rows)


def _apart(rows: Iterable[tuple[int, str, str]]) -> list[Named]:
    """Where several have the same name, each with its code."""
    found = list(rows)
    times = Counter(name for _, name, _ in found)
    return [Named(i, name if times[name] == 1 else f"{name} ({code})") for i, name, code in found]
