"""Names that are found as people write them; what was published, in parts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from locales.naming import plain
from storage.migrations.columns import BIG, STRING

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

_BYTEWISE = sa.String().with_variant(sa.String(collation="C"), "postgresql")
_AT_ONCE = 1000


def upgrade() -> None:
    """Fold the names that are there; a table for the lines of what is published."""
    column = sa.Column("plain", _BYTEWISE, nullable=False, server_default="")
    op.add_column("units", column)
    _fold()
    op.create_index("units_plain", "units", ["kind", "plain", "code"])
    op.create_table(
        "publication_parts",
        sa.Column("publication_id", BIG, sa.ForeignKey("publications.id"), primary_key=True),
        sa.Column("basis", STRING, primary_key=True),
        sa.Column("number", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("lines", sa.LargeBinary(), nullable=False),
    )


def _fold() -> None:
    units = sa.table("units", sa.column("id"), sa.column("name"), sa.column("plain"))
    db = op.get_bind()
    folding = sa.update(units).where(units.c.id == sa.bindparam("of"))
    folding = folding.values(plain=sa.bindparam("folded"))
    rows = [{"of": row.id, "folded": plain(row.name)} for row in db.execute(sa.select(units))]
    for start in range(0, len(rows), _AT_ONCE):
        db.execute(folding, rows[start : start + _AT_ONCE])
