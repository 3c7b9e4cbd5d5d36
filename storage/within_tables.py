"""The table of which unit lies in which, and since when."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from storage.columns import BIG


class Within(SQLModel, table=True):
    """A unit lies in another, directly or not, from a day until another.

    `kind` is that of the unit above, `level` the unit's own. `here`: it lies there now, and is on
    the roster; what has left keeps the place it had.
    """

    __tablename__: ClassVar[str] = "unit_within"
    __table_args__ = (Index("unit_within_below", "ancestor_id", "level", "here", "unit_id"),)
    unit_id: int = Field(primary_key=True, foreign_key="units.id", sa_type=BIG)
    ancestor_id: int = Field(primary_key=True, foreign_key="units.id", sa_type=BIG)
    since: date = Field(primary_key=True)
    until: date | None = None
    kind: str
    level: str
    here: bool


class FormerName(SQLModel, table=True):
    """What a unit was called until a day; before that, its earlier names."""

    __tablename__: ClassVar[str] = "former_names"
    unit_id: int = Field(primary_key=True, foreign_key="units.id", sa_type=BIG)
    until: date = Field(primary_key=True)
    name: str
