"""The table of places that the Council gives otherwise than the rule does."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from sqlalchemy import Index
from sqlmodel import SQLModel

from storage.columns import new_id, ref, words


class PlaceOverride(SQLModel, table=True):
    """How many places for persons a unit has by the Council's word; None: as the rule has it.

    Only ever added to; the last one of a unit counts.
    """

    __tablename__: ClassVar[str] = "place_overrides"
    __table_args__ = (Index("place_overrides_of", "movement", "year", "unit_id"),)
    id: int | None = new_id()
    movement: str
    year: int
    unit_id: int = ref("units")
    places: int | None = None
    reason: str = words()
    by_id: int = ref("people")
    at: datetime
