"""The office's figures: checked against the movement, compared with what is stored, kept.

The figures of December are also the next year's opening balances.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, select

from scoring.movement import Movement
from scoring.periods import Period
from storage import facts, imports, scores
from storage.engine import Db, insert
from storage.figures_rows import Row
from storage.history import figures
from storage.imports import PROGRAM, Changed, Source, as_text
from storage.schema import alone
from storage.units import by_id, groups_of


@dataclass(frozen=True)
class Difference:
    """A figure that would change; `old` is None where there is none yet."""

    row: Row
    code: str
    period: str
    old: int | None
    new: int


_stored = select(figures.c.unit_id, figures.c.code, figures.c.value).where(
    figures.c.period == bindparam("period")
)


def stored(db: Db, period: str) -> dict[tuple[int, str], int]:
    """The figures of a period: (unit id, indicator) -> value."""
    rows = db.execute(_stored, {"period": period})
    return {(row.unit_id, row.code): row.value for row in rows}


def compare(db: Db, rows: Iterable[Row]) -> list[Difference]:
    """What storing the rows would change, in the order of the file. What is not given stays."""
    known: dict[str, dict[tuple[int, str], int]] = {}
    found = []
    for row in rows:
        for (code, period), new in row.values.items():
            if period not in known:
                known[period] = stored(db, period)
            old = known[period].get((row.unit_id, code))
            if old != new:
                found.append(Difference(row, code, period, old, new))
    return found


def bring(
    db: Db,
    rows: Sequence[Row],
    movement: Movement,
    now: datetime,
    zone: ZoneInfo,
    source: Source = PROGRAM,
) -> list[Difference]:
    """Keep what differs, with what it was before, and refresh the scores it touches.

    Returns the differences; `source` is who answers for them. No other import runs beside it, so
    that the groups of a commune stay the same meanwhile.
    """
    alone(db, "import")
    differences = compare(db, rows)
    imports.note(db, "figures", source, now, _history(differences))
    _keep(db, differences, now)
    for unit_id, year in sorted(_touched(db, differences)):
        scores.refresh(db, movement, by_id(db, unit_id), year, now, zone)
    return differences


def _history(differences: Iterable[Difference]) -> Iterator[Changed]:
    for one in differences:
        old, new = as_text(one.old), as_text(one.new)
        yield Changed("figure", one.row.unit, one.code, old, new, one.period)


def _touched(db: Db, differences: Iterable[Difference]) -> set[tuple[int, int]]:
    """(unit, year): December's figures also open the year after, sessions are every group's."""
    found = set()
    for difference in differences:
        reached = {difference.row.unit_id}
        if difference.code == facts.OF_COMMUNE:
            reached |= groups_of(db, difference.row.unit_id)
        found |= {
            (unit, year)
            for unit in reached
            for year in facts.years(Period.parse(difference.period))
        }
    return found


def _keep(db: Db, differences: Iterable[Difference], now: datetime) -> None:
    rows = [
        {
            "unit_id": found.row.unit_id,
            "code": found.code,
            "period": found.period,
            "value": found.new,
            "imported_at": now,
        }
        for found in differences
    ]
    if rows:
        statement = insert(db, figures)
        changed = {name: statement.excluded[name] for name in ("value", "imported_at")}
        key = ["unit_id", "code", "period"]
        db.execute(statement.on_conflict_do_update(index_elements=key, set_=changed), rows)
