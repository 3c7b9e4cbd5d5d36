"""Turns a table of figures into checked values of units and periods."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import RowMapping, select

from scoring.movement import Indicator, Movement
from scoring.periods import Period, containing
from services.figures.doubts import Doubt, Rules, Word
from services.figures.errors import FiguresError
from services.figures.file import Line, Sheet
from services.figures.numbers import hundredths, integer
from services.figures.quirks import Reading, once, without_empty_grades
from storage.engine import Db
from storage.units import units

FINENESS = ("monthly", "quarterly", "yearly")
LEVELS = ("group", "commune")


@dataclass(frozen=True)
class Row:
    """One unit's figures: (indicator, period) -> value; points in hundredths."""

    number: int
    unit_id: int
    unit: str
    values: dict[tuple[str, str], int]
    points: frozenset[str] = frozenset()
    households: int | None = None


@dataclass(frozen=True)
class Checked:
    """What a file holds, and what its reader should know of it."""

    rows: tuple[Row, ...]
    warnings: tuple[str, ...]
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True)
class Column:
    """An indicator and the period in which its values of this file count."""

    indicator: Indicator
    period: Period


def check(
    db: Db, movement: Movement, sheet: Sheet, period: Period, today: date, word: Word
) -> Checked:
    """Check every cell; FiguresError naming all that is wrong, if anything is.

    What a head would be asked about comes back as a doubt.

    A month's file may hold figures that are asked quarterly or yearly: they count for the
    quarter or year of that month.
    """
    columns = _columns(movement, sheet.columns, period, today)
    reading = Reading(list(sheet.notes))
    points = [name for name, column in columns.items() if column.indicator.unit == "points"]
    lines = list(once(without_empty_grades(sheet.lines, points, reading), reading))
    rows: list[Row] = []
    known = _units(db, {line.unit for line in lines})
    rules = Rules(db, movement, word)
    for line in lines:
        row = _row(line, sheet, columns, known.get(line.unit), reading)
        if row is not None:
            rows.append(row)
            rules.judge(row.number, row.unit_id, row.unit, row.households, row.values)
    problems = reading.problems + rules.refused
    if problems:
        raise FiguresError(problems)
    return Checked(tuple(rows), tuple(reading.warnings), tuple(rules.doubts))


def _columns(
    movement: Movement, names: tuple[str, ...], period: Period, today: date
) -> dict[str, Column]:
    found: dict[str, Column] = {}
    problems = []
    for name in names:
        try:
            found[name] = _column(movement.indicators.get(name), period, today)
        except ValueError as error:
            problems.append(f"row 1, {name}: {error}")
    if problems:
        raise FiguresError(problems)
    return found


def _column(indicator: Indicator | None, period: Period, today: date) -> Column:
    if indicator is None or not office_gives(indicator):
        raise ValueError("is not a figure of the office")
    if FINENESS.index(indicator.frequency) < FINENESS.index(period.frequency):
        raise ValueError(
            f"is a {indicator.frequency} figure, and {period.code} is {period.frequency}"
        )
    counts = containing(indicator.frequency, period.first)
    if counts.first > today:
        raise ValueError(f"{counts.code} has not begun yet")
    return Column(indicator, counts)


def office_gives(indicator: Indicator) -> bool:
    """Whether a figure is the office's: its own ones, and the heads' monthly ones, which the
    bank's system knows too.
    """
    own = indicator.reporter == "office"
    monthly = indicator.reporter == "head" and indicator.frequency == "monthly"
    return indicator.kind.of == "quantity" and (own or monthly)


def _units(db: Db, codes: set[str]) -> Mapping[str, RowMapping]:
    rows = db.execute(select(units)).mappings()
    return {row["code"]: row for row in rows if row["code"] in codes}


def _row(
    line: Line,
    sheet: Sheet,
    columns: dict[str, Column],
    unit: RowMapping | None,
    reading: Reading,
) -> Row | None:
    wrong = _unknown(line, unit)
    if wrong or unit is None:
        reading.problems.append(f"row {line.number}: {wrong}")
        return None
    values = {}
    for name, cell in line.cells.items():
        column = columns[name]
        try:
            values[name, column.period.code] = _value(cell, name, column, sheet)
        except ValueError as error:
            reading.problems.append(f"row {line.number}, {name}: {error}")
    points = {name for name, one in columns.items() if one.indicator.kind.hundredths}
    households = unit["households"]
    return Row(line.number, unit["id"], line.unit, values, frozenset(points), households)


def _value(cell: str, name: str, column: Column, sheet: Sheet) -> int:
    if column.indicator.kind.hundredths:
        return hundredths(cell)
    return integer(cell, sheet.separator, sheet.factors.get(name, 1))


def _unknown(line: Line, unit: RowMapping | None) -> str | None:
    if not line.unit:
        return "names no unit"
    if unit is None:
        return f"no unit {line.unit}"
    if unit["kind"] not in LEVELS:
        return f"{line.unit} is no group or commune ({unit['kind']})"
    return None if unit["active"] else f"unit {line.unit} is no longer on the roster"
