"""Places for persons that the Council gives otherwise than the rule does, with the reason."""

from __future__ import annotations

from alembic import op

from storage.migrations.columns import INTEGER, MOMENT, STRING, TEXT, columns, ident, refs

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nobody has said anything otherwise so far."""
    op.create_table(
        "place_overrides", ident(), *columns(STRING, "movement"), *columns(INTEGER, "year"),
        *refs("units", "unit_id"), *columns(INTEGER, "places?"), *columns(TEXT, "reason"),
        *refs("people", "by_id"), *columns(MOMENT, "at"),
    )  # fmt: skip
    op.create_index("place_overrides_of", "place_overrides", ["movement", "year", "unit_id"])
