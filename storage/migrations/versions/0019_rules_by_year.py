"""A Council's own rules, from a year on."""

from __future__ import annotations

from alembic import op

from storage.migrations.columns import INTEGER, MOMENT, STRING, TEXT, columns, ident

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """None so far: what the files say counts in every year."""
    op.create_table(
        "rules",
        ident(),
        *columns(STRING, "movement"),
        *columns(INTEGER, "year"),
        *columns(STRING, "digest", "by"),
        *columns(MOMENT, "at"),
        *columns(TEXT, "body"),
        *columns(STRING, "file"),
    )
    op.create_index("rules_of", "rules", ["movement", "year"])
