"""Files that people send are fetched beside the turns, and taken once they are here."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.migrations.columns import INTEGER, MOMENT, STRING, TEXT, columns, ident, refs

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing was fetched so far."""
    op.create_table(
        "fetches", ident(), *columns(STRING, "channel", "bot", "chat"),
        *refs("people", "person_id"), *columns(TEXT, "ref"),
        *columns(STRING, "name", "media", "purpose"), *columns(TEXT, "given"),
        *columns(MOMENT, "at", "created_at", "due_at"), *columns(INTEGER, "attempts"),
        *columns(STRING, "claim?", "status"), *columns(TEXT, "error?"),
        *columns(MOMENT, "ended_at?"),
    )  # fmt: skip
    waits = sa.text("status = 'queued'")
    op.create_index("fetches_due", "fetches", ["channel", "bot", "due_at"],
                    sqlite_where=waits, postgresql_where=waits)  # fmt: skip
    op.create_index("fetches_created", "fetches", ["created_at"])
