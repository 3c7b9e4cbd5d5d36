"""Guards: a damaged database is named before anything is taken, and nothing is consumed."""

from __future__ import annotations

from pathlib import Path

import pytest
from shell import Shell
from sqlalchemy import Engine, text

from storage.engine import connect, reading, transaction
from storage.integrity import damage


def _damaged(folder: Path) -> None:
    """Overwrite the page in which the groups stand, as a bad disk would."""
    engine = connect("sqlite:///thidua.db")
    with transaction(engine) as db:
        size = db.execute(text("PRAGMA page_size")).scalar_one()
        root = text("SELECT rootpage FROM sqlite_master WHERE name = 'units'")
        page = db.execute(root).scalar_one()
    with engine.connect() as plain:
        plain.connection.driver_connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # type: ignore[union-attr]
    engine.dispose()
    with (folder / "thidua.db").open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xa5" * size)


def test_a_sound_database_is_sound(engine: Engine) -> None:
    assert damage(engine) is None
    assert damage(engine, thorough=True) is None


def test_doctor_names_the_damage(imported: Shell) -> None:
    _damaged(imported.folder)
    status, out, err = imported("doctor")
    assert status == 1
    assert "LOOK  pages: damaged (" in out
    assert "restore a backup" in out
    assert "Traceback" not in err


def test_run_takes_nothing_from_the_platform(
    imported: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No channel is even opened: an address that nobody serves would be complained of."""
    _damaged(imported.folder)
    monkeypatch.setenv("THIDUA_TELEGRAM_TOKEN", "1:a")
    monkeypatch.setenv("THIDUA_TELEGRAM_API", "http://127.0.0.1:9")
    status, out, err = imported("run")
    assert (status, out) == (1, "")
    assert err.startswith("thidua: the database is damaged (")
    assert err.count("\n") == 1


def test_a_row_without_its_other_half_is_found(imported: Shell) -> None:
    engine = connect("sqlite:///thidua.db")
    with engine.connect() as plain:
        raw = plain.connection.driver_connection
        assert raw is not None
        raw.execute("PRAGMA foreign_keys=OFF")
        raw.execute("DELETE FROM people WHERE id = (SELECT min(person_id) FROM roles)")
    with reading(engine) as db:
        assert db.execute(text("SELECT count(*) FROM people")).scalar_one()
    assert damage(engine, thorough=True) == "a row of roles refers to a row of people that is gone"
    engine.dispose()
