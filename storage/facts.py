"""Facts: everything the scoring looks at of one unit in one year, read in two statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Select, bindparam, false, func, literal, select, true, union_all

from scoring.facts import Facts, Timeliness
from scoring.movement import Movement
from scoring.periods import Excused, Period
from scoring.standings import Basis
from storage import within
from storage.accepted import accepted_cells
from storage.answers import cells
from storage.engine import Db
from storage.prepared import Prepared
from storage.report_tables import Figure
from storage.reports import reports
from storage.tables import table
from storage.timeliness import required, timeliness
from storage.units import Unit

_figures = table(Figure)
Values = dict[str, dict[Period, int]]

_of_unit = (
    reports.c.unit_id == bindparam("unit"),
    reports.c.period.between(bindparam("first"), bindparam("last")),
)
_head = (reports.c.form, reports.c.period, reports.c.first_confirmed_at)


def _in_state(*states: str) -> Select[Any]:
    """What was last confirmed of the reports that are in one of these states.

    By the unit, never by the state: SQLite would go through everybody's accepted reports.
    """
    wanted = func.coalesce(reports.c.status, "").in_([literal(state) for state in states])
    return (
        select(*_head, cells.c.code, cells.c.value, false().label("waits"))
        .outerjoin(cells, cells.c.report_id == reports.c.id)
        .where(*_of_unit, wanted)
    )


_kept_aside = (
    select(*_head, accepted_cells.c.code, accepted_cells.c.value, true().label("waits"))
    .join(accepted_cells, accepted_cells.c.report_id == reports.c.id)
    .where(*_of_unit)
)
_reported: dict[Basis, Prepared] = {
    "provisional": Prepared(_in_state("confirmed", "accepted")),
    "official": Prepared(union_all(_in_state("accepted"), _kept_aside)),
}
"""Officially what was accepted counts, until its correction is accepted."""

_imported = Prepared(
    select(_figures.c.code, _figures.c.period, _figures.c.value).where(
        _figures.c.movement == bindparam("movement"),
        _figures.c.unit_id == bindparam("unit"),
        _figures.c.period.between(bindparam("first"), bindparam("last")),
    )
)
Imported = list[tuple[str, Period, int]]


def years(period: Period) -> tuple[int, ...]:
    """The years of whose facts a figure of this period is one: December's also open the next."""
    closes = period.frequency == "monthly" and period.index == 12
    return (period.year, period.year + 1) if closes else (period.year,)


def imported(db: Db, movement: Movement, unit: Unit, year: int, today: date) -> Imported:
    """The office's figures of a unit; in front of them those of units above that count for it."""
    found: Imported = []
    lies_in = within.in_year(db, unit, year, today) if movement.shared else {}
    for level, codes in movement.shared.items():
        above = lies_in.get(level)
        if above is not None and above != unit.id:
            told = _of_year(db, movement.code, above, year)
            found += [row for row in told if row[0] in codes]
    return found + _of_year(db, movement.code, unit.id, year)


def _of_year(db: Db, movement: str, unit_id: int, year: int) -> Imported:
    rows = _imported.all(db, {"movement": movement, "unit": unit_id, **_span(year)})
    read = ((code, Period.parse(period), value) for code, period, value in rows)
    return [row for row in read if year in years(row[1])]


def _span(year: int) -> dict[str, str]:
    return {"first": Period(year - 1, "monthly", 12).code, "last": f"{year}-Q4"}


def of_unit(
    db: Db,
    movement: Movement,
    unit: Unit,
    year: int,
    now: datetime,
    zone: ZoneInfo,
    basis: Basis,
    figures: Imported | None = None,
) -> Facts:
    """The facts of a unit; the office's figure goes before the head's for the same cell.

    `figures`: what was `imported`, where that is known already.
    """
    today = now.astimezone(zone).date()
    return read(db, movement, unit, year, today, basis, figures).on(today, zone)


@dataclass(frozen=True)
class Read:
    """What is stored of a unit's year; `taken`: when each report first came."""

    movement: Movement
    unit: Unit
    year: int
    values: Mapping[str, Mapping[Period, int]]
    opening: Mapping[str, int]
    taken: Mapping[tuple[str, str], datetime]
    under_review: bool

    def on(self, day: date, zone: ZoneInfo) -> Facts:
        """As facts of a day, until which reports were due."""
        return Facts(
            values=self.values,
            opening=self.opening,
            reports=timeliness(self.movement, self.unit, self.year, day, zone, self.taken),
            active_from=Period.parse(self.unit.reports_from),
            as_of=day,
            year=self.year,
            level=self.unit.kind,
            under_review=self.under_review,
            excused=self.unit.excused_months,
        )


def read(
    db: Db,
    movement: Movement,
    unit: Unit,
    year: int,
    today: date,
    basis: Basis,
    figures: Imported | None = None,
) -> Read:
    """Everything of a year, read once."""
    figures = imported(db, movement, unit, year, today) if figures is None else figures
    before = Period(year - 1, "monthly", 12)
    values: Values = defaultdict(dict)
    taken: dict[tuple[str, str], datetime] = {}
    under_review = False
    rows = _told(db, movement, unit, year, basis)
    for form, code_of_period, first_confirmed, code, value, waits in rows:
        period = Period.parse(code_of_period)
        taken[form, code_of_period] = first_confirmed
        if year in years(period):
            under_review |= waits
            if value is not None:
                values[code][period] = value
    for code, period, value in figures:
        values[code][period] = value
    opening = {code: by.pop(before) for code, by in values.items() if before in by}
    return Read(movement, unit, year, dict(values), opening, taken, under_review)


def _told(db: Db, movement: Movement, unit: Unit, year: int, basis: Basis) -> Iterator[Any]:
    """What the unit has reported; of the reports that another movement asks nothing."""
    rows = _reported[basis].all(db, {"unit": unit.id, **_span(year)})
    return (row for row in rows if row.form in movement.forms)


def silent(
    movement: Movement, level: str, since: str, year: int, today: date,
    excused: Excused = frozenset(),
) -> Facts:  # fmt: skip
    """The facts of a unit of a level that has told nothing since its first month."""
    first = Period.parse(since)
    owed = len(list(required(movement, level, first, year, today, excused)))
    none = Timeliness(on_time=Fraction(0), required=owed, reported=0)
    return Facts({}, {}, none, active_from=first, as_of=today, year=year, level=level,
                 excused=excused)  # fmt: skip
