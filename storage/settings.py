"""What the program itself has to remember: its last tick, the demo's clock."""

from __future__ import annotations

from sqlalchemy import select

from storage.engine import Db, insert
from storage.tables import Setting, table

settings = table(Setting)


def get(db: Db, key: str) -> str | None:
    """What is kept under this key."""
    return db.execute(select(settings.c.value).where(settings.c.key == key)).scalar()


def put(db: Db, key: str, value: str) -> None:
    """Keep a value under this key."""
    row = insert(db, settings).values(key=key, value=value)
    db.execute(row.on_conflict_do_update(index_elements=["key"], set_={"value": value}))
