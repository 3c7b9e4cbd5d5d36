"""Whether the Council has sat on a year: since when nothing is changed, until when is objected."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from scoring.award_rows import Of
from storage.engine import Db
from storage.sitting_tables import Sitting
from storage.tables import table

sittings = table(Sitting)


def begun(db: Db, movement: str, year: int, what: Of) -> bool:
    """Whether a sitting on collectives or persons was opened; an annulled one does not count."""
    of = (sittings.c.movement == movement, sittings.c.year == year, sittings.c.what == what)
    stands = (sittings.c.opened_at.is_not(None), sittings.c.annulled_at.is_(None))
    return db.execute(select(sittings.c.id).where(*of, *stands).limit(1)).first() is not None


def closed(db: Db, movement: str, year: int) -> datetime | None:
    """When the last one was closed, and its result told."""
    of = (sittings.c.movement == movement, sittings.c.year == year)
    found = select(sittings.c.closed_at).where(
        *of, sittings.c.closed_at.is_not(None), sittings.c.annulled_at.is_(None)
    )
    return db.execute(found.order_by(sittings.c.closed_at.desc()).limit(1)).scalar()
