"""Columns of the tables: row ids, references, large numbers, texts."""

from __future__ import annotations

from sqlalchemy import BigInteger, Integer, String, Text
from sqlmodel import Field

BIG = BigInteger().with_variant(Integer, "sqlite")
"""64 bits everywhere, and still SQLite's row id."""
BYTEWISE = String().with_variant(String(collation="C"), "postgresql")
"""Text whose beginnings are read off an index, in no language's order."""


def new_id() -> int | None:
    """A row id."""
    return Field(default=None, primary_key=True, sa_type=BIG)  # type: ignore[no-any-return]


def ref(table: str, *, null: bool = False, index: bool = False) -> int:
    """A reference to a row of another table."""
    return Field(  # type: ignore[no-any-return]
        default=None, foreign_key=f"{table}.id", sa_type=BIG, nullable=null, index=index
    )


def big(*, null: bool = False, key: bool = False) -> int:
    """A 64-bit number: money, platform ids."""
    return Field(default=None, sa_type=BIG, nullable=null, primary_key=key)  # type: ignore[no-any-return]


def words(*, null: bool = False) -> str:
    """Text of any length."""
    return Field(default=None, sa_type=Text, nullable=null)  # type: ignore[no-any-return]
