"""The table of who may not be proposed: every step of every mark."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel

from storage.columns import new_id, ref, words
from storage.partial import only

LATEST = text("latest")


class Disqualification(SQLModel, table=True):
    """A step of a mark of a unit's year on a ground: proposed, answered, confirmed, lifted.

    Only ever added to; `latest`: none came behind it. No person: the program has computed it.
    `said`: the reason, or the unit's answer; `conclusion`: the number of a written one.
    """

    __tablename__: ClassVar[str] = "disqualifications"
    __table_args__ = (
        Index("disqualifications_of", "unit_id", "movement", "year", "ground"),
        Index(
            "disqualifications_latest",
            "movement",
            "year",
            "unit_id",
            "ground",
            unique=True,
            sqlite_where=LATEST,
            postgresql_where=LATEST,
        ),
        only("disqualifications_step", "movement", "year", "step", "id", where=LATEST),
    )
    id: int | None = new_id()
    movement: str
    year: int
    unit_id: int = ref("units")
    ground: str
    step: str
    person_id: int | None = ref("people", null=True)
    at: datetime
    said: str | None = words(null=True)
    conclusion: str | None = Field(default=None)
    latest: bool
