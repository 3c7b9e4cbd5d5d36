"""The Council's sittings: what is convened, its cases, its seats; results and digests.

Whoever changes anything holds the sitting first.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, exists, func, insert, select, update

from scoring.award_rows import Of
from storage.engine import Db, rows_can_be_held
from storage.people import people
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


class Seat(NamedTuple):
    """A member's place in a sitting (see `storage.sitting_tables`)."""

    id: int
    sitting_id: int
    person_id: int
    name: str
    present: bool | None
    written: bool
    voted: bool
    recused: frozenset[int]
    key: bytes | None
    share: bytes | None
    given: bytes | None
    slip: bytes | None


_COLUMNS = tuple(sittings.c[name] for name in Sitting._fields)
_SEAT = (
    seats.c.id, seats.c.sitting_id, seats.c.person_id, people.c.name, seats.c.present,
    seats.c.written, seats.c.voted, seats.c.recused, seats.c.key, seats.c.share, seats.c.given,
    seats.c.slip,
)  # fmt: skip


def _read_seat(row: Any) -> Seat:
    return Seat(**{**row._mapping, "recused": frozenset(json.loads(row.recused))})


def _seats() -> Select[Any]:
    joined = seats.join(people, people.c.id == seats.c.person_id)
    return select(*_SEAT).select_from(joined).order_by(people.c.name, seats.c.id)


def convene(db: Db, row: Mapping[str, Any], nominations: Sequence[int]) -> int:
    """A new sitting on these nominations, numbered from 1; its id."""
    made = int(db.execute(insert(sittings).values(**row).returning(sittings.c.id)).scalar_one())
    numbered = [{"sitting_id": made, "number": number, "nomination_id": one}
                for number, one in enumerate(nominations, 1)]  # fmt: skip
    db.execute(insert(cases), numbered)
    return made


def seat(db: Db, sitting_id: int, recused: Mapping[int, Collection[int]]) -> None:
    """A seat for each member, with the cases on which there is no vote for them."""
    rows = [{"sitting_id": sitting_id, "person_id": person, "recused": json.dumps(sorted(of)),
             "written": False, "voted": False, "open": True}
            for person, of in sorted(recused.items())]  # fmt: skip
    db.execute(insert(seats), rows)


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


def change_seat(db: Db, seat_id: int, **values: Any) -> None:
    """Write down what has become of a seat."""
    if "recused" in values:
        values["recused"] = json.dumps(sorted(values["recused"]))
    db.execute(update(seats).where(seats.c.id == seat_id).values(values))


def forget_seats(db: Db, sitting_id: int) -> None:
    """What could open or tell anything is gone with the end of the sitting."""
    nothing = dict.fromkeys(("key", "share", "given", "slip"))
    db.execute(update(seats).where(seats.c.sitting_id == sitting_id).values(nothing))


def cases_of(db: Db, sitting_id: int) -> dict[int, int]:
    """The nominations by the numbers that members write."""
    columns = (cases.c.number, cases.c.nomination_id)
    found = select(*columns).where(cases.c.sitting_id == sitting_id).order_by(cases.c.number)
    return {row.number: row.nomination_id for row in db.execute(found)}


def seats_of(db: Db, sitting_id: int) -> list[Seat]:
    """The roll, by name."""
    return [_read_seat(row) for row in db.execute(_seats().where(seats.c.sitting_id == sitting_id))]


def seat_by_id(db: Db, seat_id: int) -> Seat | None:
    """A seat."""
    row = db.execute(_seats().where(seats.c.id == seat_id)).first()
    return None if row is None else _read_seat(row)


def seat_of(db: Db, sitting_id: int, person_id: int) -> Seat | None:
    """A person's seat in a sitting."""
    where = (seats.c.sitting_id == sitting_id, seats.c.person_id == person_id)
    row = db.execute(_seats().where(*where)).first()
    return None if row is None else _read_seat(row)


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


def members(db: Db, sitting_id: int) -> int:
    """How many have a seat."""
    found = select(func.count()).where(seats.c.sitting_id == sitting_id)
    return int(db.execute(found).scalar_one())
