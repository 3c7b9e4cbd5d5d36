"""Indexes for what is asked all the time: what is due to be sent, which scores time has changed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """What is due later stands behind what is due now; each chat's queue by itself."""
    op.drop_index("outbox_queue", "outbox")
    queue = ["status", "channel", "bot", "priority", "due_at", "id"]
    op.create_index("outbox_queue", "outbox", queue)
    queued = sa.text("status = 'queued'")
    heads = ["channel", "bot", "chat", "priority", "id"]
    op.create_index("outbox_heads", "outbox", heads, sqlite_where=queued, postgresql_where=queued)
    op.create_index("scores_as_of", "scores", ["year", "basis", "as_of", "unit_id"])
    op.create_index("units_branch", "units", ["branch_id", "kind", "active"])
