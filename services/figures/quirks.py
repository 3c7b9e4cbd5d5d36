"""Known quirks of the bank's export: repeated rows, and a grade column full of zeros."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from services.figures.file import Line


@dataclass
class Reading:
    """What comes up while a file is read: `warnings` are told, `problems` forbid the file."""

    warnings: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def without_empty_grades(
    lines: tuple[Line, ...], columns: Iterable[str], reading: Reading
) -> tuple[Line, ...]:
    """Leave out columns of points that are 0 in every row: the export knew no grades."""
    for name in columns:
        cells = [line.cells[name] for line in lines if name in line.cells]
        if cells and not any(cell.strip("0.,") for cell in cells):
            reading.warnings.append(f"{name}: 0 in every row, so the column is left out")
            lines = tuple(_without(line, name) for line in lines)
    return lines


def _without(line: Line, name: str) -> Line:
    return replace(line, cells={key: cell for key, cell in line.cells.items() if key != name})


def once(lines: Iterable[Line], reading: Reading) -> Iterator[Line]:
    """The same row again is taken once; of two that differ neither can be believed."""
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
            other = f"unit {line.unit} stands in row {before.number} with other figures"
            reading.problems.append(f"row {line.number}: {other}")
