"""The rows of a table for a PDF: which of them may be parted by the end of a page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from bot.rendering.papers.lengths import MILLIMETRE, length
from handlers.papers.paper import Cell, Run, Table

_SIZE, _LINE = 12, 6
"""Letters in points, a line in millimetres."""
_HIGHEST, _HIGHEST_HEADS = 120, 60
"""A row of this height in millimetres may be parted; such heads are not said again."""
_SIDES = 3
"""What a cell leaves free of its width, in millimetres."""
Places = list[tuple[Cell, float]]


Say = Callable[[Run, float], dict[str, Any]]
"""Makes data of a run that has so many millimetres."""


def rows(table: Table, width: float, say: Say) -> dict[str, Any]:
    """The widths, the heads and the cells, row by row."""
    whole = sum(table.widths)
    shares = [share / whole * width for share in table.widths]
    placed = [list(_places(row, shares)) for row in table.rows]
    heads, others = placed[: table.heads], placed[table.heads :]
    return {
        "widths": table.widths,
        "repeat": sum(map(_height, heads)) <= _HIGHEST_HEADS,
        "heads": [one for row in heads for one in _row(row, say)],
        "cells": [one for row in others for one in _row(row, say)],
    }


def _places(row: Sequence[Cell], shares: list[float]) -> Iterator[tuple[Cell, float]]:
    """Each cell with its width in millimetres."""
    at = 0
    for cell in row:
        yield cell, max(sum(shares[at : at + cell.span]) - _SIDES, 1)
        at += cell.span


def _height(row: Places) -> float:
    """About so many millimetres, rather more than less."""
    return max((_lines(cell, width) for cell, width in row), default=0) * _LINE


def _lines(cell: Cell, width: float) -> int:
    said = "".join(run.text for run in cell.runs).split("\n")
    return sum(1 + int(1.2 * length(line, _SIZE) / MILLIMETRE / width) for line in said)


def _row(row: Places, say: Say) -> Iterator[dict[str, Any]]:
    """A row is parted only if none of its cells forbids it."""
    tall = _height(row) > _HIGHEST
    for cell, width in row:
        runs = [say(run, width) for run in cell.runs]
        yield {"runs": runs, "align": cell.align, "span": cell.span, "tall": tall}
