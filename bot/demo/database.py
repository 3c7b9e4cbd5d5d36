"""The demo's own database file; any other is refused."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Engine, inspect, text

from storage import schema
from storage.engine import Db, connect

MARK, MARKED = "demo", "1"
FILE = Path("thidua-demo.db")
"""Where the demo keeps its database unless told otherwise: in the folder it is started from."""


class DemoError(Exception):
    """The demo cannot start like this; the message is for the one who starts it."""


def opened(path: Path, *, fresh: bool = False) -> Engine:
    """The demo's database at `path` with the newest schema; `fresh` begins with an empty one.

    DemoError where the file holds anything but a demo: a demo moves the clock and invents
    people, and must never touch a real season. The caller holds the file's lock.
    """
    if path.exists():
        _check(path)
        if fresh:
            _truncate(path)
    engine = connect(url(path))
    schema.migrate(engine)
    return engine


def url(path: Path) -> str:
    """The address of a database file."""
    return f"sqlite:///{path}"


def empty(db: Db) -> None:
    """No row in any table of the demo any more; the schema stays."""
    db.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
    for name in inspect(db).get_table_names():
        if name != "alembic_version":
            db.execute(text(f'DELETE FROM "{name}"'))  # noqa: S608 (our own tables' names)


def _check(path: Path) -> None:
    """Look without writing: opening it as our own would already change it."""
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as db:
            ours = _is_demo(db)
    except sqlite3.DatabaseError:
        ours = False
    if not ours:
        raise DemoError(f"{path} is not a demo database: it is left alone; name another file")


def _is_demo(db: sqlite3.Connection) -> bool:
    """Marked, or still empty: a first start that was killed left tables without a row."""
    names = {name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not names:
        return True
    if not {"settings", "units"} <= names:
        return False
    if db.execute("SELECT 1 FROM settings WHERE key = ? AND value = ?", (MARK, MARKED)).fetchone():
        return True
    return not any(db.execute(f"SELECT 1 FROM {t} LIMIT 1").fetchone() for t in ("units", "people"))  # noqa: S608 (two constants)


def _truncate(path: Path) -> None:
    """Nothing in it any more. The file stays, for the lock lies on it; a log without its database
    goes first, or it would be played into the empty one.
    """
    for ending in ("-wal", "-shm"):
        Path(f"{path.resolve()}{ending}").unlink(missing_ok=True)
    os.truncate(path, 0)
