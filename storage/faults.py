"""Whose fault an error is: the database's (try again later), or that of what was asked of it."""

from __future__ import annotations

import sqlite3

from sqlalchemy.exc import (
    DatabaseError,
    DBAPIError,
    InterfaceError,
    OperationalError,
    PendingRollbackError,
    TimeoutError,
)

_ASKED_WRONGLY = {
    sqlite3.SQLITE_ERROR,
    sqlite3.SQLITE_INTERNAL,
    sqlite3.SQLITE_TOOBIG,
    sqlite3.SQLITE_CONSTRAINT,
    sqlite3.SQLITE_MISMATCH,
    sqlite3.SQLITE_MISUSE,
    sqlite3.SQLITE_AUTH,
    sqlite3.SQLITE_RANGE,
}
"""SQLite's primary codes for a statement that will never do. The driver raises OperationalError
for several of them, and a bare DatabaseError where the file is damaged."""

_TOO_COMPLEX = "54"
"""PostgreSQL's class of statements beyond its limits: errors of operation to the driver."""
_READ_ONLY, _DAMAGED = "25006", ("XX001", "XX002")
"""A server that has become a standby, and a damaged one: no errors of operation to the driver."""


def is_database_failure(error: BaseException | None) -> bool:
    """Whether the database, not what was asked of it, is at fault: the same may do later.

    An error without a code, of a kind that the drivers use for such faults, counts as one.
    """
    if isinstance(error, TimeoutError | PendingRollbackError):  # no connection; one that was lost
        return True
    if not isinstance(error, DBAPIError):
        return False
    if error.connection_invalidated:
        return True
    if isinstance(error.orig, sqlite3.Error):
        return _of_sqlite(error, error.orig)
    return _of_postgresql(error, getattr(error.orig, "sqlstate", None))


def _of_sqlite(error: DBAPIError, told: sqlite3.Error) -> bool:
    code: int | None = getattr(told, "sqlite_errorcode", None)
    if code is not None:
        return code & 0xFF not in _ASKED_WRONGLY
    return type(error) in (OperationalError, DatabaseError)


def _of_postgresql(error: DBAPIError, state: str | None) -> bool:
    if state is None:
        return isinstance(error, OperationalError | InterfaceError)
    if state == _READ_ONLY or state in _DAMAGED:
        return True
    return isinstance(error, OperationalError) and not state.startswith(_TOO_COMPLEX)
