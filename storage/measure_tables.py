"""The tables of stored measures, and of the sums that are to be worked out anew."""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from storage.columns import BIG, big, new_id, words


class Measures(SQLModel, table=True):
    """All measures of a unit's year, packed (`scoring.stored.packed`).

    One row, not one a measure: a turn writes it whole, and whoever sums reads it whole. `counts`:
    the unit was on the roster; `told`, `among`: how many of the lowest units in it have any
    figures, and of how many; `under_review`: as of a score.
    """

    __tablename__: ClassVar[str] = "measures"
    unit_id: int = Field(primary_key=True, foreign_key="units.id", sa_type=BIG)
    movement: str = Field(primary_key=True)
    year: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    basis: str = Field(primary_key=True)
    body: str = words()
    counts: bool
    told: int
    among: int
    under_review: bool


class Mark(SQLModel, table=True):
    """A unit whose sums of a year are to be worked out anew.

    Only ever added to: two reports of one commune never wait for each other's row.
    """

    __tablename__: ClassVar[str] = "marks"
    __table_args__ = (Index("marks_unit", "unit_id", "movement", "year"),)
    id: int | None = new_id()
    unit_id: int = big()
    movement: str
    year: int
