"""Marks: which sums have to be worked out anew, and who is next."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import bindparam, delete, insert, select

from storage.engine import Db
from storage.measure_tables import Mark
from storage.prepared import Prepared
from storage.tables import table

marks = table(Mark)
_add = Prepared(insert(marks))
_oldest = Prepared(
    select(marks.c.unit_id, marks.c.year)
    .where(marks.c.movement == bindparam("movement"))
    .order_by(marks.c.id)
    .limit(1)
)

_gone = Prepared(
    delete(marks)
    .where(marks.c.unit_id == bindparam("unit"))
    .where(marks.c.movement == bindparam("movement"), marks.c.year == bindparam("of_year"))
)


def add(db: Db, movement: str, ids: Iterable[int], year: int) -> None:
    """The sums of these units are no longer those of the units below them."""
    for unit_id in ids:
        _add.run(db, {"unit_id": unit_id, "movement": movement, "year": year})


def take(db: Db, movement: str) -> tuple[int, int] | None:
    """The unit and year that have waited longest; their marks are gone with this transaction.

    Taken before anything is summed: what is marked meanwhile stays, and is summed again.
    """
    row = _oldest.first(db, {"movement": movement})
    if row is None:
        return None
    _gone.run(db, {"unit": row.unit_id, "movement": movement, "of_year": row.year})
    return row.unit_id, row.year


def waiting(db: Db, movement: str) -> bool:
    """Whether any sum is not yet what its units below say."""
    return _oldest.first(db, {"movement": movement}) is not None
