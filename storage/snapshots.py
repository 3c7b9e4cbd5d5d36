"""Snapshots: the frozen content of papers under a number; never changed, never removed."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import insert, select

from storage.dossier_tables import Snapshot as Row
from storage.engine import Db
from storage.tables import table

snapshots = table(Row)


class Snapshot(NamedTuple):
    """A frozen content (`body`, canonical JSON): an office's dossier, or the Council's proposal."""

    number: int
    movement: str
    year: int
    unit_id: int
    kind: str
    body: str
    digest: str
    by_id: int | None
    at: datetime


_columns = tuple(snapshots.c[name] for name in Snapshot._fields)


def add(
    db: Db, of: tuple[str, int, int, str], body: str, digest: str, by: int | None, at: datetime
) -> Snapshot:
    """Keep a content; `of`: movement, year, unit, kind."""
    row = dict(zip(("movement", "year", "unit_id", "kind"), of, strict=True))
    row |= {"body": body, "digest": digest, "by_id": by, "at": at}
    made = insert(snapshots).values(row).returning(snapshots.c.number)
    return Snapshot(int(db.execute(made).scalar_one()), *of, body, digest, by, at)


def by_number(db: Db, number: int) -> Snapshot | None:
    """The snapshot of this number."""
    row = db.execute(select(*_columns).where(snapshots.c.number == number)).first()
    return None if row is None else Snapshot(*row)


def last(db: Db, movement: str, year: int, unit_id: int, kind: str) -> Snapshot | None:
    """The newest of a unit in a year."""
    of = (snapshots.c.movement == movement, snapshots.c.year == year,
          snapshots.c.unit_id == unit_id, snapshots.c.kind == kind)  # fmt: skip
    newest = select(*_columns).where(*of).order_by(snapshots.c.number.desc()).limit(1)
    row = db.execute(newest).first()
    return None if row is None else Snapshot(*row)
