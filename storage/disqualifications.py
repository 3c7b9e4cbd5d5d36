"""Marks of those who may not be proposed: their steps, the last one of each, those that wait."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import and_, or_, select, update
from sqlalchemy import insert as plain_insert

from scoring.disqualification import Step
from storage.disqualification_tables import Disqualification
from storage.engine import Db
from storage.people import people
from storage.tables import table
from storage.units import Unit, lies_in, units

marks = table(Disqualification)


class Of(NamedTuple):
    """A mark: of a unit's year in a movement, on a ground."""

    movement: str
    year: int
    unit_id: int
    ground: str


class Mark(NamedTuple):
    """A step of a mark; `who`: the name of whoever took it, None where it was computed."""

    id: int
    of: Of
    step: Step
    at: datetime
    said: str | None
    conclusion: str | None
    person_id: int | None
    who: str | None


class Wanted(NamedTuple):
    """Marks on a ground, of units of some kinds, whose last step is one of these."""

    ground: str
    kinds: tuple[str, ...]
    steps: tuple[Step, ...]


_of = tuple(marks.c[name] for name in Of._fields)
_all = (
    select(marks.c.id, *_of, marks.c.step, marks.c.at, marks.c.said, marks.c.conclusion,
           marks.c.person_id, people.c.name)
    .select_from(marks.outerjoin(people, people.c.id == marks.c.person_id))
)  # fmt: skip


def _read(row: Any) -> Mark:
    return Mark(row[0], Of(*row[1:5]), *row[5:])


def _same(of: Of) -> Any:
    return and_(*(column == value for column, value in zip(_of, of, strict=True)))


def add(
    db: Db, of: Of, step: Step, by: int | None, now: datetime,
    said: str | None = None, conclusion: str | None = None,
) -> int:  # fmt: skip
    """Put a step behind the others; its id. The unit is held by whoever calls."""
    db.execute(update(marks).where(_same(of), marks.c.latest).values(latest=False))
    row = {**of._asdict(), "step": step, "person_id": by, "at": now, "said": said,
           "conclusion": conclusion, "latest": True}  # fmt: skip
    return int(db.execute(plain_insert(marks).values(row).returning(marks.c.id)).scalar_one())


def history(db: Db, of: Of) -> list[Mark]:
    """Every step, the first one in front."""
    return [_read(row) for row in db.execute(_all.where(_same(of)).order_by(marks.c.id))]


def last(db: Db, of: Of) -> Mark | None:
    """The last step, if there is any."""
    row = db.execute(_all.where(_same(of), marks.c.latest)).first()
    return None if row is None else _read(row)


def by_id(db: Db, mark_id: int) -> Mark | None:
    """A step that is still the last one of its mark."""
    row = db.execute(_all.where(marks.c.id == mark_id, marks.c.latest)).first()
    return None if row is None else _read(row)


def of_units(db: Db, movement: str, year: int, ids: Collection[int] | None) -> list[Mark]:
    """The last steps of marks, in the order of the units and their grounds.

    Of some units, few enough to be named in a statement; None: of all.
    """
    of = (marks.c.movement == movement, marks.c.year == year, marks.c.latest)
    some = () if ids is None else (marks.c.unit_id.in_(ids),)
    statement = _all.where(*of, *some).order_by(marks.c.unit_id, marks.c.ground)
    return [_read(row) for row in db.execute(statement)]


def waiting(
    db: Db, movement: str, year: int, scopes: Sequence[Unit], wanted: Iterable[Wanted],
    after: int, most: int,
) -> list[Mark]:  # fmt: skip
    """The marks below some units that nobody has decided on, as their last steps were taken."""
    fits = [and_(marks.c.ground == one.ground, marks.c.step.in_(one.steps),
                 units.c.kind.in_(one.kinds)) for one in wanted]  # fmt: skip
    if not fits or not scopes:
        return []
    of = (marks.c.movement == movement, marks.c.year == year, marks.c.latest, or_(*fits))
    statement = (
        _all.join(units, units.c.id == marks.c.unit_id)
        .where(*of, units.c.active, or_(*(lies_in(scope) for scope in scopes)))
        .order_by(marks.c.id)
        .offset(after)
        .limit(most)
    )
    return [_read(row) for row in db.execute(statement)]
