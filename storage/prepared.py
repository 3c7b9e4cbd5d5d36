"""Statements of a turn: compiled once for a dialect, then run on the driver's own connection.

From a statement to its cursor SQLAlchemy takes 20 to 55 microseconds, the driver 3: of a turn
with a dozen statements that was the half. What is asked seldom goes through SQLAlchemy.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Dialect, Executable
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.compiler import SQLCompiler

from storage.engine import Db

Values = Mapping[str, Any]
Convert = Callable[[Any], Any]


class Prepared:
    """A Core statement with `bindparam`s, or a function that builds it for a dialect's name.

    Its rows are named tuples. Every value is given: no default is worked out here, and no
    expanding parameter is known. Errors are SQLAlchemy's, without the values.
    """

    def __init__(self, statement: Executable | Callable[[str], Executable]) -> None:
        self._statement = statement
        self._compiled: dict[tuple[str, tuple[str, ...]], _Compiled] = {}

    def all(self, db: Db, values: Values) -> list[Any]:
        """Every row."""
        compiled = self._for(db, values)
        return compiled.rows(_run(db, compiled, values, lambda cursor: cursor.fetchall()))

    def first(self, db: Db, values: Values) -> Any:
        """The first row, or `None`."""
        compiled = self._for(db, values)
        row = _run(db, compiled, values, lambda cursor: cursor.fetchone())
        return None if row is None else compiled.rows([row])[0]

    def scalar(self, db: Db, values: Values) -> Any:
        """The first column of the first row, or `None`."""
        row = self.first(db, values)
        return None if row is None else row[0]

    def run(self, db: Db, values: Values) -> None:
        """Do it; nothing comes back."""
        _run(db, self._for(db, values), values, lambda _: None)

    def _for(self, db: Db, values: Values) -> _Compiled:
        key = (db.dialect.name, tuple(values))
        found = self._compiled.get(key)
        if found is None:
            built = self._statement
            statement = built if isinstance(built, Executable) else built(db.dialect.name)
            found = self._compiled[key] = _compile(statement, db.dialect, list(values))
        return found


@dataclass(frozen=True)
class _Compiled:
    """`order`: the parameters' names where the driver wants them by place."""

    sql: str
    fixed: dict[str, Any]
    order: Sequence[str] | None
    into: tuple[tuple[str, Convert], ...]
    out_of: tuple[tuple[int, Convert], ...]
    row: Callable[[Sequence[Any]], Any]

    def given(self, values: Values) -> Any:
        """The values as the driver takes them."""
        found = {**self.fixed, **values}
        for name, convert in self.into:
            found[name] = convert(found[name])
        return found if self.order is None else [found[name] for name in self.order]

    def rows(self, found: Sequence[Any]) -> list[Any]:
        """The driver's rows with their types and names."""
        if not self.out_of:
            return [self.row(row) for row in found]
        converted = []
        for row in found:
            cells = list(row)
            for at, convert in self.out_of:
                cells[at] = convert(cells[at])
            converted.append(self.row(cells))
        return converted


def _compile(statement: Any, dialect: Dialect, names: list[str]) -> _Compiled:
    compiled: SQLCompiler = statement.compile(dialect=dialect, column_keys=names)
    if compiled.prefetch or compiled.post_compile_params:
        raise TypeError(f"not to be prepared: {compiled.string}")
    # A value may stand in several places: by its name it is converted once.
    into = {name: bind.type.dialect_impl(dialect).bind_processor(dialect)
            for bind, name in compiled.bind_names.items()}  # fmt: skip
    columns = list(statement.exported_columns)
    kinds = [(n, c.type.dialect_impl(dialect).result_processor(dialect, None))
             for n, c in enumerate(columns)]  # fmt: skip
    return _Compiled(
        sql=compiled.string,
        fixed={n: b.value for b, n in compiled.bind_names.items() if not b.required},
        order=compiled.positiontup,
        into=tuple((name, convert) for name, convert in into.items() if convert is not None),
        out_of=tuple((n, convert) for n, convert in kinds if convert is not None),
        row=_named("Row", [str(column.key) for column in columns], rename=True)._make,
    )


_named: Any = namedtuple  # names that are known only now are more than a type checker follows


def _run(db: Db, compiled: _Compiled, values: Values, fetch: Callable[[Any], Any]) -> Any:
    raw: Any = db.connection.driver_connection
    try:  # SQLite reads on while rows are fetched, and may fail there
        return fetch(raw.execute(compiled.sql, compiled.given(values)))
    except db.dialect.loaded_dbapi.Error as error:
        raise _told(db, compiled.sql, error) from error


def _told(db: Db, sql: str, error: Exception) -> BaseException:
    """The driver's error as SQLAlchemy tells it; a lost connection does not go back to the pool."""
    lost = db.dialect.is_disconnect(error, db.connection.dbapi_connection, None)  # type: ignore[arg-type]
    if lost:
        db.invalidate(error)
    return DBAPIError.instance(
        sql, None, error, db.dialect.loaded_dbapi.Error,
        hide_parameters=True, connection_invalidated=lost, dialect=db.dialect,
    )  # fmt: skip
