"""Partial indexes: the few rows among very many that are counted often."""

from __future__ import annotations

from sqlalchemy import Index, TextClause, text

UNDELIVERED = text("status IN ('failed', 'unknown') AND settled_at IS NULL")
"""What did not go out, or may not have, and nobody has looked at yet."""

QUEUED = text("status = 'queued'")
"""What waits to be sent, now or later."""

ASIDE = text("error IS NOT NULL AND settled_at IS NULL")
"""Updates that failed and wait for somebody."""


def only(name: str, *columns: str, where: TextClause) -> Index:
    """An index of the rows of which something holds, on both databases."""
    return Index(name, *columns, sqlite_where=where, postgresql_where=where)
