"""A kind of rows: what it is called, where it stands, and how a row is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Row

from scoring.live import Live
from services.export.values import Meanings
from storage.paging import Source, named, of
from storage.people import people
from storage.reports import reports
from storage.units import units

Cells = Sequence[Any]
Getter = Callable[[Any], Any]


@dataclass(frozen=True)
class Wanted:
    """What is exported: everything, or a year's; `phones`: with the telephone numbers.

    `program`: the version that writes it.
    """

    live: Live
    zone: ZoneInfo
    program: str
    year: int | None = None
    phones: bool = False

    @property
    def meanings(self) -> Meanings:
        """What stored values mean."""
        return Meanings(self.live)

    def in_year(self, year: ColumnElement[int]) -> tuple[ColumnElement[bool], ...]:
        """The condition that a row is of the year, if one is asked for."""
        return () if self.year is None else (year == self.year,)

    def of_period(self, period: ColumnElement[str]) -> tuple[ColumnElement[bool], ...]:
        """The same by a period's code."""
        return () if self.year is None else (period.startswith(f"{self.year:04}"),)

    def during(self, at: ColumnElement[datetime]) -> tuple[ColumnElement[bool], ...]:
        """The same by a moment, in the office's zone."""
        if self.year is None:
            return ()
        begin = datetime(self.year, 1, 1, tzinfo=self.zone)
        return (at >= begin, at < begin.replace(year=self.year + 1))


@dataclass(frozen=True)
class Kind:
    """One file: its columns, and where they come from; a cell is the row's unless `cells` has it.

    `split`: the rows of the file that a stored row makes, where that is not one.
    """

    name: str
    source: Source
    columns: tuple[str, ...]
    cells: Mapping[str, Getter] = field(default_factory=dict)
    split: Callable[[Any], Iterable[Cells]] | None = None

    def rows(self, page: Iterable[Row[Any]]) -> Iterable[Cells]:
        """A page as it is written."""
        if self.split is not None:
            return (cells for row in page for cells in self.split(row))
        getters = [self.cells.get(name) or _plain(name) for name in self.columns]
        return ([get(row) for get in getters] for row in page)


def _plain(name: str) -> Getter:
    return lambda row: getattr(row, name)


def unit_code(held: ColumnElement[Any], name: str = "unit") -> Any:
    """The code of the unit of an id."""
    return named(name, of(units.c.code, units.c.id, held))


def person_code(held: ColumnElement[Any], name: str = "person") -> Any:
    """The code of the person of an id."""
    return named(name, of(people.c.code, people.c.id, held))


def of_report(wanted: ColumnElement[Any], held: ColumnElement[Any]) -> Any:
    """What the head of a report says."""
    return of(wanted, reports.c.id, held)
