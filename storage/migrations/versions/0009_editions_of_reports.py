"""Which edition of a report a change makes, so that a yes counts for what it was shown."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Reports begin at edition 0; what was written before has none."""
    op.add_column("reports", sa.Column("edition", sa.Integer(), nullable=False, server_default="0"))
    for table in ("entries", "events"):
        op.add_column(table, sa.Column("edition", sa.Integer(), nullable=True))
