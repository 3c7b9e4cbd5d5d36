"""In which message a value was written, so that an edited message finds it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column and the index by which an edit looks."""
    op.add_column("entries", sa.Column("written_in", sa.String(), nullable=True))
    op.create_index("entries_written_in", "entries", ["written_in"])
