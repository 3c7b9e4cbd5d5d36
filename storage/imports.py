"""What imports changed: counted figures and history never change without a trace."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import func, insert, select

from storage.engine import Db
from storage.import_tables import Import, ImportChange
from storage.schema import alone
from storage.tables import table

imports, changes = table(Import), table(ImportChange)
_AT_ONCE = 1000


@dataclass(frozen=True)
class Source:
    """Where an import comes from: the file's name and digest, and who answers for it."""

    file: str = ""
    digest: str = ""
    by: str = ""


PROGRAM = Source(by="thidua")
"""What the program itself puts in, as into the demo."""


def source(file: str, content: bytes, by: str) -> Source:
    """The source of a file's content."""
    return Source(file, hashlib.sha256(content).hexdigest(), by)


@dataclass(frozen=True)
class Changed:
    """A value before and after, as text; see `ImportChange`."""

    what: Literal["unit", "person", "figure"]
    code: str
    field: str
    old: str | None
    new: str | None
    period: str | None = None


class OvertakenError(Exception):
    """Another import has begun since: what this one wanted was compared with what was before."""


def note(
    db: Db,
    what: str,
    of: Source,
    now: datetime,
    changed: Iterable[Changed],
    number: int | None = None,
) -> int | None:
    """Keep what an import changes; its number, or None where nothing changes.

    `number`: the import's, where earlier steps of it have been kept.
    """
    found = list(changed)
    if not found:
        return number
    if number is None:
        row = {"what": what, "file": of.file, "digest": of.digest, "by": of.by, "at": now}
        number = int(db.execute(insert(imports).values(row).returning(imports.c.id)).scalar_one())
    for start in range(0, len(found), _AT_ONCE):
        _keep(db, number, found[start : start + _AT_ONCE])
    return number


def newest(db: Db) -> int:
    """The number of the newest import; 0 before the first."""
    return db.execute(select(func.max(imports.c.id))).scalar() or 0


def latest(db: Db, what: str, codes: Sequence[str], field: str) -> dict[str, datetime]:
    """When imports last changed a field of these; who was never changed is left out."""
    of = (changes.c.what == what, changes.c.field == field)
    joined = select(changes.c.code, func.max(imports.c.at)).join(
        imports, imports.c.id == changes.c.import_id
    )
    found: dict[str, datetime] = {}
    for start in range(0, len(codes), _AT_ONCE):
        some = changes.c.code.in_(codes[start : start + _AT_ONCE])
        rows = db.execute(joined.where(*of, some).group_by(changes.c.code))
        found.update((code, at) for code, at in rows)
    return found


def alone_since(db: Db, number: int) -> None:
    """Go on with an import that nobody else has overtaken; to the end of the transaction."""
    alone(db, "import")
    if newest(db) != number:
        raise OvertakenError


def _keep(db: Db, number: int, some: Sequence[Changed]) -> None:
    db.execute(insert(changes), [{"import_id": number, **asdict(one)} for one in some])


def as_text(value: object) -> str | None:
    """A stored value as the history shows it."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, tuple):
        return ", ".join(one if isinstance(one, str) else " ".join(one) for one in value)
    return str(value)
