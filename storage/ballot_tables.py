"""The table of what judges said."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from sqlalchemy import Index
from sqlmodel import SQLModel

from storage.columns import big, new_id, ref, words


class BallotEntry(SQLModel, table=True):
    """An answer of a judge about a unit's year: points (`value`) or a sentence (`said`).

    Only ever added to: the last one of a judge and a question counts, the others are its history.
    """

    __tablename__: ClassVar[str] = "ballot_entries"
    __table_args__ = (
        Index("ballot_entries_of", "unit_id", "movement", "year"),
        Index("ballot_entries_by", "person_id", "movement", "year"),
    )
    id: int | None = new_id()
    movement: str
    year: int
    unit_id: int = ref("units")
    person_id: int = ref("people")
    code: str
    value: int | None = big(null=True)
    said: str | None = words(null=True)
    at: datetime
