"""When a unit left the roster, so that a year that was over by then still counts it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Of those that left earlier nobody knows the day."""
    op.add_column("units", sa.Column("left_on", sa.Date(), nullable=True))
