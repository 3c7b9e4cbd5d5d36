"""Stored measures: kept with every report, read by whoever sums or explains."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, Executable, Select, and_, bindparam, or_, select

from scoring.standings import Basis
from scoring.stored import Stored, packed, unpacked
from storage.engine import Db, dialect_insert
from storage.measure_tables import Measures
from storage.prepared import Prepared
from storage.tables import table
from storage.units import Unit, units
from storage.within import within

measures = table(Measures)
_KEY = ("unit_id", "movement", "year", "basis")


class Kept(NamedTuple):
    """What is kept of a unit's year on a basis: see `measure_tables.Measures`."""

    measures: Mapping[str, Stored]
    counts: bool
    told: int
    among: int
    under_review: bool


class Below(NamedTuple):
    """A unit below another: what is kept of it, or since when it owes reports and in which
    months it does not; its name.
    """

    unit_id: int
    code: str
    name: str
    reports_from: str
    excused: str
    kept: Kept | None


def _upsert(dialect: str) -> Executable:
    statement = dialect_insert(dialect, measures)
    changed = {c.name: statement.excluded[c.name] for c in measures.columns if c.name not in _KEY}
    return statement.on_conflict_do_update(index_elements=_KEY, set_=changed)


_keeping = Prepared(_upsert)
_columns = tuple(measures.c[name] for name in ("body", *Kept._fields[1:]))
_of = Prepared(select(*_columns).where(*(measures.c[name] == bindparam(name) for name in _KEY)))


def keep(db: Db, movement: str, unit_id: int, year: int, basis: Basis, kept: Kept) -> None:
    """Write it over what was there."""
    key = {"unit_id": unit_id, "movement": movement, "year": year, "basis": basis}
    _keeping.run(db, {**key, **kept._asdict(), "measures": None} | {"body": packed(kept.measures)})


def of(db: Db, movement: str, unit_id: int, year: int, basis: Basis) -> Kept | None:
    """What is kept of a unit's year."""
    key = {"unit_id": unit_id, "movement": movement, "year": year, "basis": basis}
    row = _of.first(db, key)
    return None if row is None else _kept(row)


def several(
    db: Db, movement: str, ids: Collection[int], year: int, basis: Basis
) -> dict[int, Kept]:
    """What is kept of some units' year, by their ids."""
    statement = select(measures.c.unit_id, *_columns).where(
        measures.c.unit_id.in_(ids), measures.c.movement == movement,
        measures.c.year == year, measures.c.basis == basis,
    )  # fmt: skip
    return {row.unit_id: _kept(row) for row in db.execute(statement)}


def _kept(row: Any) -> Kept:
    return Kept(unpacked(row.body), row.counts, row.told, row.among, row.under_review)


def _all_below() -> Select[Any]:
    day: BindParameter[date] = bindparam("day")
    its = (("movement", "movement"), ("year", "of_year"), ("basis", "basis"))
    mine = and_(measures.c.unit_id == within.c.unit_id,
                *(measures.c[name] == bindparam(value) for name, value in its))  # fmt: skip
    there = within.join(units, units.c.id == within.c.unit_id).outerjoin(measures, mine)
    return (
        select(
            *(units.c[name] for name in ("id", "code", "name", "reports_from", "excused")),
            *_columns,
        )
        .select_from(there)
        .where(within.c.ancestor_id == bindparam("above"), within.c.level == bindparam("level"))
        .where(within.c.since <= day, or_(within.c.until.is_(None), within.c.until > day))
        .where(or_(measures.c.counts, and_(measures.c.counts.is_(None), within.c.here)))
        .order_by(units.c.code)
    )


_below = Prepared(_all_below())


def below(
    db: Db, movement: str, unit: Unit, level: str, year: int, basis: Basis, day: date
) -> list[Below]:
    """The units of a level that count for a unit's sums: those that lay in it on that day.

    Who is on the roster and has told nothing yet is among them, with nothing kept.
    """
    of = {"movement": movement, "of_year": year, "basis": basis, "day": day}
    return [
        Below(row.id, row.code, row.name, row.reports_from, row.excused, row.body and _kept(row))
        for row in _below.all(db, {"above": unit.id, "level": level, **of})
    ]
