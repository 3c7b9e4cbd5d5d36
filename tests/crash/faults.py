"""Faults at the driver: counts what a program asks of its database, and fails the n-th of it.

Both ways to the driver are met: the prepared statements of a turn and SQLAlchemy's own.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from typing import Any, TypeVar

import psycopg
from sqlalchemy import Engine, event

T = TypeVar("T")
KINDS = ("error", "locked", "lost", "unknown")
"""`lost`: the connection really is; `unknown`: lost right after a commit that did happen."""


class Faults:
    """One fault at a time: of a kind, at the n-th point met since it was armed."""

    def __init__(self) -> None:
        self.met, self.fired = 0, ""
        self._kind, self._at, self._armed = "", 0, False
        self._lock = threading.Lock()

    def arm(self, kind: str = "", at: int = 0) -> None:
        """Count from now on; without a kind nothing fails."""
        self.met, self.fired = 0, ""
        self._kind, self._at, self._armed = kind, at, True

    def disarm(self) -> None:
        """Neither count nor fail any more."""
        self._armed = False

    def meet(self, raw: Any, what: str, go: Callable[[], T]) -> T:
        """A point on the way to the database: `go` does it."""
        with self._lock:
            counts = self._armed and (self._kind != "unknown" or what == "commit")
            self.met += counts
            fails = counts and bool(self._kind) and self.met == self._at
        if not fails:
            return go()
        self.fired = what
        driver = _Sqlite if isinstance(raw, sqlite3.Connection) else _Postgresql
        if self._kind in ("error", "locked"):
            raise driver.error() if self._kind == "error" else driver.locked()
        if self._kind == "lost":
            driver.lose(raw)
            return go()
        go()
        raw.close()
        raise driver.error()


class _Sqlite:
    @staticmethod
    def error() -> Exception:
        return _coded("disk I/O error", sqlite3.SQLITE_IOERR)

    @staticmethod
    def locked() -> Exception:
        return _coded("database is locked", sqlite3.SQLITE_BUSY)

    @staticmethod
    def lose(raw: Any) -> None:
        raw.close()


def _coded(why: str, code: int) -> Exception:
    error = sqlite3.OperationalError(why)
    error.sqlite_errorcode = code
    return error


class _Postgresql:
    @staticmethod
    def error() -> Exception:
        return psycopg.errors.DiskFull("could not extend file")

    @staticmethod
    def locked() -> Exception:
        return psycopg.errors.LockNotAvailable("canceling statement due to lock timeout")

    @staticmethod
    def lose(raw: Any) -> None:
        given = raw.info.get_parameters() | {"password": raw.info.password}
        with psycopg.connect(**given, autocommit=True) as admin:
            admin.execute("SELECT pg_terminate_backend(%s, 2000)", [raw.info.backend_pid])


class SqliteCursor(sqlite3.Cursor):
    def execute(self, *given: Any) -> Any:
        return self.connection.faults.meet(
            self.connection, "statement", lambda: super(SqliteCursor, self).execute(*given)
        )


class SqliteConnection(sqlite3.Connection):
    faults = Faults()

    def execute(self, *given: Any) -> Any:
        do = super().execute
        return self.faults.meet(self, "statement", lambda: do(*given))

    def cursor(self, factory: Any = SqliteCursor) -> Any:
        return super().cursor(factory)

    def commit(self) -> None:
        self.faults.meet(self, "commit", super().commit)


class PostgresqlCursor(psycopg.Cursor):
    def execute(self, *given: Any, **named: Any) -> Any:
        do = super().execute
        return self.connection.faults.meet(
            self.connection, "statement", lambda: do(*given, **named)
        )


class PostgresqlConnection(psycopg.Connection):
    faults = Faults()

    def commit(self) -> None:
        self.faults.meet(self, "commit", super().commit)


def meets(engine: Engine, faults: Faults) -> None:
    """Lead every connection that this engine opens from now on past the faults."""

    @event.listens_for(engine, "do_connect")
    def _connect(_dialect: Any, _record: Any, given: Any, named: Any) -> Any:
        raw: Any
        if engine.dialect.name == "sqlite":
            raw = sqlite3.connect(*given, **named, factory=SqliteConnection)
        else:
            raw = PostgresqlConnection.connect(*given, **named)
            raw.cursor_factory = PostgresqlCursor
        raw.faults = faults
        return raw
