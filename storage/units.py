"""Units: province, branch, transaction offices, communes, savings-and-loan groups."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, select

from storage.engine import Db
from storage.prepared import Prepared
from storage.tables import Unit as Row
from storage.tables import table

units = table(Row)


@dataclass(frozen=True)
class Unit:
    """A unit with the ids of those above it; `reports_from` is the first month asked of it."""

    id: int
    code: str
    kind: str
    name: str
    parent_id: int | None
    commune_id: int | None
    office_id: int | None
    branch_id: int | None
    households: int | None
    active: bool
    reports_from: str

    def ancestor(self, kind: str) -> int | None:
        """The id of the unit of a kind in which this one lies; its own id for its own kind."""
        if kind == self.kind:
            return self.id
        return {"commune": self.commune_id, "office": self.office_id,
                "branch": self.branch_id}.get(kind)  # fmt: skip

    def above(self) -> tuple[int, ...]:
        """The ids of the units this one belongs to."""
        ids = (self.parent_id, self.commune_id, self.office_id, self.branch_id)
        return tuple(i for i in ids if i is not None and i != self.id)


COLUMNS = tuple(
    units.c[name]
    for name in (
        "id", "code", "kind", "name", "parent_id", "commune_id", "office_id", "branch_id",
        "households", "active", "reports_from",
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


def within(scope: Unit) -> ColumnElement[bool]:
    """The condition that a row of `units` lies below `scope`."""
    column = {
        "commune": units.c.commune_id,
        "office": units.c.office_id,
        "branch": units.c.branch_id,
    }.get(scope.kind)
    if column is None:
        return units.c.kind != "province"
    return and_(column == scope.id, units.c.id != scope.id)


def below(db: Db, scope: Unit, kind: str, limit: int | None = None) -> list[Unit]:
    """The active units of a kind in a scope, by code."""
    where: tuple[Any, ...] = (within(scope), units.c.kind == kind, units.c.active)
    statement = select(*COLUMNS).where(*where).order_by(units.c.code).limit(limit)
    return [Unit(*row) for row in db.execute(statement)]


def units_below(db: Db, unit_id: int) -> set[int]:
    """The ids of all units in one, also of those that have left the roster."""
    return set(db.execute(select(units.c.id).where(within(by_id(db, unit_id)))).scalars())


def root(db: Db) -> Unit | None:
    """The branch: the whole area of this installation."""
    row = db.execute(select(*COLUMNS).where(units.c.kind == "branch")).first()
    return Unit(*row) if row else None
