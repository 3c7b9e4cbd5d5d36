"""Measures are kept, and summed for the units above; what was scored is worked out once more."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa
from alembic import op

from storage.migrations.columns import BIG, DAY, FLAG, INTEGER, STRING, TEXT, columns, ident, refs

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

_scores = sa.table("scores", sa.column("year", INTEGER), sa.column("as_of", DAY))


def upgrade() -> None:
    """The next tick works out the running year, which fills the table."""
    op.create_table(
        "measures",
        *refs("units", "unit_id*"),
        *columns(STRING, "movement*"),
        *columns(INTEGER, "year*"),
        *columns(STRING, "basis*"),
        *columns(TEXT, "body"),
        *columns(FLAG, "counts"),
        *columns(INTEGER, "told", "among"),
        *columns(FLAG, "under_review"),
    )
    op.create_table(
        "marks",
        ident(),
        *columns(BIG, "unit_id"),
        *columns(STRING, "movement"),
        *columns(INTEGER, "year"),
    )
    op.create_index("marks_unit", "marks", ["unit_id", "movement", "year"])
    _once_more()


def _once_more() -> None:
    """A year that was settled stays as it was."""
    db = op.get_bind()
    for year in db.execute(sa.select(_scores.c.year).distinct()).scalars().all():
        running = (_scores.c.year == year) & (_scores.c.as_of <= date(year + 1, 1, 10))
        db.execute(_scores.update().where(running).values(as_of=date(2000, 1, 1)))
