"""How many objections wait for an answer."""

from __future__ import annotations

from sqlalchemy import func, select

from storage.engine import Db
from storage.nomination_tables import Objection
from storage.tables import table

objections = table(Objection)


def count(db: Db, movement: str, year: int) -> int:
    """Those of a year that are not answered."""
    where = (objections.c.movement == movement, objections.c.year == year,
             objections.c.answered_at.is_(None))  # fmt: skip
    return int(db.execute(select(func.count()).where(*where)).scalar_one())
