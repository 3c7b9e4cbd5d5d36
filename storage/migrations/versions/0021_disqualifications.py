"""Who may not be proposed, and what the unit answers."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.migrations.columns import (
    FLAG,
    INTEGER,
    MOMENT,
    STRING,
    TEXT,
    columns,
    ident,
    refs,
)

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nobody so far."""
    op.create_table(
        "disqualifications",
        ident(),
        *columns(STRING, "movement"),
        *columns(INTEGER, "year"),
        *refs("units", "unit_id"),
        *columns(STRING, "ground", "step"),
        *refs("people", "person_id?"),
        *columns(MOMENT, "at"),
        *columns(TEXT, "said?"),
        *columns(STRING, "conclusion?"),
        *columns(FLAG, "latest"),
    )
    of = ("movement", "year")
    op.create_index("disqualifications_of", "disqualifications", ["unit_id", *of, "ground"])
    _of_latest("disqualifications_latest", *of, "unit_id", "ground", unique=True)
    _of_latest("disqualifications_step", *of, "step", "id")


def _of_latest(name: str, *names: str, unique: bool = False) -> None:
    last = sa.text("latest")
    op.create_index(
        name, "disqualifications", list(names), unique=unique,
        sqlite_where=last, postgresql_where=last,
    )  # fmt: skip
