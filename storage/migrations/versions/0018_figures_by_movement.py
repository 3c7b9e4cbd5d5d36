"""The office's figures are kept by movement: two may ask of the same unit under one code."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.migrations.columns import BIG, MOMENT, STRING, columns, refs

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Until now there was one."""
    op.create_table(
        "figures_by_movement",
        *columns(STRING, "movement*"),
        *refs("units", "unit_id*"),
        *columns(STRING, "code*", "period*"),
        *columns(BIG, "value"),
        *columns(MOMENT, "imported_at"),
    )
    same = "unit_id, code, period, value, imported_at"
    op.execute(sa.text(
        f"INSERT INTO figures_by_movement (movement, {same}) "  # noqa: S608
        f"SELECT 'tay-ninh', {same} FROM figures"
    ))  # fmt: skip
    op.drop_table("figures")
    op.rename_table("figures_by_movement", "figures")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER INDEX figures_by_movement_pkey RENAME TO figures_pkey")
