"""The tables of what goes with a message: frozen contents, and where drawn ones may be had."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from sqlmodel import Field, SQLModel

from storage.columns import words


class Content(SQLModel, table=True):
    """What a picture or a file is drawn from (JSON), under the digest of it."""

    __tablename__: ClassVar[str] = "contents"
    digest: str = Field(primary_key=True)
    kind: str
    body: str = words()
    used_at: datetime = Field(index=True)


class SentFile(SQLModel, table=True):
    """The platform's own id of what was sent once: the next one need not carry the bytes."""

    __tablename__: ClassVar[str] = "sent_files"
    channel: str = Field(primary_key=True)
    bot: str = Field(primary_key=True)
    digest: str = Field(primary_key=True)
    file_id: str


class FileLink(SQLModel, table=True):
    """An address that nobody guesses, for a platform that only takes addresses; until when."""

    __tablename__: ClassVar[str] = "file_links"
    secret: str = Field(primary_key=True)
    digest: str
    until: datetime = Field(index=True)
