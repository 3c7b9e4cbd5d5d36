"""Guards: what `/health`, `doctor` and a plan's count ask every half minute reads no whole table,
however many messages there ever were."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import Engine, event

from storage import health, quotas, undelivered
from storage.engine import Db, reading

NOW = datetime(2026, 12, 15, tzinfo=UTC)
ASKED: dict[str, Callable[[Db], object]] = {
    "health": health.look,
    "spent": lambda db: quotas.spent(db, "zalo", "1", NOW),
    "some": lambda db: undelivered.some(db, 5),
    "held": lambda db: undelivered.held(db, "zalo", "1", NOW, 12),
}
BIG = ("outbox", "updates")


@pytest.mark.parametrize("what", ASKED)
def test_no_count_reads_a_whole_table(engine: Engine, what: str) -> None:
    asked: list[tuple[str, Any]] = []

    def note(_db: Db, _cursor: object, sql: str, given: Any, *_: object) -> None:
        asked.append((sql, given))

    with reading(engine) as db:
        event.listen(engine, "before_cursor_execute", note)
        ASKED[what](db)
        event.remove(engine, "before_cursor_execute", note)
        sqlite = engine.dialect.name == "sqlite"
        if not sqlite:  # of an empty table it is right to read the whole
            db.exec_driver_sql("SET enable_seqscan = off")
        for sql, given in asked:
            plan = db.exec_driver_sql(
                ("EXPLAIN QUERY PLAN " if sqlite else "EXPLAIN ") + sql, given
            )
            lines = [str(row[-1]) for row in plan]
            whole = [f"SCAN {name}" if sqlite else f"Seq Scan on {name}" for name in BIG]
            guilty = [line for line in lines if any(one in line for one in whole)
                      and not ("USING" in line and _partial(line))]  # fmt: skip
            assert guilty == [], (sql, lines)


def _partial(line: str) -> bool:
    """A scan of an index that holds only what was not delivered or set aside."""
    return any(name in line for name in ("outbox_undelivered", "updates_aside"))
