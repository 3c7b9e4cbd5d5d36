"""Accepted figures stay official while a correction waits; scores are worked out anew."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import sqlalchemy as sa
from alembic import op

from storage.migrations.columns import BIG, STRING, columns, refs

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_KEYS = ("report_id", "code", "value")
_aside = sa.table("accepted_cells", *map(sa.column, _KEYS))
_scores = sa.table("scores", sa.column("year", sa.Integer()), sa.column("as_of", sa.Date()))


def upgrade() -> None:
    """Make the table and the mark; find again what was accepted before a correction."""
    op.create_table(
        "accepted_cells",
        *refs("reports", "report_id*"),
        *columns(STRING, "code*"),
        *columns(BIG, "value?"),
    )
    nothing = sa.false()
    op.add_column(
        "scores", sa.Column("under_review", sa.Boolean(), nullable=False, server_default=nothing)
    )
    with op.batch_alter_table("scores") as scores:
        scores.alter_column("under_review", server_default=None)
    rows = [row for report in _corrected() for row in _accepted(report)]
    if rows:
        op.bulk_insert(_aside, rows)
    _stale()


def _corrected() -> list[int]:
    """Reports that were accepted once, and whose correction waits now."""
    found = op.get_bind().execute(
        sa.text(
            "SELECT id FROM reports WHERE status IN ('confirmed', 'returned') AND EXISTS"
            " (SELECT 1 FROM events WHERE report_id = reports.id AND act = 'accepted')"
        )
    )
    return list(found.scalars())


def _accepted(report: int) -> Iterator[dict[str, Any]]:
    """What such a report said when it was last accepted: its history is gone through again."""
    working: dict[str, int | None] = {}
    confirmed: dict[str, int | None] = {}
    accepted: dict[str, int | None] = {}
    for act, code, value in _history(report):
        if act == "entry":
            working[code] = value
        elif act == "confirmed":
            confirmed = dict(working)
        elif act == "discarded":
            working = dict(confirmed)
        elif act == "accepted":
            accepted = dict(confirmed)
    for code, value in accepted.items():
        yield {"report_id": report, "code": code, "value": value}


def _history(report: int) -> list[Any]:
    """Entries and acts in their order; an entry of the same moment came before the act."""
    found = op.get_bind().execute(
        sa.text(
            "SELECT 'entry' AS act, code, value, at, 0 AS behind, id FROM entries"
            " WHERE report_id = :report UNION ALL"
            " SELECT act, NULL, NULL, at, 1, id FROM events WHERE report_id = :report"
            " ORDER BY 4, 5, 6"
        ),
        {"report": report},
    )
    return [row[:3] for row in found]


def _stale() -> None:
    """The next tick works out anew what runs; a year that had ended when it was last worked out
    (10 January is its last lock) stays as it was.
    """
    db = op.get_bind()
    for year in db.execute(sa.select(_scores.c.year).distinct()).scalars().all():
        running = (_scores.c.year == year) & (_scores.c.as_of <= date(year + 1, 1, 10))
        db.execute(_scores.update().where(running).values(as_of=date(2000, 1, 1)))
