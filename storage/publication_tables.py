"""The tables of what is published, and of who is sent it."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.columns import BIG, big, new_id, ref, words


class Subscription(SQLModel, table=True):
    """Somebody is sent a list in a scope: daily, weekly, after a deadline, when the leader changes.

    `scope_id`: one's own unit where only its place is sent. Without a movement it was chosen before
    there were lists: the first one at its widest. `weekday` from 0, `hour`: None is the movement's.
    `last`: the number of the publication that was queued last; `told`: what was said of it.
    `channel`, `bot`, `chat`: of the group that is told; empty where it is the person.
    """

    __tablename__: ClassVar[str] = "subscriptions"
    __table_args__ = (
        UniqueConstraint(
            "person_id", "movement", "list", "scope_id", "frequency", "channel", "bot", "chat"
        ),
        Index("subscriptions_due", "movement", "list", "frequency", "weekday", "id"),
        Index("subscriptions_chat", "chat"),
    )
    id: int | None = new_id()
    person_id: int = ref("people")
    movement: str = ""
    list: str = ""
    scope_id: int | None = ref("units", null=True)
    frequency: str
    weekday: int | None = None
    hour: int | None = None
    last: int | None = None
    told: str | None = words(null=True)
    channel: str = ""
    bot: str = ""
    chat: str = ""


class Publication(SQLModel, table=True):
    """The standings as they were pushed; `body`: what is told of them.

    `number`: counted through, from 1; none before it is whole. `settles`: the list and year of
    which it is the official table. `version`: the first is 1; a further one `corrects` a number.
    """

    __tablename__: ClassVar[str] = "publications"
    id: int | None = new_id()
    key: str = Field(unique=True)
    year: int
    as_of: datetime
    body: str = words()
    number: int | None = Field(default=None, unique=True, index=True)
    settles: str | None = Field(default=None, index=True)
    version: int = Field(default=1, sa_column_kwargs={"server_default": "1"})
    corrects: int | None = None


class PublicationPart(SQLModel, table=True):
    """Some lines of a publication, packed."""

    __tablename__: ClassVar[str] = "publication_parts"
    publication_id: int = Field(primary_key=True, foreign_key="publications.id", sa_type=BIG)
    basis: str = Field(primary_key=True)
    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    lines: bytes


class PublicationScope(SQLModel, table=True):
    """What is told of a publication in a scope that somebody follows (JSON)."""

    __tablename__: ClassVar[str] = "publication_scopes"
    publication_id: int = Field(primary_key=True, foreign_key="publications.id", sa_type=BIG)
    scope_id: int = big(key=True)
    body: str = words()


class PublicationReader(SQLModel, table=True):
    """Who was queued a publication that may be corrected: in which scope, in which group if any."""

    __tablename__: ClassVar[str] = "publication_readers"
    __table_args__ = (
        UniqueConstraint("number", "person_id", "scope_id", "channel", "bot", "chat"),
    )
    id: int | None = new_id()
    number: int
    person_id: int = ref("people")
    scope_id: int = ref("units")
    channel: str = ""
    bot: str = ""
    chat: str = ""
