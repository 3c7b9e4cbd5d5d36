"""What is reported, and what comes of it."""

from __future__ import annotations

from alembic import op

from storage.migrations.columns import (
    BIG,
    DAY,
    FLAG,
    INTEGER,
    MOMENT,
    STRING,
    TEXT,
    columns,
    ident,
    indexes,
    refs,
    unique,
)

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    _reports()
    _history()
    _standings()


def _reports() -> None:
    """Reports, and what counts of them."""
    op.create_table(
        "reports",
        ident(),
        *refs("units", "unit_id"),
        *columns(STRING, "form", "period", "status"),
        *columns(INTEGER, "version"),
        *columns(MOMENT, "started_at", "first_confirmed_at?", "confirmed_at?"),
        *refs("people", "confirmed_by?"),
        *columns(MOMENT, "verified_at?"),
        *refs("people", "verified_by?"),
        *columns(TEXT, "reason?"),
        *columns(STRING, "returned_code?"),
        unique("unit_id", "form", "period"),
    )
    indexes("reports", "status")
    op.create_table(
        "answers",
        *refs("reports", "report_id*"),
        *columns(STRING, "code*"),
        *columns(BIG, "value?"),
        *columns(FLAG, "approximate", "flagged"),
        *columns(TEXT, "note?"),
    )
    op.create_table(
        "cells",
        *refs("reports", "report_id*"),
        *columns(STRING, "code*"),
        *columns(BIG, "value?"),
        *columns(FLAG, "flagged"),
        *columns(TEXT, "note?"),
    )


def _history() -> None:
    """What was ever said and done."""
    op.create_table(
        "entries",
        ident(),
        *refs("reports", "report_id"),
        *columns(STRING, "code"),
        *columns(BIG, "value?"),
        *columns(TEXT, "raw"),
        *refs("people", "person_id"),
        *columns(MOMENT, "at"),
    )
    indexes("entries", "report_id")
    op.create_table(
        "events",
        ident(),
        *refs("reports", "report_id"),
        *columns(STRING, "act"),
        *columns(INTEGER, "version"),
        *refs("people", "person_id"),
        *columns(MOMENT, "at"),
        *columns(TEXT, "detail?"),
    )
    indexes("events", "report_id")


def _standings() -> None:
    """Figures, scores and who gets them."""
    op.create_table(
        "figures",
        *refs("units", "unit_id*"),
        *columns(STRING, "code*", "period*"),
        *columns(BIG, "value"),
        *columns(MOMENT, "imported_at"),
    )
    op.create_table(
        "scores",
        *refs("units", "unit_id*"),
        *columns(INTEGER, "year*"),
        *columns(STRING, "basis*"),
        *columns(BIG, "commune_id?", "office_id?", "branch_id?"),
        *columns(STRING, "standing"),
        *columns(BIG, "total", "tie1", "tie2", "tie3", "tie4", "tie5"),
        *columns(INTEGER, "reported", "required"),
        *columns(DAY, "as_of"),
    )
    op.create_index("scores_branch", "scores", ["year", "basis", "branch_id", "standing", "total"])
    op.create_index(
        "scores_commune", "scores", ["year", "basis", "commune_id", "standing", "total"]
    )
    op.create_index("scores_office", "scores", ["year", "basis", "office_id", "standing", "total"])
    op.create_table("subscriptions", *refs("people", "person_id*"), *columns(STRING, "frequency"))
    op.create_table(
        "publications",
        ident(),
        *columns(STRING, "key"),
        *columns(INTEGER, "year"),
        *columns(MOMENT, "as_of"),
        *columns(TEXT, "body"),
        unique("key"),
    )
