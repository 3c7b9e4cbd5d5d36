"""What keeps somebody from being considered for the time being, as long as it is not released."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from sqlalchemy import select

from storage.engine import Db
from storage.nomination_tables import Hold as Row
from storage.proposed import Proposed
from storage.tables import table

holds = table(Row)


class Standing(NamedTuple):
    """An open hold of a unit or a person."""

    id: int
    unit_id: int | None
    person_id: int | None
    reason: str
    since: date

    def concerns(self, one: Proposed) -> bool:
        """Whether it keeps a nominee back: one's own, or of the collective itself."""
        if one.person_id is not None:
            return self.person_id == one.person_id
        return self.person_id is None and self.unit_id == one.unit.id


def of_year(db: Db, movement: str, year: int) -> list[Standing]:
    """All that are open, in the order in which they were set."""
    columns = (holds.c[name] for name in Standing._fields)
    where = (holds.c.movement == movement, holds.c.year == year, holds.c.released_at.is_(None))
    return [
        Standing(*row) for row in db.execute(select(*columns).where(*where).order_by(holds.c.id))
    ]
