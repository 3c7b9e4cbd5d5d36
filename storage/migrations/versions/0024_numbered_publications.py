"""A publication has a number, so that whoever was sent it can ask for it again."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Those that are whole are counted through in the order in which they were begun."""
    op.add_column("publications", sa.Column("number", sa.Integer(), nullable=True))
    op.execute(
        "UPDATE publications SET number = (SELECT count(*) FROM publications AS before "
        "WHERE before.id <= publications.id AND before.body <> '') WHERE body <> ''"
    )
    op.create_index(op.f("ix_publications_number"), "publications", ["number"], unique=True)
