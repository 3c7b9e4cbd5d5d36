"""The files of a SQLite database: they hold phones and texts, so only their owner reads them."""

from __future__ import annotations

import os
from pathlib import Path

from sqlalchemy.engine import URL

OWNER_ONLY = 0o600
_OTHERS = 0o077
_BESIDE = ("", "-wal", "-shm", "-journal", ".lock")
"""What stands beside a database: SQLite's own, and the lock file of earlier versions."""


def path_of(url: URL) -> Path | None:
    """The file itself, wherever links lead; `None` for PostgreSQL and for memory."""
    if url.get_backend_name() != "sqlite" or url.database in (None, "", ":memory:"):
        return None
    return Path(os.path.realpath(str(url.database)))


def make(path: Path) -> None:
    """Make an empty database where there is none; OSError where that cannot be.

    Whatever the umask, it has its mode before anything is in it; SQLite gives the files beside
    it the same. A file that is there is not even opened: closing it would end the locks that
    other connections of this process have on it.
    """
    try:
        made = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, OWNER_ONLY)
    except FileExistsError:
        return
    os.fchmod(made, OWNER_ONLY)
    os.close(made)


def open_to_others(path: Path) -> list[Path]:
    """Those files of a database that others than their owner may read or write."""
    found = [Path(f"{path}{ending}") for ending in _BESIDE]
    return [one for one in found if one.is_file() and one.stat().st_mode & _OTHERS]


def tighten(path: Path) -> list[Path]:
    """Close them to others; those that were open. OSError where they are somebody else's."""
    found = open_to_others(path)
    for one in found:
        one.chmod(OWNER_ONLY)
    return found


def trouble(path: Path) -> str:
    """Why a database cannot be opened and written; "" if nothing stands against it."""
    if os.path.isdir(path):
        return "is a directory"
    if not (os.path.isdir(path.parent) and _usable(path.parent)):
        return f"no folder {path.parent} that can be written to"
    return "permission denied" if os.path.exists(path) and not _usable(path) else ""


def _usable(path: Path) -> bool:
    return os.access(path, os.R_OK | os.W_OK, effective_ids=True)
