"""Opening balances of a merger: what the office had of last December is added up in the successor.

Only where the successor has none, and only of what the office had of everyone who ended in it: a
part would pass for the whole. The year that ended stays as it was.
"""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import insert, select

from scoring.movement import Movement
from scoring.periods import Period
from services.roster.entries import Merger
from services.roster.rows import Rows
from services.scores import refresh
from storage import imports
from storage.engine import Db
from storage.history import figures
from storage.imports import Changed
from storage.schema import alone
from storage.units import Unit, by_code


def carry(db: Db, rows: Rows, merger: Merger) -> None:
    """Add up in a unit the balances with which those that ended in it had opened the year."""
    alone(db, "import")
    unit = by_code(db, merger.into)
    old = [one for code in merger.ended if (one := by_code(db, code))]
    year = (merger.day or rows.today).year
    if unit is None or not old or year not in rows.years():
        return
    december = Period(year - 1, "monthly", 12).code
    known = _balances(db, rows.movement, unit, december)
    first, *rest = (_balances(db, rows.movement, one, december) for one in old)
    sums = {code: value + sum(found[code] for found in rest)
            for code, value in first.items()
            if code not in known and all(code in found for found in rest)}  # fmt: skip
    if sums:
        _keep(db, rows, unit, december, sums)
        refresh(db, rows.movement, unit, year, rows.now, rows.zone)


def _keep(db: Db, rows: Rows, unit: Unit, period: str, sums: Mapping[str, int]) -> None:
    kept = [Changed("figure", unit.code, code, None, str(value), period)
            for code, value in sums.items()]  # fmt: skip
    imports.note(db, "figures", rows.source, rows.now, kept)
    of = {"movement": rows.movement.code, "unit_id": unit.id, "period": period}
    of |= {"imported_at": rows.now}
    db.execute(insert(figures), [of | {"code": code, "value": sums[code]} for code in sums])


def _balances(db: Db, movement: Movement, unit: Unit, period: str) -> Mapping[str, int]:
    """What the office had of a unit, of which a sum says something: amounts and counts."""
    known = select(figures.c.code, figures.c.value).where(
        figures.c.movement == movement.code,
        figures.c.unit_id == unit.id,
        figures.c.period == period,
    )
    summed = {code for code, one in movement.indicators.items()
              if one.stock and one.kind.summed}  # fmt: skip
    return {row.code: row.value for row in db.execute(known) if row.code in summed}
