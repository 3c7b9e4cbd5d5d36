"""What was sent for a dossier: documents and photos, told apart by their bytes."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import insert, select, update

from storage.dossier_tables import DossierPiece
from storage.engine import Db
from storage.people import people
from storage.tables import table

pieces = table(DossierPiece)


class Sent(NamedTuple):
    """A piece as it is listed; its bytes are read apart (`data`)."""

    id: int
    code: str
    nomination_id: int | None
    name: str
    media: str
    digest: str
    by_id: int
    by: str
    at: datetime
    live: bool


class File(NamedTuple):
    """A file that has come: what it is called, what its bytes are, and the bytes."""

    name: str
    media: str
    digest: str
    data: bytes


_BY = 7
_columns = [pieces.c[name] for name in Sent._fields if name != "by"]
_columns.insert(_BY, people.c.name)
_all = select(*_columns).select_from(pieces.join(people, people.c.id == pieces.c.by_id))


def of_dossier(db: Db, dossier_id: int) -> list[Sent]:
    """Those that no later one has taken the place of, in the order in which they came."""
    of = (pieces.c.dossier_id == dossier_id, pieces.c.live)
    return [Sent(*row) for row in db.execute(_all.where(*of).order_by(pieces.c.id))]


def same(db: Db, dossier_id: int, digest: str) -> Sent | None:
    """A piece with just these bytes that stands in the dossier already."""
    of = (pieces.c.dossier_id == dossier_id, pieces.c.digest == digest, pieces.c.live)
    row = db.execute(_all.where(*of)).first()
    return None if row is None else Sent(*row)


def put(
    db: Db, dossier_id: int, of: tuple[str, int | None], file: File, by: int, now: datetime,
    *, beside: bool = False,
) -> int:  # fmt: skip
    """Keep a piece in the place of the one before (`beside`: next to it); its id.

    `of`: the piece's code, and of which nomination. The unit is held by whoever calls.
    """
    code, nomination = of
    there = (pieces.c.dossier_id == dossier_id, pieces.c.code == code, pieces.c.live,
             pieces.c.nomination_id.is_(None) if nomination is None
             else pieces.c.nomination_id == nomination)  # fmt: skip
    if not beside:
        db.execute(update(pieces).where(*there).values(live=False))
    row = {"dossier_id": dossier_id, "code": code, "nomination_id": nomination, "by_id": by,
           "at": now, "live": True, **file._asdict()}  # fmt: skip
    return int(db.execute(insert(pieces).values(row).returning(pieces.c.id)).scalar_one())


def data(db: Db, piece_id: int) -> File | None:
    """A piece with its bytes."""
    columns = [pieces.c[name] for name in File._fields]
    row = db.execute(select(*columns).where(pieces.c.id == piece_id)).first()
    return None if row is None else File(*row)
