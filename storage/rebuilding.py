"""The transaction of a migration, in which a table may take the place of another."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine

from storage.engine import Db


@contextmanager
def rebuilding(engine: Engine) -> Iterator[Db]:
    """One transaction that may put another table in the place of one that others refer to.

    SQLite does not look at references meanwhile, but at all of them before the end; it takes
    that word outside a transaction only. PostgreSQL changes tables where they are.
    """
    with engine.connect() as db:
        sqlite = db.dialect.name == "sqlite"
        raw = db.connection.driver_connection
        if sqlite and raw is not None:
            raw.execute("PRAGMA foreign_keys=OFF")
        try:
            with db.begin():
                yield db
                if sqlite and db.exec_driver_sql("PRAGMA foreign_key_check").first():
                    raise RuntimeError("the migration would leave references to nothing")
        finally:
            if sqlite and raw is not None:
                raw.execute("PRAGMA foreign_keys=ON")
