"""Turns a table of figures into checked values of units and periods."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import RowMapping, select

from scoring.movement import Finding, Indicator, Known, Movement
from scoring.periods import Period, containing
from storage.engine import Db
from storage.figures_file import FiguresError, Line, Sheet, hundredths, integer
from storage.history import office_figures
from storage.units import units

FINENESS = ("monthly", "quarterly", "yearly")
LEVELS = ("group", "commune")
Word = Callable[[Finding], str]
"""Says what a rule of the movement found, in the operator's language."""


@dataclass(frozen=True)
class Row:
    """One unit's figures: (indicator, period) -> value; points in hundredths."""

    number: int
    unit_id: int
    unit: str
    values: dict[tuple[str, str], int]


@dataclass
class Reading:
    """What a file holds; `warnings` are told, `problems` forbid the whole file."""

    rows: list[Row] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Column:
    """An indicator and the period in which its values of this file count."""

    indicator: Indicator
    period: Period


def check(
    db: Db, movement: Movement, sheet: Sheet, period: Period, today: date, word: Word
) -> Reading:
    """Check every cell; FiguresError naming all that is wrong, if anything is.

    A month's file may hold figures that are asked quarterly or yearly: they count for the
    quarter or year of that month.
    """
    columns = _columns(movement, sheet.columns, period, today)
    reading = Reading()
    lines = list(_once(_graded(sheet.lines, columns, reading), reading))
    known = _units(db, {line.unit for line in lines})
    for line in lines:
        row = _row(line, columns, known.get(line.unit), reading)
        if row is not None:
            reading.rows.append(row)
            reading.problems += _refused(db, row, columns, word)
    if reading.problems:
        raise FiguresError(reading.problems)
    return reading


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
    if indicator is None or not _office_gives(indicator):
        raise ValueError("is not a figure of the office")
    if FINENESS.index(indicator.frequency) < FINENESS.index(period.frequency):
        raise ValueError(
            f"is a {indicator.frequency} figure, and {period.code} is {period.frequency}"
        )
    counts = containing(indicator.frequency, period.first)
    if counts.first > today:
        raise ValueError(f"{counts.code} has not begun yet")
    return Column(indicator, counts)


def _office_gives(indicator: Indicator) -> bool:
    """Its own indicators, and what the bank's system also knows of the heads' monthly ones."""
    own = indicator.reporter == "office"
    monthly = indicator.reporter == "head" and indicator.frequency == "monthly"
    return own or (monthly and indicator.unit != "yesno")


def _graded(
    lines: tuple[Line, ...], columns: dict[str, Column], reading: Reading
) -> tuple[Line, ...]:
    """The bank's export is known to write 0 in every row of the grade column: not a grade."""
    for name, column in columns.items():
        cells = [line.cells[name] for line in lines if name in line.cells]
        if column.indicator.unit == "points" and cells and not any(c.strip("0.,") for c in cells):
            reading.warnings.append(f"{name}: 0 in every row, so the column is left out")
            lines = tuple(_without(line, name) for line in lines)
    return lines


def _without(line: Line, name: str) -> Line:
    cells = {key: cell for key, cell in line.cells.items() if key != name}
    return Line(line.number, line.unit, cells)


def _once(lines: tuple[Line, ...], reading: Reading) -> Iterator[Line]:
    """The bank's export is known to repeat rows: the same is taken once, else none is right."""
    first: dict[str, Line] = {}
    for line in lines:
        before = first.get(line.unit)
        if before is None:
            first[line.unit] = line
            yield line
        elif before.cells == line.cells:
            same = f"row {line.number}: the same as row {before.number}, taken once"
            reading.warnings.append(same)
        else:
            reading.problems.append(
                f"row {line.number}: unit {line.unit} stands in row {before.number} with other figures"
            )


def _units(db: Db, codes: set[str]) -> dict[str, RowMapping]:
    rows = db.execute(select(units)).mappings()
    return {row["code"]: row for row in rows if row["code"] in codes}


def _row(
    line: Line, columns: dict[str, Column], unit: RowMapping | None, reading: Reading
) -> Row | None:
    wrong = _unknown(line, unit)
    if wrong or unit is None:
        reading.problems.append(f"row {line.number}: {wrong}")
        return None
    values = {}
    for name, cell in line.cells.items():
        column = columns[name]
        try:
            value = hundredths(cell) if column.indicator.unit == "points" else integer(cell)
            values[name, column.period.code] = value
        except ValueError as error:
            reading.problems.append(f"row {line.number}, {name}: {error}")
    return Row(line.number, unit["id"], line.unit, values)


def _unknown(line: Line, unit: RowMapping | None) -> str | None:
    if not line.unit:
        return "names no unit"
    if unit is None:
        return f"no unit {line.unit}"
    if unit["kind"] not in LEVELS:
        return f"{line.unit} is a {unit['kind']}; figures belong to groups and communes"
    return None if unit["active"] else f"unit {line.unit} is no longer on the roster"


def _refused(db: Db, row: Row, columns: dict[str, Column], word: Word) -> Iterator[str]:
    """What the movement's hard rules forbid, seen together with the figures already stored."""
    for (name, period), value in row.values.items():
        given = {code: v for (code, p), v in row.values.items() if p == period}
        together = office_figures(db, row.unit_id, period) | given
        known = Known(values=together, last={}, figures={}, register={})
        for finding in columns[name].indicator.check(value, known):
            if finding.kind == "refuse":
                yield f"row {row.number}, {name}: {word(finding)}"
