"""Accounts that ask to be a person's further one."""

from __future__ import annotations

from alembic import op

from storage.migrations.columns import MOMENT, STRING, columns, ident, indexes, refs

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "links",
        ident(),
        *refs("people", "person_id"),
        *columns(STRING, "channel", "bot", "chat", "sender"),
        *columns(MOMENT, "asked_at", "settled_at?"),
    )
    indexes("links", "person_id")
