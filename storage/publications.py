"""Publications: the standings as they were when they were pushed."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from storage.engine import Db, insert
from storage.report_tables import Publication
from storage.tables import table

publications = table(Publication)


def there(db: Db, key: str) -> bool:
    """Whether this one is kept already."""
    where = publications.c.key == key
    return db.execute(select(publications.c.id).where(where)).first() is not None


def keep(db: Db, key: str, year: int, now: datetime, body: str) -> None:
    """Keep a snapshot (JSON), once."""
    row = {"key": key, "year": year, "as_of": now, "body": body}
    db.execute(insert(db, publications).values(row).on_conflict_do_nothing())
