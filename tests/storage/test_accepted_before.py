"""Guards: a database from before keeps what was accepted official, and its running year's scores
are worked out anew; a year that was over stays as it was.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from alembic import command
from sqlalchemy import Connection, select, text

from storage import schema
from storage.accepted import accepted_cells
from storage.engine import connect, reading, transaction
from storage.migrations.running import config
from storage.scores import scores

START = datetime(2026, 10, 2, 1, tzinfo=UTC)
UNIT = (
    "INSERT INTO units (id, code, kind, name, active, reports_from)"
    " VALUES (1, 'G1', 'group', 'G', true, '2026-01')"
)
PERSON = "INSERT INTO people (id, code, name, active) VALUES (1, 'P1', 'P', true)"
REPORT = (
    "INSERT INTO reports (id, unit_id, form, period, status, version, started_at)"
    " VALUES (:id, 1, 'head-month', :period, :status, 2, :at)"
)
ENTRY = (
    "INSERT INTO entries (report_id, code, value, raw, person_id, at)"
    " VALUES (:id, :code, :value, '', 1, :at)"
)
EVENT = "INSERT INTO events (report_id, act, version, person_id, at) VALUES (:id, :act, 1, 1, :at)"
SCORE = (
    "INSERT INTO scores (unit_id, year, basis, standing, total, tie1, tie2, tie3, tie4, tie5,"
    " reported, required, as_of) VALUES (1, :year, 'official', 'ranked', 1, 0, 0, 0, 0, 0, 0, 0,"
    " :as_of)"
)


def happened(db: Connection, report: int, status: str, *acts: str) -> None:
    """A report's history: `CODE=5` is an entry, other words are acts; a second after another."""
    at = START
    period = f"2026-{report:02}"
    row = {"id": report, "period": period, "status": status, "at": at}
    db.execute(text(REPORT), row)
    for act in acts:
        at += timedelta(seconds=1)
        code, is_value, value = act.partition("=")
        if is_value:
            given = {"id": report, "code": code, "value": int(value) if value else None, "at": at}
            db.execute(text(ENTRY), given)
        else:
            db.execute(text(EVENT), {"id": report, "act": act, "at": at})


def test_what_was_accepted_before_a_correction_is_found_again(url: str) -> None:
    engine = connect(url)
    with transaction(engine) as db:
        command.upgrade(config(db), "0004")
        for statement in (UNIT, PERSON):
            db.execute(text(statement))
        first = ("A=1", "B=", "confirmed", "accepted")
        happened(db, 1, "confirmed", *first, "A=2", "confirmed")
        happened(db, 2, "returned", *first, "A=2", "confirmed", "returned")
        happened(db, 3, "accepted", *first)
        happened(db, 4, "confirmed", "A=1", "confirmed", "returned", "A=2", "confirmed")
        begun = ("A=7", "confirmed", "A=8", "discarded", "confirmed", "accepted")
        happened(db, 5, "confirmed", *begun, "A=9", "confirmed")
        for year, as_of in ((2025, "2026-11-06"), (2026, "2026-11-11")):
            db.execute(text(SCORE), {"year": year, "as_of": date.fromisoformat(as_of)})
    schema.migrate(engine)
    with reading(engine) as db:
        rows = {tuple(row) for row in db.execute(select(accepted_cells))}
        assert rows == {(1, "A", 1), (1, "B", None), (2, "A", 1), (2, "B", None), (5, "A", 7)}
        columns = (scores.c.year, scores.c.as_of, scores.c.under_review)
        assert {tuple(row) for row in db.execute(select(*columns))} == {
            (2025, date(2026, 11, 6), False),
            (2026, date(2000, 1, 1), False),
        }
    engine.dispose()
