"""How far a chat has been played, so that what comes after a later message is known."""

from __future__ import annotations

from alembic import op

from storage.migrations.columns import BIG, MOMENT, columns

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns; what was played before has no order."""
    for column in (*columns(BIG, "newest?"), *columns(MOMENT, "newest_at?")):
        op.add_column("conversations", column)
