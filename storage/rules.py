"""The rules that a Council has decided on: kept with their digest, the last of a year counts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import insert, select

from storage.engine import Db
from storage.imports import Source
from storage.reports import reports
from storage.rules_tables import Rules
from storage.tables import table

rules = table(Rules)


class Kept(NamedTuple):
    """A definition, from a year on."""

    movement: str
    year: int
    digest: str
    by: str
    at: datetime
    body: str


_COLUMNS = tuple(rules.c[name] for name in Kept._fields)


def keep(db: Db, movement: str, year: int, body: str, source: Source, now: datetime) -> None:
    """From this year on a movement is played by these rules."""
    row = {"movement": movement, "year": year, "body": body, "at": now}
    row |= {"digest": source.digest, "by": source.by, "file": source.file}
    db.execute(insert(rules).values(row))


def in_force(db: Db) -> list[Kept]:
    """The last that was decided for each movement and year, the earlier years in front."""
    found: dict[tuple[str, int], Kept] = {}
    for row in db.execute(select(*_COLUMNS).order_by(rules.c.id)):
        found[row.movement, row.year] = Kept(*row)
    return sorted(found.values(), key=lambda one: (one.movement, one.year))


def reported(db: Db, forms: Iterable[str], year: int) -> bool:
    """Whether any report of these forms was begun for a year."""
    of_year = reports.c.period.between(str(year), f"{year}-Q9")
    statement = select(reports.c.id).where(reports.c.form.in_(list(forms)), of_year).limit(1)
    return db.execute(statement).first() is not None
