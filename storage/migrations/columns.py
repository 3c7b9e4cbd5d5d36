"""Short words for the columns of migrations. Frozen: old migrations rely on what they mean."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.types import TypeEngine

Column = sa.Column[Any]
BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
STRING, TEXT = sa.String(), sa.Text()
INTEGER, FLAG = sa.Integer(), sa.Boolean()
MOMENT, DAY = sa.DateTime(timezone=True), sa.Date()


def ident() -> Column:
    """A row id."""
    return sa.Column("id", BIG, primary_key=True, nullable=False)


def columns(kind: TypeEngine[Any], *names: str) -> list[Column]:
    """Columns of one type; a `?` after a name allows null, a `*` makes it part of the key."""
    return [_column(name, kind) for name in names]


def refs(table: str, *names: str) -> list[Column]:
    """References to the ids of a table, marked like `columns`."""
    return [_column(name, BIG, sa.ForeignKey(f"{table}.id")) for name in names]


def unique(*names: str) -> sa.UniqueConstraint:
    """These columns together occur once."""
    return sa.UniqueConstraint(*names)


def indexes(table: str, *names: str) -> None:
    """An index for each of these columns."""
    for name in names:
        op.create_index(f"ix_{table}_{name}", table, [name])


def _column(name: str, kind: TypeEngine[Any], *more: sa.ForeignKey) -> Column:
    plain = name.rstrip("?*")
    key = name.endswith("*")
    return sa.Column(plain, kind, *more, nullable=name.endswith("?"), primary_key=key)
