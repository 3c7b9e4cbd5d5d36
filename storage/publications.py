"""Publications: the standings as they were when they were pushed, and what had changed.

The lines are kept in parts, so that a nation's table is never one large row: whoever draws one up
writes it part by part, and the publication counts once it has its number. A draft that nobody
goes on with is begun anew.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import ColumnElement, delete, func, select, update

from scoring.standings import Line
from storage.engine import Db, insert
from storage.publication_tables import Publication, PublicationPart, PublicationScope
from storage.schema import alone
from storage.tables import table

publications, parts = table(Publication), table(PublicationPart)
scopes = table(PublicationScope)
LINES = 500
"""Lines of a part; packed, some ten kilobytes."""
_ABANDONED = timedelta(minutes=10)
Part = tuple[str, int, bytes]
"""A basis, a number from 0, the lines of it."""


class Scoped(NamedTuple):
    """What is told in a scope (JSON)."""

    scope_id: int
    body: str


Piece = Part | Scoped


class Kept(NamedTuple):
    """A whole publication: its number, its key, and what is told of it (JSON)."""

    number: int
    key: str
    body: str
    as_of: datetime
    version: int = 1
    corrects: int | None = None


class Rank(NamedTuple):
    """Of a table that may be corrected: its list and year, and which version it is of which."""

    settles: str | None = None
    version: int = 1
    corrects: int | None = None


_PLAIN = Rank()


def kept(db: Db, key: str) -> Kept | None:
    """What is published under a key; `None` before it is kept whole."""
    return _kept(db, publications.c.key == key)


def numbered(db: Db, number: int) -> Kept | None:
    """The publication of a number."""
    return _kept(db, publications.c.number == number)


def _kept(db: Db, where: ColumnElement[bool]) -> Kept | None:
    columns = (publications.c[name] for name in Kept._fields)
    row = db.execute(select(*columns).where(where, publications.c.number.is_not(None))).first()
    return None if row is None else Kept(*row)


def begin(db: Db, key: str, year: int, now: datetime) -> int | None:
    """Take up a draft as of now: its id; `None` where it is kept, or somebody else is at it."""
    row = {"key": key, "year": year, "as_of": now, "body": ""}
    db.execute(insert(db, publications).values(row).on_conflict_do_nothing())
    there = publications.c.key == key
    found = db.execute(select(publications).where(there).with_for_update()).one()
    if found.number or (found.as_of != now and abs(now - found.as_of) < _ABANDONED):
        return None
    for pieces in (parts, scopes):
        db.execute(delete(pieces).where(pieces.c.publication_id == found.id))
    db.execute(update(publications).where(there).values(as_of=now))
    return int(found.id)


def add(db: Db, draft: int, now: datetime, some: Iterable[Piece]) -> int | None:
    """Keep some pieces: how many; `None` if the draft is no longer that of this moment."""
    if not _held(db, draft, now):
        return None
    added = 0
    for piece in some:
        names = Scoped._fields if isinstance(piece, Scoped) else ("basis", "number", "lines")
        row = dict(zip(names, piece, strict=True)) | {"publication_id": draft}
        of = scopes if isinstance(piece, Scoped) else parts
        db.execute(insert(db, of).values(row).on_conflict_do_nothing())
        added += 1
    return added


def first(db: Db, of: str) -> Kept | None:
    """A list's official table of a year as it was sent first."""
    return _kept(db, (publications.c.settles == of) & (publications.c.version == 1))


def settled(db: Db, of: str) -> Kept | None:
    """The newest version of a list's official table of a year."""
    columns = (publications.c[name] for name in Kept._fields)
    whole = (publications.c.settles == of, publications.c.number.is_not(None))
    newest = select(*columns).where(*whole).order_by(publications.c.version.desc()).limit(1)
    row = db.execute(newest).first()
    return None if row is None else Kept(*row)


def versions(db: Db, number: int) -> list[int]:
    """The versions of a list's official table of a year before this one, the newest first."""
    of = select(publications.c.settles).where(publications.c.number == number).scalar_subquery()
    found = select(publications.c.number).where(
        publications.c.settles == of, publications.c.number < number
    )
    return list(db.execute(found.order_by(publications.c.number.desc())).scalars())


def finish(db: Db, draft: int, now: datetime, body: str, rank: Rank = _PLAIN) -> int | None:
    """From now on it counts, as the next one: its number; `None` if it was no longer ours."""
    if not _held(db, draft, now):
        return None
    alone(db, "number")  # two lists may be finished at once, by two programs
    number = int(db.execute(select(func.max(publications.c.number))).scalar() or 0) + 1
    row = {"body": body, "number": number, **rank._asdict()}
    db.execute(update(publications).where(publications.c.id == draft).values(row))
    return number


def scoped(db: Db, number: int, scope_id: int) -> str | None:
    """What is told of a publication in a scope; `None` where nobody followed it."""
    found = (
        select(scopes.c.body)
        .join(publications, publications.c.id == scopes.c.publication_id)
        .where(publications.c.number == number, scopes.c.scope_id == scope_id)
    )
    return db.execute(found).scalar()


def _held(db: Db, draft: int, now: datetime) -> bool:
    mine = (
        publications.c.id == draft,
        publications.c.as_of == now,
        publications.c.number.is_(None),
    )
    statement = select(publications.c.id).where(*mine).with_for_update()
    return db.execute(statement).first() is not None


def pack(basis: str, lines: Sequence[Line]) -> Iterator[Part]:
    """The lines of a table as parts."""
    for number, start in enumerate(range(0, len(lines), LINES)):
        rows = [
            [one.unit_id, one.place, one.name, one.commune, one.code, one.total, one.standing,
             one.reported, one.required, one.under_review, one.barred, one.size, one.ties,
             one.scopes]
            for one in lines[start : start + LINES]
        ]  # fmt: skip
        yield basis, number, zlib.compress(json.dumps(rows, ensure_ascii=False).encode())


def lines(db: Db, number: int, basis: str) -> Iterator[Line]:
    """The lines of a table that was published, in its order."""
    statement = (
        select(parts.c.lines)
        .join(publications, publications.c.id == parts.c.publication_id)
        .where(publications.c.number == number, parts.c.basis == basis)
        .order_by(parts.c.number)
    )
    for packed in db.execute(statement).scalars():
        yield from (_line(*row) for row in json.loads(zlib.decompress(packed)))


def _line(
    unit_id: int, place: int | None, name: str, commune: str, code: str, total: int, standing: str,
    reported: int, required: int, under_review: bool = False, barred: Sequence[str] = (),
    size: int = 0, ties: Sequence[int] = (), scopes: Sequence[str] = (),
) -> Line:  # fmt: skip
    """A row of a part; the last five are not in what was published before they were kept."""
    return Line(place, code, name, total, reported, required, standing, unit_id, commune,
                under_review, size, tuple(barred), tuple(ties), tuple(scopes))  # fmt: skip
