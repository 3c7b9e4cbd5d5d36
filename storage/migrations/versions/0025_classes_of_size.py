"""A list may rank classes of size apart: a score knows in which of them its place is."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Until now there was one class, of all."""
    op.add_column("scores", sa.Column("size", sa.Integer(), nullable=False, server_default="0"))
    there = sa.text("scope4 IS NOT NULL")
    for n in range(1, 5):
        name, only = f"scores_scope{n}", there if n == 4 else None
        columns = ["league", "year", "basis", f"scope{n}", "size", "standing", "total"]
        op.drop_index(name, table_name="scores")
        op.create_index(name, "scores", columns, sqlite_where=only, postgresql_where=only)
