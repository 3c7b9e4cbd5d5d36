"""Who is proposed for an award: nominations, dossiers, sittings, decisions, honours."""

from __future__ import annotations

import sqlalchemy as sa
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

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

BYTES = sa.LargeBinary()


def upgrade() -> None:
    """Of nobody is said so far what they are."""
    _roster()
    _nominations()
    _asked()
    _dossiers()
    _sittings()
    _honours()


def _year() -> list[sa.Column[object]]:
    return [*columns(STRING, "movement"), *columns(INTEGER, "year")]


def _only(name: str, table: str, *names: str, where: str, unique: bool = False) -> None:
    rows = sa.text(where)
    op.create_index(name, table, list(names), unique=unique, sqlite_where=rows,
                    postgresql_where=rows)  # fmt: skip


def _roster() -> None:
    for column in (*columns(STRING, "collective?"), *columns(INTEGER, "members?", "women?")):
        op.add_column("units", column)
    excused = sa.Column("excused", TEXT, nullable=False, server_default="")
    op.add_column("units", excused)
    of_people = (*columns(STRING, "kind?", "gender?", "post?"), *columns(FLAG, "leads?"),
                 *columns(INTEGER, "born?"))  # fmt: skip
    for column in of_people:
        op.add_column("people", column)


def _nominations() -> None:
    op.create_table(
        "nominations", ident(), *_year(), *refs("units", "office_id"), *columns(STRING, "what"),
        *refs("units", "unit_id"), *refs("people", "person_id?"), *columns(STRING, "kind"),
        *columns(TEXT, "ground"), *columns(FLAG, "elsewhere?"), *refs("people", "by_id"),
        *columns(MOMENT, "at", "withdrawn_at?"), *refs("people", "withdrawn_by?"),
        *columns(FLAG, "live"),
    )  # fmt: skip
    indexes("nominations", "person_id")
    _only("nominations_person", "nominations", "movement", "year", "person_id", unique=True,
          where="live AND person_id IS NOT NULL")  # fmt: skip
    _only("nominations_collective", "nominations", "movement", "year", "unit_id", unique=True,
          where="live AND person_id IS NULL")  # fmt: skip
    op.create_index("nominations_office", "nominations", ["office_id", "movement", "year"])
    op.create_table(
        "holds", ident(), *_year(), *refs("units", "unit_id?"), *refs("people", "person_id?"),
        *columns(TEXT, "reason"), *columns(DAY, "since"), *refs("people", "by_id"),
        *columns(MOMENT, "at", "released_at?"), *refs("people", "released_by?"),
        *columns(TEXT, "release?"),
    )  # fmt: skip
    indexes("holds", "unit_id", "person_id")
    op.create_index("holds_year", "holds", ["movement", "year", "released_at"])
    op.create_table(
        "absences", ident(), *refs("people", "person_id"), *columns(STRING, "first", "last"),
        *columns(TEXT, "reason"), *refs("people", "by_id?"), *columns(MOMENT, "at"),
    )  # fmt: skip
    indexes("absences", "person_id")


def _asked() -> None:
    op.create_table(
        "nominee_questions", ident(), *refs("nominations", "nomination_id"),
        *refs("people", "by_id"), *columns(MOMENT, "at"), *columns(TEXT, "said", "answer?"),
        *refs("people", "answered_by?"), *columns(MOMENT, "answered_at?"),
    )  # fmt: skip
    indexes("nominee_questions", "nomination_id")
    op.create_table(
        "award_choices", ident(), *refs("nominations", "nomination_id"), *columns(FLAG, "chosen"),
        *columns(TEXT, "reason?"), *refs("people", "by_id"), *columns(MOMENT, "at"),
    )  # fmt: skip
    indexes("award_choices", "nomination_id")
    op.create_table(
        "appraisals", ident(), *_year(), *refs("units", "unit_id"), *columns(STRING, "item"),
        *columns(STRING, "points?"), *columns(TEXT, "reason"), *refs("people", "by_id"),
        *columns(MOMENT, "at"),
    )  # fmt: skip
    op.create_index("appraisals_unit", "appraisals", ["unit_id", "movement", "year"])
    op.create_table(
        "objections", ident(), *_year(), *refs("units", "unit_id"),
        *refs("nominations", "nomination_id?"), *refs("people", "by_id"), *columns(MOMENT, "at"),
        *columns(TEXT, "said", "answer?"), *refs("people", "answered_by?"),
        *columns(MOMENT, "answered_at?"),
    )  # fmt: skip
    indexes("objections", "unit_id")
    _only("objections_open", "objections", "movement", "year", "id", where="answered_at IS NULL")


def _dossiers() -> None:
    op.create_table(
        "dossiers", ident(), *_year(), *refs("units", "unit_id"), *columns(STRING, "status"),
        *columns(INTEGER, "number?"), *columns(STRING, "signer?", "post?", "symbol?"),
        *columns(MOMENT, "submitted_at?"), *refs("people", "submitted_by?"),
        unique("movement", "year", "unit_id"), unique("movement", "year", "number"),
    )  # fmt: skip
    op.create_table(
        "dossier_acts", ident(), *refs("dossiers", "dossier_id"), *columns(STRING, "act"),
        *refs("people", "by_id?"), *columns(MOMENT, "at"), *columns(TEXT, "said?"),
        *columns(BIG, "snapshot?"),
    )  # fmt: skip
    indexes("dossier_acts", "dossier_id")
    op.create_table(
        "dossier_pieces", ident(), *refs("dossiers", "dossier_id"), *columns(STRING, "code"),
        *refs("nominations", "nomination_id?"), *columns(STRING, "name", "media", "digest"),
        *columns(BYTES, "data"), *refs("people", "by_id"), *columns(MOMENT, "at"),
        *columns(FLAG, "live"),
    )  # fmt: skip
    _only("dossier_pieces_live", "dossier_pieces", "dossier_id", where="live")
    op.create_index("dossier_pieces_digest", "dossier_pieces", ["dossier_id", "digest"])
    op.create_table(
        "snapshots", sa.Column("number", sa.Integer(), primary_key=True, nullable=False),
        *_year(), *refs("units", "unit_id"), *columns(STRING, "kind"), *columns(TEXT, "body"),
        *columns(STRING, "digest"), *refs("people", "by_id?"), *columns(MOMENT, "at"),
    )  # fmt: skip
    op.create_index("snapshots_of", "snapshots", ["movement", "year", "kind", "unit_id"])


def _sittings() -> None:
    op.create_table(
        "sittings", ident(), *_year(), *refs("units", "unit_id"), *columns(STRING, "what"),
        *columns(INTEGER, "round"), *refs("sittings", "of_id?"), *columns(TEXT, "settings"),
        *refs("people", "convened_by"), *columns(MOMENT, "convened_at"),
        *columns(STRING, "place?"),
        *columns(MOMENT, "opened_at?", "closing_at?", "closed_at?", "annulled_at?"),
        *refs("people", "annulled_by?"), *columns(TEXT, "reason?"), *columns(BYTES, "public_key?"),
        *columns(INTEGER, "threshold?"), *columns(TEXT, "result?"), *columns(STRING, "digest?"),
        *columns(TEXT, "minutes?"),
    )  # fmt: skip
    op.create_index("sittings_year", "sittings", ["movement", "year", "id"])
    op.create_table(
        "sitting_cases", ident(), *refs("sittings", "sitting_id"), *columns(INTEGER, "number"),
        *refs("nominations", "nomination_id"), unique("sitting_id", "number"),
    )  # fmt: skip
    op.create_table(
        "seats", ident(), *refs("sittings", "sitting_id"), *refs("people", "person_id"),
        *columns(FLAG, "present?", "written", "voted"), *columns(STRING, "recused"),
        *columns(BYTES, "key?", "share?", "given?", "slip?"), *columns(FLAG, "open"),
        unique("sitting_id", "person_id"),
    )  # fmt: skip
    _only("seats_open", "seats", "person_id", where="open")
    op.create_table(
        "sealed_ballots", sa.Column("id", BIG, primary_key=True, autoincrement=False,
                                    nullable=False),
        *refs("sittings", "sitting_id"), *columns(BYTES, "body"),
    )  # fmt: skip
    indexes("sealed_ballots", "sitting_id")


def _honours() -> None:
    op.create_table(
        "award_decisions", ident(), *_year(), *columns(STRING, "number"), *columns(DAY, "day"),
        *columns(STRING, "signer", "post"), *columns(BIG, "salary"), *refs("people", "by_id"),
        *columns(MOMENT, "at"), *_cancelled(),
    )  # fmt: skip
    _only("award_decisions_number", "award_decisions", "movement", "year", "number",
          where="cancelled_at IS NULL", unique=True)  # fmt: skip
    op.create_table(
        "honours", ident(), *refs("people", "person_id?"), *refs("units", "unit_id?"),
        *columns(STRING, "form", "sort", "number"), *columns(DAY, "day"), *columns(STRING, "body"),
        *columns(INTEGER, "year?"), *columns(DAY, "achieved_from?", "achieved_to?"),
        *columns(BIG, "money?"), *refs("award_decisions", "decision_id?"),
        *refs("nominations", "nomination_id?"), *columns(TEXT, "source?"),
        *_cancelled(),
    )  # fmt: skip
    indexes("honours", "person_id", "unit_id", "decision_id")
    _only("honours_nomination", "honours", "nomination_id",
          where="nomination_id IS NOT NULL AND cancelled_at IS NULL", unique=True)  # fmt: skip


def _cancelled() -> list[sa.Column[object]]:
    return [*columns(MOMENT, "cancelled_at?"), *columns(TEXT, "cancelled_for?"),
            *refs("people", "cancelled_by?")]  # fmt: skip
