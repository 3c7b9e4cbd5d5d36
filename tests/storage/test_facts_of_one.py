"""Guards: what a unit has told is looked up by the unit: a turn costs the same in a nation.

SQLite took the index of states for the one that narrows most, and went through all that was ever
accepted; PostgreSQL counts before it chooses.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from storage import facts, schema
from storage.engine import connect, reading
from storage.scores import BASES

ASKED = {"unit": 1, "first": "2025-12", "last": "2026-Q4"}


@pytest.mark.parametrize("basis", BASES)
def test_facts_are_found_by_the_unit_alone(tmp_path: Path, basis: str) -> None:
    engine = connect(f"sqlite:///{tmp_path / 'plan.db'}")
    schema.migrate(engine)
    with reading(engine) as db:
        found = facts._reported[basis]._for(db, ASKED)  # type: ignore[index]
        driver = db.connection.driver_connection
        assert driver is not None
        rows = driver.execute(f"EXPLAIN QUERY PLAN {found.sql}", found.given(ASKED)).fetchall()
    engine.dispose()
    looks = [row[3] for row in rows if "reports USING" in row[3] or "SCAN" in row[3]]
    assert looks
    assert all("(unit_id=?" in look for look in looks), looks
