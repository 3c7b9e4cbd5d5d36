"""The roll of a sitting: a seat for each member, without any time."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from sqlalchemy import Select, insert, select, update

from storage.engine import Db
from storage.people import people
from storage.sitting_tables import Seat as Row
from storage.tables import table

seats = table(Row)


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


def add(db: Db, sitting_id: int, recused: Mapping[int, Collection[int]]) -> None:
    """A seat for each member, with the cases on which there is no vote for them."""
    rows = [{"sitting_id": sitting_id, "person_id": person, "recused": json.dumps(sorted(of)),
             "written": False, "voted": False, "open": True}
            for person, of in sorted(recused.items())]  # fmt: skip
    db.execute(insert(seats), rows)


def change(db: Db, seat_id: int, **values: Any) -> None:
    """Write down what has become of a seat."""
    if "recused" in values:
        values["recused"] = json.dumps(sorted(values["recused"]))
    db.execute(update(seats).where(seats.c.id == seat_id).values(values))


def forget(db: Db, sitting_id: int) -> None:
    """What could open or tell anything is gone with the end of the sitting."""
    nothing = dict.fromkeys(("key", "share", "given", "slip"))
    db.execute(update(seats).where(seats.c.sitting_id == sitting_id).values(nothing))


def of_sitting(db: Db, sitting_id: int) -> list[Seat]:
    """The roll, by name."""
    return [_read_seat(row) for row in db.execute(_seats().where(seats.c.sitting_id == sitting_id))]


def of_person(db: Db, sitting_id: int, person_id: int) -> Seat | None:
    """A person's seat in a sitting."""
    where = (seats.c.sitting_id == sitting_id, seats.c.person_id == person_id)
    row = db.execute(_seats().where(*where)).first()
    return None if row is None else _read_seat(row)
