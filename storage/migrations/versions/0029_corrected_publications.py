"""The year's official publication may be corrected, and who read it is told."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.migrations.columns import INTEGER, STRING, columns, ident, indexes, refs, unique

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """What was published so far settles nothing."""
    for column in (*columns(STRING, "settles?"), *columns(INTEGER, "corrects?")):
        op.add_column("publications", column)
    version = sa.Column("version", INTEGER, nullable=False, server_default="1")
    op.add_column("publications", version)
    indexes("publications", "settles")
    op.create_table(
        "publication_readers",
        ident(),
        *columns(INTEGER, "number"),
        *refs("people", "person_id"),
        *refs("units", "scope_id"),
        *columns(STRING, "channel", "bot", "chat"),
        unique("number", "person_id", "scope_id", "channel", "bot", "chat"),
    )
