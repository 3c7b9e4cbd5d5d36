"""Guards: who was sent the standings before there were lists is sent them afterwards, as before."""

from __future__ import annotations

from alembic import command
from sqlalchemy import text

from storage import schema
from storage.engine import connect, reading, transaction
from storage.migrations.running import config

_UNIT = (
    "INSERT INTO units (id, code, kind, name, active, reports_from)"
    " VALUES (1, 'B', 'branch', 'B', true, '2026-09')"
)


def test_what_was_chosen_is_there_after_the_migration(url: str) -> None:
    engine = connect(url)
    chosen = {1: "daily", 2: "weekly", 3: "deadline"}
    with transaction(engine) as db:
        command.upgrade(config(db), "0027")
        db.execute(text(_UNIT))
        for number, frequency in chosen.items():
            person = "INSERT INTO people (id, code, name, active) VALUES (:n, :code, 'P', true)"
            db.execute(text(person), {"n": number, "code": f"P{number}"})
            row = "INSERT INTO subscriptions (person_id, frequency) VALUES (:n, :frequency)"
            db.execute(text(row), {"n": number, "frequency": frequency})
    assert schema.migrate(engine) is True
    with reading(engine) as db:
        columns = "person_id, movement, list, scope_id, frequency, weekday, hour, last, chat"
        rows = db.execute(text(f"SELECT {columns} FROM subscriptions ORDER BY id")).all()
    assert [tuple(row) for row in rows] == [
        (1, "", "", None, "daily", None, None, None, ""),
        (2, "", "", None, "weekly", 0, None, None, ""),
        (3, "", "", None, "deadline", None, None, None, ""),
    ]
    engine.dispose()
