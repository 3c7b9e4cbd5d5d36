"""What the program itself has to remember: its last tick, the demo's clock, its own names."""

from __future__ import annotations

from sqlalchemy import bindparam, delete, select

from storage.engine import Db, insert
from storage.prepared import Prepared
from storage.tables import Setting, table

settings = table(Setting)
_get = Prepared(select(settings.c.value).where(settings.c.key == bindparam("of")))


def get(db: Db, key: str) -> str | None:
    """What is kept under this key."""
    found: str | None = _get.scalar(db, {"of": key})
    return found


def put(db: Db, key: str, value: str) -> None:
    """Keep a value under this key."""
    row = insert(db, settings).values(key=key, value=value)
    db.execute(row.on_conflict_do_update(index_elements=["key"], set_={"value": value}))


def bot_name(db: Db, channel: str) -> str | None:
    """The name by which a platform calls us, as it last told: links and groups need it."""
    return get(db, f"{channel}.bot_name")


def call_bot(db: Db, channel: str, name: str) -> None:
    """Keep that name."""
    put(db, f"{channel}.bot_name", name)


def drop(db: Db, key: str) -> None:
    """Keep nothing under this key any more."""
    db.execute(delete(settings).where(settings.c.key == key))
