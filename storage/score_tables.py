"""The table of scores."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel

from storage.columns import BIG, big
from storage.partial import only


class Score(SQLModel, table=True):
    """A unit's score of a year in a list, provisional or official; points in units of 10^-9.

    `scope1` to `scope4`: where it is ranked, in the order of the list; `size`: in which of its
    classes, by number, 0 in none. `under_review`: a
    correction of accepted figures waits to be checked.
    """

    __tablename__: ClassVar[str] = "scores"
    __table_args__ = (
        Index("scores_scope1", "league", "year", "basis", "scope1", "size", "standing", "total"),
        Index("scores_scope2", "league", "year", "basis", "scope2", "size", "standing", "total"),
        Index("scores_scope3", "league", "year", "basis", "scope3", "size", "standing", "total"),
        only(
            "scores_scope4",
            "league",
            "year",
            "basis",
            "scope4",
            "size",
            "standing",
            "total",
            where=text("scope4 IS NOT NULL"),
        ),
        Index("scores_as_of", "year", "basis", "as_of", "unit_id"),
    )
    league: str = Field(primary_key=True)
    unit_id: int = Field(primary_key=True, foreign_key="units.id", sa_type=BIG)
    year: int = Field(primary_key=True)
    basis: str = Field(primary_key=True)
    scope1: int | None = big(null=True)
    scope2: int | None = big(null=True)
    scope3: int | None = big(null=True)
    scope4: int | None = big(null=True)
    size: int = 0
    standing: str
    total: int = big()
    tie1: int = big()
    tie2: int = big()
    tie3: int = big()
    tie4: int = big()
    tie5: int = big()
    reported: int
    required: int
    as_of: date
    under_review: bool = False
