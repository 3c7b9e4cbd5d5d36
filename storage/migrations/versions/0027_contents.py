"""Pictures and files that go with messages; accounts are found by their chat."""

from __future__ import annotations

from alembic import op

from storage.migrations.columns import MOMENT, STRING, TEXT, columns, indexes

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing so far."""
    op.create_table(
        "contents",
        *columns(STRING, "digest*", "kind"),
        *columns(TEXT, "body"),
        *columns(MOMENT, "used_at"),
    )
    op.create_table("sent_files", *columns(STRING, "channel*", "bot*", "digest*", "file_id"))
    op.create_table("file_links", *columns(STRING, "secret*", "digest"), *columns(MOMENT, "until"))
    indexes("contents", "used_at")
    indexes("file_links", "until")
    op.create_index("accounts_chat", "accounts", ["channel", "bot", "chat"])
