"""Where a report and the office's own figures say different things of one period."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import and_, func, select

from storage.answers import cells
from storage.engine import Db
from storage.history import figures
from storage.reports import reports
from storage.units import Unit, units, within


class Mismatch(NamedTuple):
    """A unit, and in how many values its reports of a year differ from the figures."""

    unit: str
    values: int


def of_year(db: Db, movement: str, year: int, scope: Unit) -> list[Mismatch]:
    """The units below a scope in whose reports values that count differ from the figures."""
    same = and_(
        figures.c.unit_id == reports.c.unit_id, figures.c.period == reports.c.period,
        figures.c.code == cells.c.code, figures.c.movement == movement,
    )  # fmt: skip
    there = (
        reports.join(cells, cells.c.report_id == reports.c.id)
        .join(figures, same)
        .join(units, units.c.id == reports.c.unit_id)
    )
    found = (
        select(units.c.name, func.count())
        .select_from(there)
        .where(within(scope), units.c.active, reports.c.period.startswith(f"{year}"))
        .where(cells.c.value.is_not(None), cells.c.value != figures.c.value)
        .group_by(units.c.id, units.c.name)
        .order_by(units.c.name)
    )
    return [Mismatch(*row) for row in db.execute(found)]
