"""What imports changed, from now on."""

from __future__ import annotations

from alembic import op

from storage.migrations.columns import MOMENT, STRING, TEXT, columns, ident, indexes, refs

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "imports",
        ident(),
        *columns(STRING, "what", "file", "digest", "by"),
        *columns(MOMENT, "at"),
    )
    indexes("imports", "at")
    op.create_table(
        "import_changes",
        ident(),
        *refs("imports", "import_id"),
        *columns(STRING, "what", "code", "field", "period?"),
        *columns(TEXT, "old?", "new?"),
    )
    indexes("import_changes", "import_id")
    op.create_index("import_changes_of", "import_changes", ["what", "code", "field"])
