"""How far dossiers are: which units have sent theirs."""

from __future__ import annotations

from sqlalchemy import select

from storage.dossier_tables import Dossier
from storage.engine import Db
from storage.tables import table

dossiers = table(Dossier)
SUBMITTED = "submitted"


def submitted(db: Db, movement: str, year: int) -> set[int]:
    """The ids of the units whose dossier of a year is with the Council."""
    of = (dossiers.c.movement == movement, dossiers.c.year == year)
    found = select(dossiers.c.unit_id).where(*of, dossiers.c.status == SUBMITTED)
    return set(db.execute(found).scalars())
