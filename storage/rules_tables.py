"""The table of the rules that a Council has decided on, year by year."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from storage.columns import new_id, words


class Rules(SQLModel, table=True):
    """A movement's definition from a year on, as its file had it; `digest` is SHA-256.

    Never changed: another one for the same year comes behind it.
    """

    __tablename__: ClassVar[str] = "rules"
    __table_args__ = (Index("rules_of", "movement", "year"),)
    id: int | None = new_id()
    movement: str
    year: int
    digest: str
    by: str
    at: datetime
    body: str = words()
    file: str = Field(default="")
