"""The tables of joining: invitations, wrong codes, further accounts that ask to be added."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from storage.columns import big, new_id, ref


class Invitation(SQLModel, table=True):
    """A one-time code, kept as a hash only."""

    __tablename__: ClassVar[str] = "invitations"
    id: int | None = new_id()
    code_hash: str = Field(unique=True)
    person_id: int = ref("people", index=True)
    expires_at: datetime
    used_at: datetime | None = None


class Link(SQLModel, table=True):
    """An account that asks to become a person's; the one that is theirs has to say so.

    `invitation_id`: the code that is spent when it is added.
    """

    __tablename__: ClassVar[str] = "links"
    id: int | None = new_id()
    person_id: int = ref("people", index=True)
    channel: str
    bot: str
    chat: str
    sender: str
    asked_at: datetime
    settled_at: datetime | None = None
    invitation_id: int | None = big(null=True)


class Attempt(SQLModel, table=True):
    """A wrong invitation code."""

    __tablename__: ClassVar[str] = "attempts"
    __table_args__ = (Index("attempts_sender", "channel", "bot", "sender", "at"),)
    id: int | None = new_id()
    channel: str
    bot: str
    sender: str
    at: datetime = Field(index=True)
