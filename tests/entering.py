"""Units as an import would enter them, one by one."""

from __future__ import annotations

from datetime import date

from sqlalchemy import insert, update

from storage import units, within
from storage.engine import Db


def enter(db: Db, code: str, kind: str, parent: int | None = None, **more: object) -> int:
    """A unit in another one; its id."""
    lies_in = () if parent is None else within.above([units.by_id(db, parent)])
    row = {"code": code, "kind": kind, "name": f"{kind} {code[-2:]}", "active": True,
           "reports_from": "2026-01", "parent_id": parent,
           "lies_in": within.written(lies_in)} | more  # fmt: skip
    statement = insert(units.units).values(row).returning(units.units.c.id)
    unit_id = int(db.execute(statement).scalar_one())
    within.enter(db, [(unit_id, kind, bool(row["active"]), lies_in)], within.ALWAYS)
    return unit_id


def leave(db: Db, code: str, day: date) -> None:
    """The unit is no longer on the roster."""
    db.execute(update(units.units).where(units.units.c.code == code).values(active=False))
    found = units.by_code(db, code)
    assert found is not None
    within.move(db, found.id, day)
