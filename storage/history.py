"""What a report is compared with: last period's values, the office's figures, what is open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import bindparam, func, literal, or_, select

from scoring.levels import Register
from scoring.movement import Movement
from scoring.questions import Value
from storage.answers import cells, valued
from storage.engine import Db
from storage.prepared import Prepared
from storage.report_tables import Figure
from storage.reports import reports
from storage.tables import table
from storage.units import Unit, units, within

figures = table(Figure)
COUNTS = ("confirmed", "accepted")
"""The states in which a report's values count."""
_counts = reports.c.status.in_([literal(status) for status in COUNTS])

_values = Prepared(
    select(reports.c.form, cells.c.code, cells.c.value, cells.c.text)
    .join(reports, reports.c.id == cells.c.report_id)
    .where(
        reports.c.unit_id == bindparam("unit"),
        reports.c.period == bindparam("period"),
        _counts,
        or_(cells.c.value.is_not(None), cells.c.text.is_not(None)),
    )
)
_figures = Prepared(
    select(figures.c.period, figures.c.code, figures.c.value).where(
        figures.c.movement == bindparam("movement"),
        figures.c.unit_id == bindparam("unit"),
        or_(figures.c.period == bindparam("period"), figures.c.period == bindparam("before")),
    )
)


def compared(
    db: Db, movement: Movement, unit_id: int, period: str, before: str
) -> tuple[dict[str, Value], dict[str, int]]:
    """Last period's values (the office's where the reports are silent), and the office's now."""
    key = {"movement": movement.code, "unit": unit_id, "period": period, "before": before}
    now: dict[str, int] = {}
    last: dict[str, Value] = {}
    for of, code, value in _figures.all(db, key):
        (now if of == period else last)[code] = value
    for row in _values.all(db, {"unit": unit_id, "period": before}):
        said = valued(row.value, row.text)
        if said is not None and row.form in movement.forms:
            last[row.code] = said
    return last, now


def of_period(db: Db, movement: str, period: str) -> dict[int, dict[str, int]]:
    """The office's own figures of every unit for a period."""
    where = (figures.c.movement == movement, figures.c.period == period)
    rows = db.execute(select(figures).where(*where))
    found: dict[int, dict[str, int]] = {}
    for row in rows:
        found.setdefault(row.unit_id, {})[row.code] = row.value
    return found


def register(
    db: Db, movement: Movement, unit: Unit, registers: Iterable[Register], earlier: Sequence[str]
) -> dict[str, int]:
    """What earlier reports say of a unit, and what the year's `earlier` periods leave open."""
    wanted = tuple(registers)
    summed = any(one.kind != "latest" for one in wanted)
    sums = _sums(db, movement, unit.id, earlier) if summed else {}
    found = {one.code: _registered(db, movement, unit, one, sums) for one in wanted}
    return {name: number for name, number in found.items() if number is not None}


def _registered(
    db: Db, movement: Movement, unit: Unit, one: Register, sums: Mapping[str, int]
) -> int | None:
    if one.kind == "latest":
        form = movement.asking[unit.kind, one.of].code
        latest: int | None = _latest.scalar(db, {"unit": unit.id, "form": form, "code": one.of})
        return latest
    whole = sums.get(one.of, 0)
    if one.kind == "left":
        return max(0, whole - sums.get(one.less or "", 0))
    return max(0, _count(db, unit, one.below or "") - whole)


_latest = Prepared(
    select(cells.c.value)
    .join(reports, reports.c.id == cells.c.report_id)
    .where(
        reports.c.unit_id == bindparam("unit"),
        reports.c.form == bindparam("form"),
        _counts,
        cells.c.code == bindparam("code"),
        cells.c.value.is_not(None),
    )
    .order_by(reports.c.period.desc())
    .limit(1)
)


def _sums(db: Db, movement: Movement, unit_id: int, periods: Sequence[str]) -> dict[str, int]:
    statement = (
        select(cells.c.code, func.sum(cells.c.value))
        .join(reports, reports.c.id == cells.c.report_id)
        .where(
            reports.c.unit_id == unit_id,
            reports.c.period.in_(periods),
            reports.c.form.in_(list(movement.forms)),
            _counts,
        )
        .group_by(cells.c.code)
    )
    return {code: int(total or 0) for code, total in db.execute(statement)}


def _count(db: Db, scope: Unit, kind: str) -> int:
    where = (within(scope), units.c.kind == kind, units.c.active)
    return int(db.execute(select(func.count()).where(*where)).scalar_one())
