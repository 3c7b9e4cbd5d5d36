"""An answer may be words: what is no number has a column of its own."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """What was answered until now were numbers."""
    for table in ("answers", "cells", "entries"):
        op.add_column(table, sa.Column("text", sa.Text(), nullable=True))
