"""How long a message makes sense, what became of those that failed, and whose share was used."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns and the indexes of what is counted; mailings now stand behind strangers."""
    for name in ("until", "settled_at"):
        op.add_column("outbox", sa.Column(name, sa.DateTime(timezone=True), nullable=True))
    _only("outbox_gone", "outbox", ["channel", "bot", "sent_at"], "sent_at IS NOT NULL")
    undelivered = "status IN ('failed', 'unknown') AND settled_at IS NULL"
    _only("outbox_undelivered", "outbox", ["status", "created_at"], undelivered)
    _only("accounts_blocked", "accounts", ["person_id"], "blocked_at IS NOT NULL")
    _only("updates_aside", "updates", ["id"], "error IS NOT NULL AND settled_at IS NULL")
    waiting = "status IN ('queued', 'sending')"
    op.execute(f"UPDATE outbox SET priority = 3 WHERE priority = 2 AND {waiting}")  # noqa: S608


def _only(name: str, table: str, columns: list[str], where: str) -> None:
    """An index of the rows of which something holds."""
    op.create_index(name, table, columns, sqlite_where=sa.text(where),
                    postgresql_where=sa.text(where))  # fmt: skip
