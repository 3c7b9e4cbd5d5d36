"""What judges say of units of which nothing is counted."""

from __future__ import annotations

from alembic import op

from storage.migrations.columns import BIG, INTEGER, MOMENT, STRING, TEXT, columns, ident, refs

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing so far."""
    op.create_table(
        "ballot_entries",
        ident(),
        *columns(STRING, "movement"),
        *columns(INTEGER, "year"),
        *refs("units", "unit_id"),
        *refs("people", "person_id"),
        *columns(STRING, "code"),
        *columns(BIG, "value?"),
        *columns(TEXT, "said?"),
        *columns(MOMENT, "at"),
    )
    for name, column in (("of", "unit_id"), ("by", "person_id")):
        op.create_index(f"ballot_entries_{name}", "ballot_entries", [column, "movement", "year"])
