"""The Council's sittings: what is convened, its cases, its seats; results and digests.

Whoever changes anything holds the sitting first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import exists, insert, select, update

from scoring.award_rows import Of
from storage.engine import Db, rows_can_be_held
from storage.sitting_tables import OPEN, SittingCase
from storage.sitting_tables import Seat as SeatRow
from storage.sitting_tables import Sitting as Row
from storage.tables import table

sittings, seats, cases = table(Row), table(SeatRow), table(SittingCase)


class Sitting(NamedTuple):
    """A sitting as it stands; `settings` and `result` are JSON."""

    id: int
    movement: str
    year: int
    unit_id: int
    what: Of
    round: int
    of_id: int | None
    settings: str
    convened_by: int
    convened_at: datetime
    place: str | None
    opened_at: datetime | None
    closing_at: datetime | None
    closed_at: datetime | None
    annulled_at: datetime | None
    reason: str | None
    public_key: bytes | None
    threshold: int | None
    result: str | None
    digest: str | None

    @property
    def over(self) -> bool:
        """Whether it is closed or annulled."""
        return self.closed_at is not None or self.annulled_at is not None

    @property
    def voting(self) -> bool:
        """Whether ballots are taken."""
        return self.opened_at is not None and not self.over


_COLUMNS = tuple(sittings.c[name] for name in Sitting._fields)


def convene(db: Db, row: Mapping[str, Any], nominations: Sequence[int]) -> int:
    """A new sitting on these nominations, numbered from 1; its id."""
    made = int(db.execute(insert(sittings).values(**row).returning(sittings.c.id)).scalar_one())
    numbered = [{"sitting_id": made, "number": number, "nomination_id": one}
                for number, one in enumerate(nominations, 1)]  # fmt: skip
    db.execute(insert(cases), numbered)
    return made


def by_id(db: Db, sitting_id: int) -> Sitting | None:
    """A sitting as it stands."""
    row = db.execute(select(*_COLUMNS).where(sittings.c.id == sitting_id)).first()
    return None if row is None else Sitting(*row)


def hold(db: Db, sitting_id: int) -> Sitting | None:
    """The same, held to the end of the transaction."""
    found = select(*_COLUMNS).where(sittings.c.id == sitting_id)
    row = db.execute(found.with_for_update() if rows_can_be_held(db) else found).first()
    return None if row is None else Sitting(*row)


def change(db: Db, sitting_id: int, **values: Any) -> None:
    """Write down what has become of it."""
    db.execute(update(sittings).where(sittings.c.id == sitting_id).values(values))


def cases_of(db: Db, sitting_id: int) -> dict[int, int]:
    """The nominations by the numbers that members write."""
    columns = (cases.c.number, cases.c.nomination_id)
    found = select(*columns).where(cases.c.sitting_id == sitting_id).order_by(cases.c.number)
    return {row.number: row.nomination_id for row in db.execute(found)}


def under_way(db: Db, person_id: int) -> list[Sitting]:
    """The sittings that are not over in which a person has a seat, oldest first."""
    mine = exists().where(seats.c.sitting_id == sittings.c.id, seats.c.person_id == person_id,
                          OPEN)  # fmt: skip
    return _several(db, mine, _not_over())


def _not_over() -> Any:
    return sittings.c.closed_at.is_(None) & sittings.c.annulled_at.is_(None)


def _several(db: Db, *where: Any) -> list[Sitting]:
    found = select(*_COLUMNS).where(*where).order_by(sittings.c.id)
    return [Sitting(*row) for row in db.execute(found)]


def of_year(db: Db, movement: str, year: int, unit_id: int) -> list[Sitting]:
    """All of a Council in a year, oldest first."""
    return _several(db, sittings.c.movement == movement, sittings.c.year == year,
                    sittings.c.unit_id == unit_id)  # fmt: skip


def closed(db: Db, movement: str, year: int, what: Of) -> list[Sitting]:
    """Those whose result stands, of a year."""
    return _several(db, sittings.c.movement == movement, sittings.c.year == year,
                    sittings.c.what == what, sittings.c.closed_at.is_not(None),
                    sittings.c.annulled_at.is_(None))  # fmt: skip


def sat(db: Db, person_id: int, most: int = 5) -> list[Sitting]:
    """The last ones that are closed in which a person had a seat, newest first."""
    mine = exists().where(seats.c.sitting_id == sittings.c.id, seats.c.person_id == person_id)
    found = select(*_COLUMNS).where(mine, sittings.c.closed_at.is_not(None))
    newest = found.order_by(sittings.c.id.desc()).limit(most)
    return [Sitting(*row) for row in db.execute(newest)]
