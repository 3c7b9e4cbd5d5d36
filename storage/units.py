"""Units of every kind: found by code or id, and below another."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from sqlalchemy import ColumnElement, Select, bindparam, exists, func, select

from scoring.periods import Excused, months
from storage.engine import Db
from storage.prepared import Prepared
from storage.tables import Unit as Row
from storage.tables import table
from storage.within_tables import Within

units = table(Row)


@dataclass(frozen=True)
class Unit:
    """A unit; `lies_in` are those above it as JSON, `reports_from` the first month asked of it,
    `excused` the months of which nothing is.
    """

    id: int
    code: str
    kind: str
    name: str
    parent_id: int | None
    lies_in: str
    households: int | None
    active: bool
    reports_from: str
    excused: str = ""

    @cached_property
    def excused_months(self) -> Excused:
        """The months of which nothing is asked of it."""
        return months(self.excused)

    @cached_property
    def ancestors(self) -> tuple[tuple[str, int], ...]:
        """The kinds and ids of the units in which this one lies, the nearest first."""
        return tuple((kind, unit_id) for kind, unit_id in json.loads(self.lies_in))

    def ancestor(self, kind: str) -> int | None:
        """The id of the unit of a kind in which this one lies; its own id for its own kind."""
        if kind == self.kind:
            return self.id
        return next((unit_id for of, unit_id in self.ancestors if of == kind), None)

    def above(self) -> tuple[int, ...]:
        """The ids of the units this one belongs to."""
        return tuple(unit_id for _, unit_id in self.ancestors)


COLUMNS = tuple(
    units.c[name]
    for name in (
        "id", "code", "kind", "name", "parent_id", "lies_in", "households", "active",
        "reports_from", "excused",
    )
)  # fmt: skip

_one = select(*COLUMNS).where(units.c.id == bindparam("key"))
_by_id, _held = Prepared(_one), Prepared(_one.with_for_update(key_share=True))
_by_code = Prepared(select(*COLUMNS).where(units.c.code == bindparam("key")))


def by_id(db: Db, unit_id: int) -> Unit:
    """The unit of this id, which must exist."""
    row = _by_id.first(db, {"key": unit_id})
    if row is None:
        raise LookupError(f"no unit {unit_id}")
    return Unit(*row)


def several(db: Db, ids: Collection[int]) -> list[Unit]:
    """The units of these ids."""
    return [Unit(*row) for row in db.execute(select(*COLUMNS).where(units.c.id.in_(ids)))]


def hold(db: Db, unit: Unit) -> Unit:
    """The unit as it is now, held to the end of the transaction: what it counts is worked out by
    one at a time. On SQLite the transaction itself already keeps every other writer out.
    """
    if db.dialect.name == "sqlite":
        return unit
    return Unit(*_held.first(db, {"key": unit.id}))


def hold_all(db: Db, ids: Collection[int]) -> None:
    """Hold several; in the order of their ids, so that nobody waits for somebody who waits."""
    if db.dialect.name != "sqlite":
        rows = select(units.c.id).where(units.c.id.in_(ids)).order_by(units.c.id)
        db.execute(rows.with_for_update(key_share=True)).all()


def by_code(db: Db, code: str) -> Unit | None:
    """The unit of this code, if there is one."""
    row = _by_code.first(db, {"key": code})
    return Unit(*row) if row else None


links = table(Within)


def called(db: Db, codes: Collection[str]) -> dict[str, str]:
    """The names of some units, by their codes."""
    found = select(units.c.code, units.c.name).where(units.c.code.in_(codes))
    return {row.code: row.name for row in db.execute(found)}


def within(scope: Unit, kind: str | None = None) -> ColumnElement[bool]:
    """The condition that a row of `units` lies in `scope` now, or did when it left the roster.

    `kind`: and is of this kind. Asked apart, SQLite would go through all units of the kind.
    """
    of_kind = () if kind is None else (links.c.level == kind,)
    here = (links.c.ancestor_id == scope.id, *of_kind, links.c.until.is_(None))
    return units.c.id.in_(select(links.c.unit_id).where(*here))


def lies_in(scope: Unit) -> ColumnElement[bool]:
    """The same, looked up row by row: for the few that another index has found."""
    link = (links.c.unit_id == units.c.id, links.c.ancestor_id == scope.id)
    return exists().where(*link, links.c.until.is_(None))


def count_here(db: Db, scope: Unit, kind: str) -> int:
    """How many units of a kind on the roster lie in a scope; itself, if it is of that kind."""
    if scope.kind == kind:
        return int(scope.active)
    here = (links.c.ancestor_id == scope.id, links.c.level == kind, links.c.here)
    return int(db.execute(select(func.count()).where(*here)).scalar_one())


def kinds_here(db: Db, scope: Unit, kinds: Collection[str]) -> set[str]:
    """Those kinds of which there is any unit on the roster in a scope; a look at the index each."""
    here = (links.c.ancestor_id == scope.id, links.c.here)
    there = {kind: select(links.c.unit_id).where(*here, links.c.level == kind).limit(1)
             for kind in kinds}  # fmt: skip
    return {kind for kind, found in there.items() if db.execute(found).first()}


def gone(scope: Unit, kind: str, by: date | None = None) -> Select[tuple[int]]:
    """The ids of the units of a kind that lay in a scope when they left the roster; `by` a day."""
    if scope.kind == kind:
        return select(units.c.id.label("unit_id")).where(units.c.id == scope.id, ~units.c.active)
    away = (links.c.ancestor_id == scope.id, links.c.level == kind, ~links.c.here)
    found = select(links.c.unit_id).where(*away, links.c.until.is_(None))
    if by is None:
        return found
    later = select(units.c.id).where(units.c.left_on > by)
    return found.where(links.c.unit_id.not_in(later))


def below(db: Db, scope: Unit, kind: str, limit: int | None = None) -> list[Unit]:
    """The active units of a kind in a scope, by code."""
    found = select(*COLUMNS).where(within(scope, kind), units.c.active).order_by(units.c.code)
    return [Unit(*row) for row in db.execute(found.limit(limit))]


def all_of(db: Db, kind: str) -> list[int]:
    """The ids of all active units of a kind."""
    found = select(units.c.id).where(units.c.kind == kind, units.c.active).order_by(units.c.id)
    return list(db.execute(found).scalars())


def following(db: Db, kinds: Collection[str], after: int, most: int) -> list[Unit]:
    """The next active units of some kinds, by id."""
    where = (units.c.id > after, units.c.active, units.c.kind.in_(kinds))
    statement = select(*COLUMNS).where(*where).order_by(units.c.id).limit(most)
    return [Unit(*row) for row in db.execute(statement)]


def any_of(db: Db, kind: str) -> bool:
    """Whether there is any unit of a kind."""
    return db.execute(select(units.c.id).where(units.c.kind == kind).limit(1)).first() is not None


def units_below(db: Db, unit_id: int) -> set[int]:
    """The ids of all units in one, also of those that have left the roster."""
    return set(db.execute(select(units.c.id).where(within(by_id(db, unit_id)))).scalars())


def any_unit(db: Db) -> bool:
    """Whether any unit was ever entered."""
    return db.execute(select(units.c.id).limit(1)).first() is not None


def root(db: Db, kind: str) -> Unit | None:
    """The unit of the widest kind: the whole area of this installation."""
    row = db.execute(select(*COLUMNS).where(units.c.kind == kind)).first()
    return Unit(*row) if row else None
