"""The office's figures: checked against the movement, compared with what is stored, kept.

The figures of December are also the next year's opening balances.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, select

from scoring.movement import Movement
from scoring.periods import Period
from services.figures.rows import Row
from services.scores import mark, refresh, renew
from storage import facts, imports, scores, within
from storage.engine import Db, insert
from storage.history import figures
from storage.imports import PROGRAM, Changed, Source, as_text
from storage.schema import alone
from storage.steps import Step, brief
from storage.units import by_id, units_below


@dataclass(frozen=True)
class Difference:
    """A figure that would change; `old` is None where there is none yet."""

    row: Row
    code: str
    period: str
    old: int | None
    new: int


@dataclass(frozen=True)
class Compared:
    """What a file would change, and the newest import when that was found out."""

    differences: list[Difference]
    newest: int


_stored = select(figures.c.unit_id, figures.c.code, figures.c.value).where(
    figures.c.movement == bindparam("movement"), figures.c.period == bindparam("period")
)


def stored(db: Db, movement: str, period: str) -> dict[tuple[int, str], int]:
    """The figures of a period: (unit id, indicator) -> value."""
    rows = db.execute(_stored, {"movement": movement, "period": period})
    return {(row.unit_id, row.code): row.value for row in rows}


def compare(db: Db, movement: Movement, rows: Iterable[Row]) -> list[Difference]:
    """What storing the rows would change, in the order of the file. What is not given stays."""
    known: dict[str, dict[tuple[int, str], int]] = {}
    found = []
    for row in rows:
        for (code, period), new in row.values.items():
            if period not in known:
                known[period] = stored(db, movement.code, period)
            old = known[period].get((row.unit_id, code))
            if old != new:
                found.append(Difference(row, code, period, old, new))
    return found


def compared(db: Db, movement: Movement, rows: Iterable[Row]) -> Compared:
    """The same for `apply_in_steps`; what is imported after this look is noticed there."""
    newest = imports.newest(db)
    return Compared(compare(db, movement, rows), newest)


def apply(
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
    differences = compare(db, movement, rows)
    imports.note(db, "figures", source, now, _history(differences))
    _keep(db, movement.code, differences, now)
    for unit_id, year in sorted(_touched(db, movement, differences)):
        refresh(db, movement, by_id(db, unit_id), year, now, zone)
    return differences


def apply_in_steps(
    step: Step,
    compared: Compared,
    movement: Movement,
    now: datetime,
    zone: ZoneInfo,
    source: Source,
    told: Callable[[int, int], None] = lambda _done, _of: None,
) -> None:
    """Keep what was compared in small steps; `told` hears how many differences are in, of how many.

    A commune's sessions reach all of its groups: those are marked, and worked out in steps of their
    own (by the next tick, if this is interrupted). OvertakenError where another import has begun.
    """
    differences = compared.differences
    units = [list(found) for _, found in groupby(differences, lambda one: one.row.number)]
    at, done, number, years = 0, 0, None, set[int]()

    def some(db: Db) -> tuple[int, int | None]:
        imports.alone_since(db, number or compared.newest)
        count, kept = 0, number
        for found in brief(units[at:]):
            kept = imports.note(db, "figures", source, now, _history(found), kept)
            _keep(db, movement.code, found, now)
            years.update(_reach(db, found, movement, now, zone))
            count += 1
        return count, kept

    while at < len(units):
        count, number = step(some)
        done += sum(map(len, units[at : at + count]))
        at += count
        told(done, len(differences))
    marked = dict.fromkeys(sorted(years), scores.MARKED)
    while step(lambda db: renew(db, movement, marked, now, zone)):
        continue


def _reach(
    db: Db, found: Sequence[Difference], movement: Movement, now: datetime, zone: ZoneInfo
) -> set[int]:
    """Refresh the unit's own scores, mark those of a commune's groups; in which years these are."""
    reached = _touched(db, movement, found)
    own = found[0].row.unit_id
    for unit_id, year in sorted(reached):
        if unit_id == own:
            refresh(db, movement, by_id(db, unit_id), year, now, zone)
    others = {(unit_id, year) for unit_id, year in reached if unit_id != own}
    for year in {year for _, year in others}:
        mark(db, movement, [unit_id for unit_id, of in others if of == year], year)
    return {year for _, year in others}


def _history(differences: Iterable[Difference]) -> Iterator[Changed]:
    for one in differences:
        old, new = as_text(one.old), as_text(one.new)
        yield Changed("figure", one.row.unit, one.code, old, new, one.period)


def _touched(db: Db, movement: Movement, differences: Iterable[Difference]) -> set[tuple[int, int]]:
    """(unit, year): December's figures also open the year after; some count for all below."""
    found = set()
    for one in differences:
        unit_id, shared = one.row.unit_id, movement.indicators[one.code].level is not None
        reached = {unit_id} | (units_below(db, unit_id) if shared else set())
        for year in facts.years(Period.parse(one.period)):
            end = date(year, 12, 31)  # whoever moved since lay there in the year that ended
            lay = within.lay_below(db, unit_id, end) if shared else set()
            found |= {(unit, year) for unit in reached | lay}
    return found


def _keep(db: Db, movement: str, differences: Iterable[Difference], now: datetime) -> None:
    rows = [
        {
            "movement": movement,
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
        key = ["movement", "unit_id", "code", "period"]
        db.execute(statement.on_conflict_do_update(index_elements=key, set_=changed), rows)
