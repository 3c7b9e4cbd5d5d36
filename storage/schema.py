"""Brings a database to the newest schema, and says so where it cannot."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal

from sqlalchemy import Engine, inspect, text

from storage.engine import Db, reading
from storage.rebuilding import rebuilding

State = Literal["empty", "foreign", "older", "current", "newer"]
_VERSIONS = Path(__file__).parent / "migrations" / "versions"
_LOCKS = {
    "schema": 0x7464_0001,
    "import": 0x7464_0002,
    "number": 0x7464_0003,
    "award": 0x7464_0004,
}


class SchemaError(Exception):
    """The program and the database do not fit; the message is for the operator."""


def migrate(engine: Engine) -> bool:
    """Bring any database to the newest schema; False if it was there already.

    Any number of processes may call this at once: one migrates, the others wait and find it
    done. SchemaError where the database is newer than this program, or not ours.
    """
    with reading(engine) as db:
        if state(db) == "current":
            return False
    with rebuilding(engine) as db:
        alone(db, "schema")
        found = state(db)
        _refuse(db, found)
        if found != "current":
            # Alembic is a third of a second to load, and a running database needs it once a year.
            from storage.migrations.running import upgrade

            upgrade(db)
        return found != "current"


def prepare(engine: Engine) -> None:
    """For commands beside the running program: make an empty database, never change a full one.

    SchemaError where `thidua migrate` has to be run first.
    """
    with reading(engine) as db:
        found = state(db)
        _refuse(db, found)
    if found == "older":
        raise SchemaError("The database is older than this program: run `thidua migrate` first.")
    if found == "empty":
        migrate(engine)


def state(db: Db) -> State:
    """How the database stands to this program."""
    at = revision(db)
    if at is None:
        return "foreign" if inspect(db).has_table("units") else "empty"
    if at == newest():
        return "current"
    return "older" if at in _revisions() else "newer"


def revision(db: Db) -> str | None:
    """The schema's revision in the database."""
    if not inspect(db).has_table("alembic_version"):
        return None
    return db.execute(text("SELECT version_num FROM alembic_version")).scalar()


def alone(db: Db, what: str) -> None:
    """Wait until nobody else does this, to the end of the transaction.

    On SQLite the transaction itself (BEGIN IMMEDIATE) already keeps every other writer out.
    """
    if db.dialect.name == "postgresql":
        db.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCKS[what]})


def _refuse(db: Db, found: State) -> None:
    if found == "newer":
        raise SchemaError(
            f"The database (revision {revision(db)}) is newer than this program "
            f"({newest()}): please update the program."
        )
    if found == "foreign":
        raise SchemaError("The database holds tables of another program: please use another one.")


def newest() -> str:
    """The revision that this program's tables have."""
    return _revisions()[-1]


@cache
def _revisions() -> tuple[str, ...]:
    """All of them in order: a revision's file is named after it."""
    return tuple(sorted(path.name[:4] for path in _VERSIONS.glob("[0-9]*_*.py")))
