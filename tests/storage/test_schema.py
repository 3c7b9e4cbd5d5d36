"""Guards: any database comes to the newest schema, once, whoever starts at the same time."""

from __future__ import annotations

import importlib
import pkgutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, MetaData, Table, insert, inspect, select, text

import storage
from storage import reports, schema
from storage.engine import connect, reading, transaction
from storage.joining_tables import Attempt
from storage.migrations.models import METADATA
from storage.migrations.running import config
from storage.score_tables import Score
from storage.tables import table

MIGRATE = "from storage.schema import migrate; from storage.engine import connect; import sys;"
MIGRATE += "print(migrate(connect(sys.argv[1])))"


def test_an_empty_database_gets_every_table_and_then_nothing_more(url: str) -> None:
    engine = connect(url)
    assert schema.migrate(engine) is True
    assert schema.migrate(engine) is False
    with reading(engine) as db:
        assert set(METADATA.tables) < set(inspect(db).get_table_names())
        assert schema.revision(db) == schema.newest()
    engine.dispose()


def test_the_migrations_make_exactly_what_the_tables_say(engine: Engine) -> None:
    for module in pkgutil.iter_modules(storage.__path__, "storage."):
        importlib.import_module(module.name)  # a table in a module that models.py does not know
    with reading(engine) as db:
        context = MigrationContext.configure(db, opts={"compare_type": True})
        assert compare_metadata(context, METADATA) == []


def test_several_processes_may_start_at_once(url: str) -> None:
    started = [
        subprocess.Popen([sys.executable, "-c", MIGRATE, url], stdout=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    said = [process.communicate(timeout=60)[0].strip() for process in started]
    assert [process.returncode for process in started] == [0, 0, 0, 0]
    assert sorted(said) == ["False", "False", "False", "True"]


def test_an_older_database_keeps_its_rows(url: str) -> None:
    engine = connect(url)
    at = datetime(2026, 9, 1, tzinfo=UTC)
    with transaction(engine) as db:
        command.upgrade(config(db), "0001")
        row = {"channel": "c", "bot": "b", "sender": "s", "at": at}
        db.execute(insert(table(Attempt)), row)
    assert schema.migrate(engine) is True
    with reading(engine) as db:
        assert db.execute(select(table(Attempt).c.at)).scalar_one() == at
    engine.dispose()


def test_a_mailing_that_waits_stays_the_last_to_go(url: str) -> None:
    engine = connect(url)
    at = datetime(2026, 9, 1, tzinfo=UTC)
    with transaction(engine) as db:
        command.upgrade(config(db), "0004")
        row = "INSERT INTO outbox (key, channel, bot, chat, kind, priority, body, status, due_at, "
        row += (
            "attempts, created_at) VALUES (:key, 'c', 'b', 'x', 'message', :p, '', :s, :at, 0, :at)"
        )
        for key, priority, status in (("a", 0, "queued"), ("b", 2, "queued"), ("c", 2, "sent")):
            db.execute(text(row), {"key": key, "p": priority, "s": status, "at": at})
    assert schema.migrate(engine) is True
    with reading(engine) as db:
        found = db.execute(text("SELECT key, priority, until FROM outbox ORDER BY key")).all()
        assert [tuple(row) for row in found] == [("a", 0, None), ("b", 3, None), ("c", 2, None)]
    engine.dispose()


def test_reports_from_before_editions_begin_at_none(url: str) -> None:
    engine = connect(url)
    at = datetime(2026, 9, 1, tzinfo=UTC)
    rows: dict[str, dict[str, object]] = {
        "units": {"id": 1, "code": "G", "kind": "group", "name": "G", "active": True,
                  "reports_from": "2026-09"},
        "people": {"id": 1, "code": "P", "name": "P", "active": True},
        "reports": {"id": 1, "unit_id": 1, "form": "head-month", "period": "2026-09",
                    "status": "confirmed", "version": 1, "started_at": at},
        "entries": {"id": 1, "report_id": 1, "code": "HH_LOAN", "value": 45, "raw": "45",
                    "person_id": 1, "at": at},
        "events": {"id": 1, "report_id": 1, "act": "confirmed", "version": 1, "person_id": 1,
                   "at": at},
    }  # fmt: skip
    with transaction(engine) as db:
        command.upgrade(config(db), "0004")
        for name, row in rows.items():
            db.execute(insert(Table(name, MetaData(), autoload_with=db)).values(row))
    assert schema.migrate(engine) is True
    with transaction(engine) as db:
        made = db.execute(text("SELECT edition FROM entries UNION SELECT edition FROM events"))
        assert made.scalars().all() == [None]
        assert [reports.touch(db, 1), reports.touch(db, 1)] == [1, 2]
    engine.dispose()


def test_of_strangers_and_old_numbers_nothing_stays_as_it_was(url: str) -> None:
    """The migration empties what strangers said, and reads the numbers of people again."""
    engine = connect(url)
    at = "'2026-09-01 00:00:00+00'"
    with transaction(engine) as db:
        command.upgrade(config(db), "0004")
        for code, phone in (("P1", "+841651234567"), ("P2", "+840845123456"), ("P3", "+84123")):
            db.execute(text("INSERT INTO people (code, name, phone, consented_at, active) VALUES"
                            f" ('{code}', 'x', '{phone}', {at}, true)"))  # fmt: skip
        account = "INSERT INTO accounts (channel, bot, sender, chat, person_id, used_at)"
        db.execute(text(f"{account} SELECT 't', '1', '7', '7', id, {at} FROM people LIMIT 1"))
        for number, chat in enumerate(("7", "8")):
            db.execute(text("INSERT INTO updates (channel, bot, external_id, chat, kind,"
                            f" received_at, body) VALUES ('t', '1', '{number}', '{chat}', 'text',"
                            f" {at}, 'said')"))  # fmt: skip
    assert schema.migrate(engine) is True
    with reading(engine) as db:
        phones = db.execute(text("SELECT phone FROM people ORDER BY code")).scalars().all()
        bodies = db.execute(text("SELECT body FROM updates ORDER BY id")).scalars().all()
    assert phones == ["+84351234567", "+84845123456", "+84123"]
    assert bodies == ["said", ""]
    engine.dispose()


def test_a_newer_database_is_refused_and_left_alone(engine: Engine) -> None:
    with transaction(engine) as db:
        db.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    for attempt in (schema.migrate, schema.prepare):
        with pytest.raises(schema.SchemaError, match=r"9999.* newer than this program"):
            attempt(engine)


def test_tables_of_another_program_are_refused(url: str) -> None:
    engine = connect(url)
    with transaction(engine) as db:
        db.execute(text("CREATE TABLE units (name TEXT)"))
    with pytest.raises(schema.SchemaError, match="another program"):
        schema.migrate(engine)
    engine.dispose()


def test_beside_the_program_only_an_empty_database_is_made(url: str) -> None:
    engine = connect(url)
    schema.prepare(engine)
    schema.prepare(engine)
    with transaction(engine) as db:
        db.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    with pytest.raises(schema.SchemaError, match="run `thidua migrate` first"):
        schema.prepare(engine)
    engine.dispose()


def test_moments_come_back_in_utc_and_naive_ones_are_refused(engine: Engine) -> None:
    attempts = table(Attempt)
    here = datetime(2026, 9, 1, 7, 30, tzinfo=timezone(timedelta(hours=7)))
    row = {"channel": "c", "bot": "b", "sender": "s"}
    with transaction(engine) as db:
        db.execute(insert(attempts), {**row, "at": here})
        found = db.execute(select(attempts.c.at)).scalar_one()
    assert (found, found.utcoffset()) == (here, timedelta(0))
    with transaction(engine) as db, pytest.raises(Exception, match="timezone information"):
        db.execute(insert(attempts), {**row, "at": here.replace(tzinfo=None)})


def test_points_and_money_have_64_bits(engine: Engine) -> None:
    with reading(engine) as db:
        types = {c["name"]: str(c["type"]) for c in inspect(db).get_columns(Score.__tablename__)}
    wide = "BIGINT" if engine.dialect.name == "postgresql" else "INTEGER"
    assert {types[name] for name in ("total", "tie1", "unit_id", "scope1")} == {wide}


def test_a_revision_and_its_file_have_the_same_name() -> None:
    scripts = ScriptDirectory.from_config(config())
    assert schema.newest() == scripts.get_current_head()
    for script in scripts.walk_revisions():
        assert Path(script.path).name.startswith(f"{script.revision}_")
