"""No secret in the database: the webhooks' are derived from the bots' tokens now."""

from __future__ import annotations

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forget the webhooks' master secret."""
    op.execute("DELETE FROM settings WHERE key = 'webhook.secret'")
