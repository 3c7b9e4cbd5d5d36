"""The table of files that are on their way from a platform to us."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from storage.columns import new_id, ref, words
from storage.partial import QUEUED, only


class Fetch(SQLModel, table=True):
    """A file that a person sent, to be fetched and then taken for a purpose; once.

    `ref`, `name`, `media`: as the platform tells of it (`storage.sent`); `purpose`, `given`: what
    it is for, with its arguments (JSON). `at`: when the message counts. `due_at` of a claimed row
    is when its claim ends; `claim` says whose it is. `status`: queued; or how it ended: taken,
    refused (not of a kind that is taken), lost (it could not be had), broken (taking it failed),
    dropped (nobody reads the answer any more).
    """

    __tablename__: ClassVar[str] = "fetches"
    __table_args__ = (
        only("fetches_due", "channel", "bot", "due_at", where=QUEUED),
        Index("fetches_created", "created_at"),
    )
    id: int | None = new_id()
    channel: str
    bot: str
    chat: str
    person_id: int = ref("people")
    ref: str = words()
    name: str
    media: str
    purpose: str
    given: str = words()
    at: datetime
    created_at: datetime
    due_at: datetime
    attempts: int = 0
    claim: str | None = None
    status: str = Field(default="queued")
    error: str | None = words(null=True)
    ended_at: datetime | None = None
