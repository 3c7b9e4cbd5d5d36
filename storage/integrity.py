"""Whether the database's own files can be trusted: looked at before anything is taken."""

from __future__ import annotations

from sqlalchemy import Engine, text
from sqlalchemy.exc import DatabaseError, DBAPIError, OperationalError

from storage.engine import Db, reading

_FOUND = 5
_CHECKSUMS = text(
    "SELECT coalesce(sum(checksum_failures), 0) FROM pg_stat_database "
    "WHERE datname = current_database()"
)


def damage(engine: Engine, *, thorough: bool = False) -> str | None:
    """What is broken in the database's files, in one line; None if nothing was found.

    SQLite looks at every page (about a second a gigabyte); `thorough` also compares every index
    with its table and every reference with its row. PostgreSQL counts the pages that it found
    broken itself, where its checksums are on. OperationalError if it cannot be looked at now.
    """
    try:
        with reading(engine) as db:
            return _sqlite(db, thorough) if db.dialect.name == "sqlite" else _postgresql(db)
    except OperationalError:
        raise
    except DatabaseError as error:  # too broken to be looked at
        return _words(error)


def _sqlite(db: Db, thorough: bool) -> str | None:
    check = "integrity_check" if thorough else "quick_check"
    found = [str(row[0]) for row in db.execute(text(f"PRAGMA {check}({_FOUND})"))]
    if found != ["ok"]:
        return " ".join(found[0].split())
    lost = db.execute(text("PRAGMA foreign_key_check")).first() if thorough else None
    return f"a row of {lost[0]} refers to a row of {lost[2]} that is gone" if lost else None


def _postgresql(db: Db) -> str | None:
    broken = int(db.execute(_CHECKSUMS).scalar_one())
    return f"{broken} pages with a wrong checksum" if broken else None


def _words(error: DBAPIError) -> str:
    return str(error.orig).splitlines()[0]
