"""Engines and transactions: the same few words for SQLite and PostgreSQL."""

from __future__ import annotations

import random
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from sqlalchemy import Connection, Engine, Table, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError

from storage import files
from storage.faults import is_database_failure

if TYPE_CHECKING:
    from sqlalchemy.dialects import postgresql, sqlite

Db = Connection
"""What a turn and every query get: a connection inside a transaction."""

Database = Engine
"""Where transactions are opened."""

T = TypeVar("T")


class Watcher(Protocol):
    """Who has an eye on how transactions end."""

    @property
    def failing(self) -> bool:
        """Whether the last one failed for the database's sake."""

    def told(self, error: Exception | None) -> None:
        """One has been committed, or has failed with an error."""


_READ = "thidua_read_only"
_WATCHER = "thidua_watcher"


def connect(url: str, *, pool_size: int = 16, patience: float = 10) -> Engine:
    """An engine for `sqlite:///…` or `postgresql://…`; nothing is opened yet.

    `patience`: seconds to wait where another program has locked a SQLite database.
    Errors do not quote the values of a row: they end up in logs.
    """
    parsed = make_url(url)
    if parsed.get_backend_name() == "postgresql":
        parsed = parsed.set(drivername="postgresql+psycopg")
        return create_engine(parsed, pool_size=pool_size, max_overflow=8, hide_parameters=True)
    engine = create_engine(parsed, connect_args={"timeout": patience}, hide_parameters=True)
    event.listen(engine, "do_connect", _make_sqlite)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _make_sqlite(_dialect: Any, _record: Any, given: Any, _named: Any) -> None:
    """The file is made for its owner only where there is none; the error says what is wrong."""
    path = files.path_of(make_url("sqlite://").set(database=given[0]))
    if path is None:
        return
    why = files.trouble(path)
    if why:
        raise sqlite3.OperationalError(f"unable to open database file: {path}: {why}")
    files.make(path)


def _prepare_sqlite(raw: Any, _record: Any) -> None:
    raw.isolation_level = None  # we say BEGIN ourselves; the driver's own is deferred
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
        raw.execute(f"PRAGMA {pragma}")


def _begin_sqlite(db: Connection) -> None:
    # A deferred transaction that later writes loses updates (99 of 100 when measured).
    read_only = db.get_execution_options().get(_READ)
    db.exec_driver_sql(f"PRAGMA query_only={'ON' if read_only else 'OFF'}")
    db.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")


@contextmanager
def transaction(engine: Engine) -> Iterator[Db]:
    """One transaction that may write; committed at the end, rolled back on any error."""
    watcher: Watcher | None = engine.get_execution_options().get(_WATCHER)
    try:
        with engine.connect() as db, _fit(db), db.begin():
            before = _changes(db) if watcher is not None else 0
            yield db
            proves = watcher is not None and (not watcher.failing or _wrote(db, before))
    except Exception as error:
        if watcher is not None:
            watcher.told(error)
        raise
    if watcher is not None and proves:
        watcher.told(None)


def watch(engine: Engine, watcher: Watcher) -> None:
    """From now on it is told how each transaction that may write ends, from any thread.

    While it takes the database for failing, a commit counts only if there was something to write:
    without, it succeeds on a full disk too.
    """
    engine.update_execution_options(**{_WATCHER: watcher})


def _changes(db: Db) -> int:
    raw: Any = db.connection.driver_connection
    return raw.total_changes if db.dialect.name == "sqlite" else 0


def _wrote(db: Db, before: int) -> bool:
    if db.dialect.name == "sqlite":
        return _changes(db) != before
    return db.exec_driver_sql("SELECT txid_current_if_assigned()").scalar() is not None


@contextmanager
def reading(engine: Engine) -> Iterator[Db]:
    """One transaction that only reads and waits for no writer; the database refuses to write."""
    with engine.connect() as plain:
        db = plain.execution_options(**{_READ: True, "postgresql_readonly": True})
        with _fit(db), db.begin():
            yield db


def looked_at(engine: Engine, work: Callable[[Db], T]) -> T:
    """What `work` gives, in one transaction that only reads."""
    with reading(engine) as db:
        return work(db)


def replayed(engine: Engine, work: Callable[[Db], T], tries: int = 10) -> T:
    """What `work` gives, done whole in one transaction; played again where it met another."""
    for attempt in range(1, tries):
        try:
            with transaction(engine) as db:
                return work(db)
        except OperationalError as error:
            if not clashed(error):
                raise
        time.sleep(random.uniform(0, 0.02 * attempt))  # noqa: S311 (a pause, no secret)
    with transaction(engine) as db:
        return work(db)


def clashed(error: Exception | None) -> bool:
    """Deadlock or serialisation failure: nobody's fault, to be played again."""
    if not isinstance(error, OperationalError):
        return False
    return getattr(error.orig, "sqlstate", None) in ("40P01", "40001")


def rows_can_be_held(db: Db) -> bool:
    """Whether a row can be held: on SQLite the whole transaction keeps every other writer out."""
    return db.dialect.name != "sqlite"


@contextmanager
def _fit(db: Connection) -> Iterator[None]:
    """A connection on which the database has failed does not go back to the pool.

    SQLite's stands inside its transaction when a COMMIT fails, and nobody would roll it back.
    """
    try:
        yield
    except Exception as error:
        if is_database_failure(error):
            db.invalidate(error)
        raise


def insert(db: Db, table: Table) -> sqlite.Insert | postgresql.Insert:
    """The dialect's INSERT, for its ON CONFLICT clause."""
    return dialect_insert(db.dialect.name, table)


def dialect_insert(dialect: str, table: Table) -> sqlite.Insert | postgresql.Insert:
    """The same by the dialect's name: statements of a turn are built once for each.

    A dialect is loaded when it is used: PostgreSQL's is a tenth of a second of the start.
    """
    if dialect == "sqlite":
        from sqlalchemy.dialects import sqlite as ours

        return ours.insert(table)
    from sqlalchemy.dialects import postgresql as theirs

    return theirs.insert(table)
