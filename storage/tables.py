"""Every table. SQLModel describes them; the queries use the same tables through SQLAlchemy Core.

Money and platform ids are BIGINT; datetimes are SQLModel's own UTC-aware field; JSON is text,
written and read by pydantic.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import Index, Table, Text, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from storage.columns import BYTEWISE, big, new_id, ref, words
from storage.partial import ASIDE, QUEUED, UNDELIVERED, only


class Unit(SQLModel, table=True):
    """A unit of any kind; `lies_in`: the units above it, the nearest first, as JSON (kind, id).

    `further`: the ids, as JSON, of the units in which it lies directly beside `parent_id`.
    `plain`: the name as people look for it (`locales.naming.plain`). `left_on`: the day since which
    it is no longer on the roster, where it is known. `collective`: its kind among those who may be
    proposed, where its level does not say; `members` and `women` of it, as a collective.
    `excused`: months (YYYY-MM, one behind the other) of which nothing is asked, see `Absence`.
    """

    __tablename__: ClassVar[str] = "units"
    __table_args__ = (Index("units_plain", "kind", "plain", "code"),)
    id: int | None = new_id()
    code: str = Field(unique=True)
    kind: str
    name: str
    plain: str = Field(default="", sa_type=BYTEWISE, sa_column_kwargs={"server_default": ""})
    parent_id: int | None = ref("units", null=True, index=True)
    lies_in: str = Field(default="[]", sa_type=Text, sa_column_kwargs={"server_default": "[]"})
    further: str = Field(default="[]", sa_type=Text, sa_column_kwargs={"server_default": "[]"})
    collective: str | None = None
    members: int | None = None
    women: int | None = None
    households: int | None = None
    transaction_day: int | None = None
    active: bool = True
    left_on: date | None = None
    reports_from: str
    excused: str = Field(default="", sa_type=Text, sa_column_kwargs={"server_default": ""})


class Person(SQLModel, table=True):
    """Somebody on the roster; `revoked_at`: shut out since then, a new code alone lets in again.

    `kind`: among those who may be proposed, where no role says it; `gender`: female or male;
    `leads`: a leader, or works directly; `born`: a year; `post`: as papers name it. None: not said.
    """

    __tablename__: ClassVar[str] = "people"
    id: int | None = new_id()
    code: str = Field(unique=True)
    name: str
    phone: str | None = Field(default=None, index=True)
    language: str | None = None
    consented_at: datetime | None = None
    revoked_at: datetime | None = None
    active: bool = True
    kind: str | None = None
    gender: str | None = None
    leads: bool | None = None
    born: int | None = None
    post: str | None = None


class Role(SQLModel, table=True):
    """A person's role in a unit: head, officer, office, council, admin."""

    __tablename__: ClassVar[str] = "roles"
    __table_args__ = (UniqueConstraint("person_id", "unit_id", "role"),)
    id: int | None = new_id()
    person_id: int = ref("people", index=True)
    unit_id: int = ref("units", index=True)
    role: str


class Account(SQLModel, table=True):
    """A person on a channel; `chat` is where to write to."""

    __tablename__: ClassVar[str] = "accounts"
    __table_args__ = (
        UniqueConstraint("channel", "bot", "sender"),
        Index("accounts_chat", "channel", "bot", "chat"),
        only("accounts_blocked", "person_id", where=text("blocked_at IS NOT NULL")),
    )
    id: int | None = new_id()
    channel: str
    bot: str
    sender: str
    chat: str
    person_id: int = ref("people", index=True)
    used_at: datetime
    blocked_at: datetime | None = None


class Update(SQLModel, table=True):
    """Everything that came in, once; `error`, `revision` and who wrote it where its turn failed."""

    __tablename__: ClassVar[str] = "updates"
    __table_args__ = (
        UniqueConstraint("channel", "bot", "external_id"),
        Index("updates_chat", "channel", "bot", "chat", "id"),
        only("updates_aside", "id", where=ASIDE),
    )
    id: int | None = new_id()
    channel: str
    bot: str
    external_id: str
    chat: str
    kind: str
    received_at: datetime
    body: str = words()
    error: str | None = words(null=True)
    revision: int | None = None
    person_id: int | None = big(null=True)
    settled_at: datetime | None = None


class Conversation(SQLModel, table=True):
    """Where a chat stands; `frames` are JSON and `person_id`'s, `prompt_id` the open question.

    `newest`: the platform's order of the newest update that was played, `newest_at` since when.
    """

    __tablename__: ClassVar[str] = "conversations"
    __table_args__ = (UniqueConstraint("channel", "bot", "chat"),)
    id: int | None = new_id()
    channel: str
    bot: str
    chat: str
    revision: int = 0
    language: str | None = None
    frames: str = words()
    prompt_id: int | None = big(null=True)
    person_id: int | None = big(null=True)
    newest: int | None = big(null=True)
    newest_at: datetime | None = None


class Outbox(SQLModel, table=True):
    """Everything that goes out, once (`key`); `body` is a Reply, or what to write one from.

    `until`: when it stops making sense, where that is not as usual; `settled_at`: when the operator
    had seen that it failed.
    """

    __tablename__: ClassVar[str] = "outbox"
    __table_args__ = (
        Index("outbox_queue", "status", "channel", "bot", "priority", "due_at", "id"),
        only("outbox_heads", "channel", "bot", "chat", "priority", "id", where=QUEUED),
        Index("outbox_chat", "channel", "bot", "chat", "id"),
        only("outbox_gone", "channel", "bot", "sent_at", where=text("sent_at IS NOT NULL")),
        only("outbox_undelivered", "status", "created_at", where=UNDELIVERED),
    )
    id: int | None = new_id()
    key: str = Field(unique=True)
    channel: str
    bot: str
    chat: str
    person_id: int | None = ref("people", null=True, index=True)
    kind: str = "message"
    priority: int = 0
    body: str = words()
    status: str = "queued"
    due_at: datetime
    attempts: int = 0
    claimed_by: str | None = None
    external_id: str | None = None
    error: str | None = words(null=True)
    created_at: datetime
    sent_at: datetime | None = None
    until: datetime | None = None
    settled_at: datetime | None = None


class Setting(SQLModel, table=True):
    """What the program itself has to remember."""

    __tablename__: ClassVar[str] = "settings"
    key: str = Field(primary_key=True)
    value: str = words()


def table(model: type[SQLModel]) -> Table:
    """The SQLAlchemy table of a model, for the queries in Core."""
    return SQLModel.metadata.tables[str(model.__tablename__)]
