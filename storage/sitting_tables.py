"""The tables of the Council's sittings: roll and ballots apart, no vote that can be read.

A seat says who may vote and has voted, without a time; a ballot has neither member nor time, and
is sealed (`services.sealing`).
"""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from sqlalchemy import Index, LargeBinary, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from storage.columns import big, new_id, ref, words
from storage.partial import only

OPEN = text("open")


class Sitting(SQLModel, table=True):
    """A sitting on collectives or persons (`what`) of a year; `settings` (JSON) are frozen with it.

    `of_id`: the sitting whose tie it decides, in a further `round`. `public_key`: to which ballots
    are sealed; `threshold`: so many parts open them. `result` (JSON) and its `digest` once closed.
    """

    __tablename__: ClassVar[str] = "sittings"
    __table_args__ = (Index("sittings_year", "movement", "year", "id"),)
    id: int | None = new_id()
    movement: str
    year: int
    unit_id: int = ref("units")
    what: str
    round: int = 1
    of_id: int | None = ref("sittings", null=True)
    settings: str = words()
    convened_by: int = ref("people")
    convened_at: datetime
    place: str | None = None
    opened_at: datetime | None = None
    closing_at: datetime | None = None
    closed_at: datetime | None = None
    annulled_at: datetime | None = None
    annulled_by: int | None = ref("people", null=True)
    reason: str | None = words(null=True)
    public_key: bytes | None = Field(default=None, sa_type=LargeBinary, nullable=True)
    threshold: int | None = None
    result: str | None = words(null=True)
    digest: str | None = None
    minutes: str | None = words(null=True)


class SittingCase(SQLModel, table=True):
    """A nominee who is voted on, by a number that members write."""

    __tablename__: ClassVar[str] = "sitting_cases"
    __table_args__ = (UniqueConstraint("sitting_id", "number"),)
    id: int | None = new_id()
    sitting_id: int = ref("sittings")
    number: int
    nomination_id: int = ref("nominations")


class Seat(SQLModel, table=True):
    """A member of the roll: without any time.

    `present`: None until it is said. `written`: gives an opinion in writing. `recused`: the numbers
    of cases (JSON) on which there is no vote. `key`: the public one of the member's closing code;
    `share`: a part of the sitting's key sealed to it; `given`: the part, once the member gave it.
    `slip`: sealed to the sitting's key, the same in all ballots of this member. `open`: the sitting
    is under way; while it is, nothing that the member writes is kept.
    """

    __tablename__: ClassVar[str] = "seats"
    __table_args__ = (UniqueConstraint("sitting_id", "person_id"),
                      only("seats_open", "person_id", where=OPEN))  # fmt: skip
    id: int | None = new_id()
    sitting_id: int = ref("sittings")
    person_id: int = ref("people")
    present: bool | None = None
    written: bool = False
    voted: bool = False
    recused: str = Field(default="[]")
    key: bytes | None = Field(default=None, sa_type=LargeBinary, nullable=True)
    share: bytes | None = Field(default=None, sa_type=LargeBinary, nullable=True)
    given: bytes | None = Field(default=None, sa_type=LargeBinary, nullable=True)
    slip: bytes | None = Field(default=None, sa_type=LargeBinary, nullable=True)
    open: bool = True


class SealedBallot(SQLModel, table=True):
    """A ballot that nobody can read before the close, under a random number."""

    __tablename__: ClassVar[str] = "sealed_ballots"
    id: int | None = big(key=True)
    sitting_id: int = ref("sittings", index=True)
    body: bytes = Field(sa_type=LargeBinary)
