"""What a report is compared with: last period's values, the office's figures, what is open."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import bindparam, func, literal, or_, select

from storage.answers import cells
from storage.engine import Db
from storage.prepared import Prepared
from storage.report_tables import Figure
from storage.reports import reports
from storage.tables import table
from storage.units import Unit, units

figures = table(Figure)
COUNTS = ("confirmed", "accepted")
"""The states in which a report's values count."""
_counts = reports.c.status.in_([literal(status) for status in COUNTS])

_values = Prepared(
    select(cells.c.code, cells.c.value)
    .join(reports, reports.c.id == cells.c.report_id)
    .where(
        reports.c.unit_id == bindparam("unit"),
        reports.c.period == bindparam("period"),
        _counts,
        cells.c.value.is_not(None),
    )
)
_figures = Prepared(
    select(figures.c.period, figures.c.code, figures.c.value).where(
        figures.c.unit_id == bindparam("unit"),
        or_(figures.c.period == bindparam("period"), figures.c.period == bindparam("before")),
    )
)


def compared(
    db: Db, unit_id: int, period: str, before: str
) -> tuple[dict[str, int], dict[str, int]]:
    """Last period's values (the office's where the reports are silent), and the office's now."""
    key = {"unit": unit_id, "period": period, "before": before}
    now: dict[str, int] = {}
    last: dict[str, int] = {}
    for of, code, value in _figures.all(db, key):
        (now if of == period else last)[code] = value
    said = _values.all(db, {"unit": unit_id, "period": before})
    return last | {row.code: row.value for row in said}, now


def of_period(db: Db, period: str) -> dict[int, dict[str, int]]:
    """The office's own figures of every unit for a period."""
    rows = db.execute(select(figures).where(figures.c.period == period))
    found: dict[int, dict[str, int]] = {}
    for row in rows:
        found.setdefault(row.unit_id, {})[row.code] = row.value
    return found


REGISTER = ("borrowers", "groups_open", "difficulties_open", "violations_open")
"""What `register` may find."""


def register(db: Db, unit: Unit, earlier: Sequence[str]) -> dict[str, int]:
    """What earlier reports say, and what the year's `earlier` periods leave open, for a unit."""
    if unit.kind != "commune":
        return _of_group(db, unit)
    sums = _sums(db, unit.id, earlier)
    inspected = sums.get("GRP_INSP", 0)
    return {
        "groups_open": max(0, _groups(db, unit) - inspected),
        "difficulties_open": max(0, sums.get("DIFF_IN", 0) - sums.get("DIFF_OK", 0)),
        "violations_open": max(0, sums.get("VIO_FOUND", 0) - sums.get("VIO_OK", 0)),
    }


_borrowers = Prepared(
    select(cells.c.value)
    .join(reports, reports.c.id == cells.c.report_id)
    .where(
        reports.c.unit_id == bindparam("unit"),
        _counts,
        cells.c.code == "HH_LOAN",
        cells.c.value.is_not(None),
    )
    .order_by(reports.c.period.desc())
    .limit(1)
)


def _of_group(db: Db, group: Unit) -> dict[str, int]:
    borrowers = _borrowers.scalar(db, {"unit": group.id})
    return {} if borrowers is None else {"borrowers": borrowers}


def _sums(db: Db, unit_id: int, periods: Sequence[str]) -> dict[str, int]:
    statement = (
        select(cells.c.code, func.sum(cells.c.value))
        .join(reports, reports.c.id == cells.c.report_id)
        .where(
            reports.c.unit_id == unit_id,
            reports.c.period.in_(periods),
            _counts,
        )
        .group_by(cells.c.code)
    )
    return {code: int(total or 0) for code, total in db.execute(statement)}


def _groups(db: Db, commune: Unit) -> int:
    where = (units.c.commune_id == commune.id, units.c.kind == "group", units.c.active)
    return int(db.execute(select(func.count()).where(*where)).scalar_one())
