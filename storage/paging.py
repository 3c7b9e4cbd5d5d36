"""A whole table in pages: by its key, so that no page is dearer than the first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Engine,
    FromClause,
    Label,
    Row,
    Select,
    Subquery,
    Table,
    func,
    literal,
    select,
    tuple_,
)  # fmt: skip

from storage.engine import Db, reading

AT_ONCE = 2000
"""Rows of a page."""

Columns = Sequence[ColumnElement[Any]]


@contextmanager
def snapshot(engine: Engine) -> Iterator[Db]:
    """One transaction that only reads, and sees everything as it stood when it began.

    On SQLite every one does; it keeps no writer waiting, but the log grows while it lasts.
    """
    with reading(engine) as db:
        if db.dialect.name == "postgresql":
            db.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield db


def nothing_more(_page: FromClause) -> Columns:
    """No column beside those of the table."""
    return ()


@dataclass(frozen=True)
class Source:
    """The rows of a table of which something holds; `more`: further columns, of a page alone.

    `where` and `more` look other tables up row by row (`of`): joined, a planner may go through
    all of them for each page.
    """

    table: Table
    where: Sequence[ColumnElement[bool]] = ()
    more: Callable[[FromClause], Columns] = nothing_more

    def count(self, db: Db) -> int:
        """How many rows there are."""
        statement = select(func.count()).select_from(self.table).where(*self.where)
        return int(db.execute(statement).scalar_one())

    def pages(self, db: Db) -> Iterator[Sequence[Row[Any]]]:
        """All rows, in the order of their keys."""
        keys = [column.name for column in self.table.primary_key.columns]
        after: tuple[Any, ...] | None = None
        while True:
            page = self._page(after).subquery()
            rows = db.execute(self._read(page, keys)).all()
            yield rows
            if len(rows) < AT_ONCE:
                return
            after = tuple(getattr(rows[-1], key) for key in keys)

    def _read(self, page: Subquery, keys: Sequence[str]) -> Select[Any]:
        order = (page.c[key] for key in keys)
        return select(page).add_columns(*self.more(page)).order_by(*order)

    def _page(self, after: tuple[Any, ...] | None) -> Select[Any]:
        keys = tuple(self.table.primary_key.columns)
        first = select(self.table).where(*self.where).order_by(*keys).limit(AT_ONCE)
        if after is None:
            return first
        last = (literal(value, key.type) for value, key in zip(after, keys, strict=True))
        return first.where(tuple_(*keys) > tuple_(*last))


def of(wanted: ColumnElement[Any], key: Column[Any], held: ColumnElement[Any]) -> Any:
    """A column of the row to which a reference leads, looked up by itself; also one in another."""
    found = select(wanted).where(key == held).correlate_except(key.table)
    return found.scalar_subquery()


def named(name: str, wanted: Any) -> Label[Any]:
    """A further column under a name."""
    found: Label[Any] = wanted.label(name)
    return found
