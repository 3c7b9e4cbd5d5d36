"""Copies of one database with people in it: made once, handed out as often as wanted."""

from __future__ import annotations

import itertools
import os
import shutil
from pathlib import Path

import psycopg
from sqlalchemy import delete, make_url, select

from storage.engine import connect, reading, transaction
from storage.marks import marks
from storage.migrations.models import METADATA
from storage.people import accounts
from tests.crash import harness
from tests.crash.program import SEASON

_numbers = itertools.count()


class Copies:
    """`server`: the address of a PostgreSQL server, or `None` for SQLite."""

    def __init__(self, folder: Path, server: str | None) -> None:
        self._folder, self._server = folder, server
        self._first = self._url(server)
        engine = harness.ready(self._first)
        with transaction(engine) as db:
            db.execute(delete(marks))  # what the import left to be added up is nobody's turn
        with reading(engine) as db:
            tables = METADATA.sorted_tables
            self._empty = [t.name for t in tables if db.execute(select(t)).first() is None]
        engine.dispose()  # the last to leave empties SQLite's log

    def fresh(self) -> str:
        """The address of a copy. On PostgreSQL it is always the same, swept: a new one takes
        half a second there.
        """
        if self._server is None:
            url = self._url(None)
            shutil.copy(_file(self._first), _file(url))
            return url
        with psycopg.connect(self._first, autocommit=True) as db:
            db.execute(f"TRUNCATE {', '.join(self._empty)} CASCADE".encode())
        engine = connect(self._first)
        with engine.begin() as changed:
            changed.execute(accounts.update().values(used_at=SEASON.replace(month=10)))
        engine.dispose()
        return self._first

    def drop(self, url: str) -> None:
        """It is no longer needed."""
        if self._server is None:
            for file in _file(url).parent.glob(f"{_file(url).name}*"):
                file.unlink()

    def _url(self, server: str | None) -> str:
        name = f"copy{os.getpid()}_{next(_numbers)}"
        if server is None:
            return f"sqlite:///{self._folder / name}.db"
        with psycopg.connect(server, autocommit=True) as db:
            db.execute(f"CREATE DATABASE {name} TEMPLATE template0".encode())
        return make_url(server).set(database=name).render_as_string(hide_password=False)


def _file(url: str) -> Path:
    return Path(make_url(url).database or "")
