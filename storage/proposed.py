"""Who is proposed in a year, as the Council reads it: a collective or a person, by an office."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, select, update

from scoring.award_rows import Of
from storage.engine import Db
from storage.nomination_tables import Nomination as Row
from storage.people import people
from storage.tables import table
from storage.units import COLUMNS, Unit, lies_in, units

nominations = table(Row)


class Proposed(NamedTuple):
    """A nominee that is not withdrawn: a collective (`unit` alone), or a person of a unit.

    `women` of `members`: of a collective; `gender`, `leads`, `post`: of a person.
    """

    id: int
    movement: str
    year: int
    what: Of
    kind: str
    ground: str
    elsewhere: bool | None
    at: datetime
    office_id: int
    person_id: int | None
    person: str | None
    gender: str | None
    leads: bool | None
    post: str | None
    members: int | None
    women: int | None
    unit: Unit

    @property
    def name(self) -> str:
        """What the nominee is called."""
        return self.person or self.unit.name


_COLUMNS = (
    *(nominations.c[name] for name in ("id", "movement", "year", "what", "kind", "ground")),
    nominations.c.elsewhere, nominations.c.at, nominations.c.office_id,
    nominations.c.person_id, people.c.name, people.c.gender, people.c.leads, people.c.post,
    units.c.members, units.c.women,
)  # fmt: skip


def _all() -> Select[Any]:
    return (
        select(*_COLUMNS, *COLUMNS)
        .select_from(
            nominations.join(units, units.c.id == nominations.c.unit_id).outerjoin(
                people, people.c.id == nominations.c.person_id
            )
        )
        .where(nominations.c.live)
    )


def _read(row: Any) -> Proposed:
    return Proposed._make((*row[: len(_COLUMNS)], Unit(*row[len(_COLUMNS) :])))


def live(
    db: Db, movement: str, year: int, what: Of | None = None, scope: Unit | None = None,
    office: int | None = None,
) -> list[Proposed]:  # fmt: skip
    """Those of a year, in the order in which they were proposed; below a unit, or of the office
    that proposes them, if asked so.
    """
    statement = _all().where(nominations.c.movement == movement, nominations.c.year == year)
    if what is not None:
        statement = statement.where(nominations.c.what == what)
    if scope is not None:
        statement = statement.where(lies_in(scope) | (units.c.id == scope.id))
    if office is not None:
        statement = statement.where(nominations.c.office_id == office)
    return [_read(row) for row in db.execute(statement.order_by(nominations.c.id))]


def by_id(db: Db, nomination_id: int, movement: str | None = None) -> Proposed | None:
    """A nominee (of a movement), as long as the nomination stands."""
    its = () if movement is None else (nominations.c.movement == movement,)
    row = db.execute(_all().where(nominations.c.id == nomination_id, *its)).first()
    return None if row is None else _read(row)


def hold(db: Db, nomination_id: int) -> bool:
    """Keep a nomination as it is to the end of the transaction; False where it is withdrawn."""
    same = update(nominations).where(nominations.c.id == nomination_id, nominations.c.live)
    return bool(db.execute(same.values(live=True)).rowcount)


def any_in(db: Db, movement: str, year: int) -> bool:
    """Whether anybody is proposed in a year."""
    where = (nominations.c.movement == movement, nominations.c.year == year, nominations.c.live)
    return db.execute(select(nominations.c.id).where(*where).limit(1)).first() is not None
