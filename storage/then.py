"""What units were called on a day that is over, and in which others they lay."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import ColumnElement, func, or_, select

from scoring.standings import Line
from storage.asked import Asked
from storage.engine import Db, insert
from storage.tables import table
from storage.units import several, units
from storage.within import within
from storage.within_tables import FormerName

former = table(FormerName)
_AT_ONCE = 1000


def renamed(db: Db, unit_id: int, name: str, day: date) -> None:
    """A unit has another name from a day on; what it was called that morning is kept."""
    row = {"unit_id": unit_id, "until": day, "name": name}
    db.execute(insert(db, former).values(row).on_conflict_do_nothing())


def names(db: Db, ids: Collection[int], day: date) -> dict[int, str]:
    """What units were called on a day; whoever has the same name still is left out."""
    found: dict[int, str] = {}
    for some in _pieces(ids):
        rows = select(former.c.unit_id, former.c.name).where(
            former.c.unit_id.in_(some), former.c.until > day
        )
        latest_first = rows.order_by(former.c.unit_id, former.c.until.desc())
        found.update((row.unit_id, row.name) for row in db.execute(latest_first))
    return found


def above(db: Db, ids: Collection[int], kind: str, day: date) -> dict[int, int]:
    """In which unit of a kind units lay on a day."""
    then = (within.c.since <= day, or_(within.c.until.is_(None), within.c.until > day))
    found: dict[int, int] = {}
    for some in _pieces(ids):
        rows = select(within.c.unit_id, within.c.ancestor_id).where(
            within.c.unit_id.in_(some), within.c.kind == kind, *then
        )
        found.update((row.unit_id, row.ancestor_id) for row in db.execute(rows))
    return found


def called(day: date) -> ColumnElement[str]:
    """What a unit of `units` was called on a day, as a column."""
    was = select(former.c.name).where(former.c.unit_id == units.c.id, former.c.until > day)
    return func.coalesce(was.order_by(former.c.until).limit(1).scalar_subquery(), units.c.name)


def scope(db: Db, asked: Asked) -> Asked:
    """The same, the scope called as it was then."""
    if asked.then is None:
        return asked
    name = names(db, [asked.scope.id], asked.then).get(asked.scope.id, asked.scope.name)
    return asked._replace(scope=replace(asked.scope, name=name))


def lines(db: Db, found: Sequence[Line], asked: Asked) -> list[Line]:
    """The lines of a table with the names of then, that of the unit beside each too."""
    if asked.then is None:
        return list(found)
    ids, day = [line.unit_id for line in found], asked.then
    own, lay = names(db, ids, day), _beside(db, ids, asked)
    beside = {one.id: one.name for some in _pieces(lay.values()) for one in several(db, some)}
    beside |= names(db, beside, day)
    return [
        replace(line, name=own.get(line.unit_id, line.name),
                commune=beside.get(lay.get(line.unit_id, 0), line.commune))
        for line in found
    ]  # fmt: skip


def _beside(db: Db, ids: Collection[int], asked: Asked) -> dict[int, int]:
    inside = asked.league.inside[:1]
    return above(db, ids, inside[0], asked.then) if inside and asked.then else {}


def _pieces(ids: Iterable[int]) -> Iterator[list[int]]:
    every = sorted(set(ids))
    for start in range(0, len(every), _AT_ONCE):
        yield every[start : start + _AT_ONCE]
