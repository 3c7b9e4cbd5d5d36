"""The tables of dossiers: their state, every act, what was sent, what was frozen."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from sqlalchemy import Index, LargeBinary, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from storage.columns import big, new_id, ref, words
from storage.partial import only

LIVE = text("live")


class Dossier(SQLModel, table=True):
    """A unit's dossier of a year: open, submitted, returned; `number`: its receipt's, in the year.

    `signer` and `post`: who signs its papers; `symbol`: the unit's in the numbers of its papers.
    """

    __tablename__: ClassVar[str] = "dossiers"
    __table_args__ = (UniqueConstraint("movement", "year", "unit_id"),
                      UniqueConstraint("movement", "year", "number"))  # fmt: skip
    id: int | None = new_id()
    movement: str
    year: int
    unit_id: int = ref("units")
    status: str = "open"
    number: int | None = None
    signer: str | None = None
    post: str | None = None
    symbol: str | None = None
    submitted_at: datetime | None = None
    submitted_by: int | None = ref("people", null=True)


class DossierAct(SQLModel, table=True):
    """What was done with a dossier: submitted, returned with a reason; `snapshot`: as of which.

    Only ever added to.
    """

    __tablename__: ClassVar[str] = "dossier_acts"
    id: int | None = new_id()
    dossier_id: int = ref("dossiers", index=True)
    act: str
    by_id: int | None = ref("people", null=True)
    at: datetime
    said: str | None = words(null=True)
    snapshot: int | None = big(null=True)


class DossierPiece(SQLModel, table=True):
    """A document or photo that was sent for a dossier; `live`: no later one takes its place."""

    __tablename__: ClassVar[str] = "dossier_pieces"
    __table_args__ = (only("dossier_pieces_live", "dossier_id", where=LIVE),
                      Index("dossier_pieces_digest", "dossier_id", "digest"))  # fmt: skip
    id: int | None = new_id()
    dossier_id: int = ref("dossiers")
    code: str
    nomination_id: int | None = ref("nominations", null=True)
    name: str
    media: str
    digest: str
    data: bytes = Field(sa_type=LargeBinary)
    by_id: int = ref("people")
    at: datetime
    live: bool = True


class Snapshot(SQLModel, table=True):
    """The frozen content (JSON) from which papers are written; `number` stands on them.

    Of an office's dossier (`unit_id`) or of the Council's proposal.
    """

    __tablename__: ClassVar[str] = "snapshots"
    __table_args__ = (Index("snapshots_of", "movement", "year", "kind", "unit_id"),)
    number: int | None = Field(default=None, primary_key=True)
    movement: str
    year: int
    unit_id: int = ref("units")
    kind: str
    body: str = words()
    digest: str
    by_id: int | None = ref("people", null=True)
    at: datetime
